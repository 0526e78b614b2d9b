import { expect, test } from "vitest";
import { on } from "../declare/reaction.ts";
import { get, post } from "../declare/route.ts";
import { defineService } from "../declare/service.ts";
import { Asked, desk, Given, Refused, smallShop, storeRoom, watcher } from "./small-shop.ts";
import { validate } from "./validate.ts";

const named = (name: string, parts: object = {}) => defineService({ name, summary: "A test.", ...parts });

test("services that fit together pass", () => expect(() => validate(smallShop)).not.toThrow());

test("two services of one name are refused", () => {
  expect(() => validate([...smallShop, named("desk")])).toThrow('Two services are named "desk"; give one');
});

test("an event with two publishers is refused", () => {
  const rival = named("rival", { reactions: { onGiven: on(Given, { emits: [Asked] }) } });
  expect(() => validate([...smallShop, rival])).toThrow("Asked is published by desk and rival; an event has one owner");
});

test("an event that nobody hears is refused, unless an observer hears it", () => {
  const speaker = named("speaker", { seeds: [Refused] });
  expect(() => validate([speaker])).toThrow("speaker publishes Refused, which nobody hears");
  expect(() => validate([speaker, watcher])).not.toThrow();
});

test("an event that nobody publishes is refused, also when only an observer is beside", () => {
  expect(() => validate([desk, watcher])).toThrow("desk and watcher listens to Given, which nobody publishes");
});

test("two definitions of one event are refused", () => {
  const again = { ...Given };
  expect(() => validate([...smallShop, named("copier", { reactions: { onGiven: on(again) } })])).toThrow(
    "Given is defined twice",
  );
});

test("a first path segment belongs to one service, also the empty one", () => {
  const wishes = named("rival", { routes: { list: get("/wishes/all/of-them", { summary: "All." }) } });
  expect(() => validate([...smallShop, wishes])).toThrow("The paths of desk and rival begin with /wishes");
  const page = (name: string) => named(name, { routes: { page: get("/", { summary: "Home." }) } });
  expect(() => validate([page("home")])).not.toThrow();
  expect(() => validate([page("home"), page("rival")])).toThrow("The paths of home and rival begin with /");
});

test("two routes that match the same requests are refused", () => {
  const both = { byId: get("/pens/:id", { summary: "One." }), byName: get("/pens/:name", { summary: "One." }) };
  expect(() => validate([named("pen", { routes: both })])).toThrow("cannot be told apart");
});

test("the platform's own doors are taken", () => {
  const routes = { page: get("/health/mine", { summary: "Mine." }) };
  expect(() => validate([named("doctor", { routes })])).toThrow("GET /health/mine of doctor is a door of the platform");
});

test("two keys that would share a file are refused", () => {
  const routes = { getSku: get("/sku", { summary: "One." }), getSKU: post("/sku", { summary: "Two." }) };
  expect(() => validate([named("pen", { routes })])).toThrow(
    "The routes getSku and getSKU of pen would share the file",
  );
});

test("every fault is in the one error", () => {
  expect(() => validate([storeRoom, storeRoom])).toThrow(/named "store-room"[\s\S]*Asked[\s\S]*Given[\s\S]*\/things/);
});
