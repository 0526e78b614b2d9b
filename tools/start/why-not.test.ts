import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { startEmbedded } from "#platform/runtime/embedded.ts";
import { whyNot } from "./why-not.ts";

const taken: Server = createServer();
afterAll(() => new Promise((resolve) => taken.close(resolve)));

const failureOn = (port: number) =>
  startEmbedded({ services: [], port, environment: {} }).catch((error: unknown) => error);

it("names another port when this one is in use", async () => {
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, () => resolve((taken.address() as AddressInfo).port));
  });
  expect(whyNot(await failureOn(port), String(port), "make dapr BROKER=kafka")).toBe(
    `Port ${port} is in use. Choose another one, such as: PORT=${(port % 65_535) + 1} make dapr BROKER=kafka`,
  );
});
it("says what a port is", async () => {
  expect(whyNot(await failureOn(Number("abc")), "abc", "make start")).toMatch(
    /^PORT=abc is no port\. Choose a number from 1 to 65535/,
  );
});
it("repeats any other error in its own words, without the place where it happened", () => {
  expect(whyNot(new Error("The settings of inventory are wrong."), "8080", "make start")).toBe(
    "The settings of inventory are wrong.",
  );
});
