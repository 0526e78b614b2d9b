import { expect, test } from "vitest";
import { smallShop } from "../small-shop.ts";
import { topicScopes } from "./scopes.ts";
import { allTopics } from "./topics.ts";

const { allowedTopics, protectedTopics, publishingScopes, subscriptionScopes } = topicScopes(smallShop);
const read = (scopes = "") => new Map(scopes.split(";").map((entry) => entry.split("=") as [string, string]));

test("every topic is protected, so nobody uses it who is not listed", () => {
  expect(allowedTopics?.split(",")).toEqual(allTopics(smallShop));
  expect(protectedTopics).toBe(allowedTopics);
});

test("every service is listed, for publishing and for hearing", () => {
  const names = smallShop.map(({ name }) => name).toSorted();
  expect([...read(publishingScopes).keys()]).toEqual(names);
  expect([...read(subscriptionScopes).keys()]).toEqual(names);
});

test("a sidecar may publish its service's dead letters, and nobody else may", () => {
  const allowed = [...read(publishingScopes)].filter(([, topics]) => topics.split(",").includes("desk.dead-letter"));
  expect(allowed.map(([name]) => name)).toEqual(["desk"]);
});

test("a service hears its own redrives only, and an observer every dead letter", () => {
  const scopes = read(subscriptionScopes);
  expect(scopes.get("desk")).toBe("Given,Heartbeat,Refused,ReplayRequested,desk.redrive");
  expect(scopes.get("watcher")).toMatch(
    /desk\.dead-letter,store-room\.dead-letter,watcher\.dead-letter,watcher\.redrive$/,
  );
});
