import { Parser } from "@asyncapi/parser";
import { expect, test } from "vitest";
import { z } from "zod";
import { defineEvent } from "../declare/event.ts";
import { defineService } from "../declare/service.ts";
import { asyncapi } from "./asyncapi.ts";
import { desk, smallShop } from "./small-shop.ts";

const ERROR = 0;

const faultsOf = async (document: object) => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(document));
  return diagnostics
    .filter(({ severity }: { severity: number }) => severity === ERROR)
    .map(({ message, path }) => `${path.join(".")}: ${message}`);
};

test("the document is valid AsyncAPI", async () => {
  expect(await faultsOf(asyncapi(smallShop))).toEqual([]);
});

test("shapes with an id of their own still resolve", async () => {
  const Street = z.string().meta({ id: "Street" });
  const Moved = defineEvent({
    name: "Moved",
    summary: "It moved.",
    subject: "id",
    data: z.object({ id: z.string(), from: Street, to: Street }),
    example: { id: "1", from: "a", to: "b" },
  });
  const document = asyncapi([defineService({ name: "mover", summary: "Moves.", seeds: [Moved] })]);
  expect(document.components.schemas).toHaveProperty("Street");
  expect(await faultsOf(document)).toEqual([]);
});

test("a fault is found, so that the tests above mean something", async () => {
  const document = asyncapi(smallShop);
  const channels = {
    ...document.channels,
    Asked: { ...document.channels.Asked, messages: { Asked: { $ref: "#/nowhere" } } },
  };
  expect(await faultsOf({ ...document, channels })).not.toEqual([]);
});

test("data stays open for fields to come, and personal fields are marked", () => {
  const schemas = asyncapi(smallShop).components.schemas;
  expect(JSON.stringify(schemas)).not.toContain("additionalProperties");
  expect(schemas.Asked).toMatchObject({ properties: { email: { "x-personal": true } } });
});

test("an emission sends, a reaction receives and says what may follow, an observer receives all", () => {
  const { operations } = asyncapi(smallShop);
  expect(operations["desk.sends.Asked"]).toMatchObject({ action: "send", tags: [{ name: "desk" }] });
  expect(operations["store-room.hears.Asked"]).toMatchObject({
    action: "receive",
    summary: "store-room may answer with Given, Refused.",
  });
  expect(operations).toHaveProperty(["watcher.hears.Refused"]);
  expect(Object.keys(asyncapi([desk]).operations)).toHaveLength(3);
});
