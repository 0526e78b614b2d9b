import { expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { nextBroker, placeOf } from "./swap-broker.ts";

test("going from broker to broker, one comes to each of them and back", () => {
  const visited = BROKERS.map(nextBroker);
  expect(new Set(visited)).toEqual(new Set(BROKERS));
  expect(visited.every((name, at) => name !== BROKERS[at])).toBe(true);
});
test("an image says from where the release has come, also with a port in its registry", () => {
  expect(placeOf("localhost:5000/millrace/order:0.1.0")).toEqual({ registry: "localhost:5000/millrace", tag: "0.1.0" });
  expect(() => placeOf("localhost:5000/order")).toThrow("is no image of a release");
});
