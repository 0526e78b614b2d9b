// Faults against a target that only remembers what was done to it.
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import { seededRandom } from "#platform/simulate/seeded-random.ts";
import { twinExperiment } from "../experiments/twin.ts";
import type { Target } from "../targets/target.ts";
import {
  badEventsIn,
  brokerAway,
  brokerSwapped,
  poison,
  rollingUpdates,
  serviceAway,
  servicesKilled,
  zeroAndBack,
} from "./faults.ts";

const SERVICES = ["order", "inventory", "billing", "shipping", "loyalty"];

/** Each service needs a few moments to come back. */
function fleet(start: () => Promise<void> = () => new Promise((resolve) => void setTimeout(resolve, 10))) {
  const down = new Set<string>();
  let killedTwice = 0;
  let most = 0;
  const turns = new Map<string, number>();
  const count = (service: string) => void turns.set(service, (turns.get(service) ?? 0) + 1);
  const target = {
    services: SERVICES,
    async kill(service: string) {
      killedTwice += down.has(service) ? 1 : 0;
      down.add(service);
      count(service);
      most = Math.max(most, down.size);
      return true;
    },
    async stop(service: string) {
      down.add(service);
    },
    async start(service: string) {
      await start();
      down.delete(service);
    },
    replace: async (service: string) => count(service),
    broker: { swap: async () => "kafka" },
  } as unknown as Target;
  return { target, turns, seen: () => ({ down: down.size, killedTwice, most }) };
}
const during = () => {
  const notes: string[] = [];
  return { seconds: 0.2, random: seededRandom(1), note: (what: string) => void notes.push(what), notes };
};
/** Somebody interrupts it while it is under way. */
const interrupted = () => {
  const ending = new AbortController();
  setTimeout(() => ending.abort(), 20);
  return { ...during(), seconds: 600, signal: ending.signal };
};

test("services are killed, none while it is down, never too many at once, and in the end all are back", async () => {
  const { target, turns, seen } = fleet();
  const killing = during();
  await servicesKilled(0.002).run(target, killing);
  expect(killing.notes.length).toBeGreaterThan(0);
  expect(new Set(turns.keys()), "Everybody has a turn.").toEqual(new Set(SERVICES));
  const { most, ...rest } = seen();
  expect(rest).toEqual({ down: 0, killedTwice: 0 });
  expect(most, "Some must be left.").toBeLessThanOrEqual(3);
});
test("where nobody is there to be killed, there was no blow", async () => {
  const { target } = fleet();
  const killing = during();
  await servicesKilled(0.002).run({ ...target, kill: async (service) => service === "order" }, killing);
  expect(new Set(killing.notes)).toEqual(new Set(["order is killed"]));
});
test.each([
  ["lasts", serviceAway("billing")],
  ["comes again and again", zeroAndBack(0.002)],
  ["meets the twin, too", twinExperiment.fault],
])("a fault that %s ends at once when it is interrupted, and leaves all mended", async (_, fault) => {
  const { target, seen } = fleet();
  await expect(fault.run(target, interrupted())).rejects.toThrow(/abort/i);
  await twinExperiment.compared?.close();
  expect(seen().down).toBe(0);
});
test("what could be broken in part only is mended as well", async () => {
  const calls: string[] = [];
  const failing = { kill: () => Promise.reject(new Error("no")), start: async () => void calls.push("start") };
  await expect(brokerAway.run({ broker: failing } as unknown as Target, during())).rejects.toThrow("no");
  expect(calls).toEqual(["start"]);
  const { target, seen } = fleet();
  const half = { ...target, stop: (name: string) => target.stop(name).then(() => Promise.reject(new Error("half"))) };
  await expect(zeroAndBack(0.002).run(half, during())).rejects.toThrow("half");
  expect(seen().down).toBe(0);
});
test("every service is replaced, and none for the second time before all others were", async () => {
  const { target, turns } = fleet();
  await rollingUpdates(0.002).run(target, during());
  const counts = SERVICES.map((service) => turns.get(service) ?? 0);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
});
test("a service that does not come back ends the fault by name", async () => {
  const { target } = fleet(() => Promise.reject(new Error("order is not ready")));
  await expect(servicesKilled(0.002).run(target, during())).rejects.toThrow("order is not ready");
});
test("a swap says who has taken over", async () => {
  const swapping = during();
  await brokerSwapped.run(fleet().target, swapping);
  expect(swapping.notes.at(-1)).toBe("kafka has taken over");
});
test("as many bad events are counted as were sent, and none in other blows", async () => {
  let sent = 0;
  const server = createServer((_, response) => {
    sent += 1;
    response.writeHead(200).end();
  });
  const port = await listen(server, 0, "127.0.0.1");
  onTestFinished(() => void server.close());
  const target = { url: `http://127.0.0.1:${port}`, administratorToken: "" } as Target;
  const poisoning = during();
  await poison("order", "OrderCreated", 12).run(target, poisoning);
  expect(poisoning.notes.reduce((sum, what) => sum + badEventsIn(what), 0)).toBe(sent);
  expect(sent).toBeGreaterThan(0);
  expect(badEventsIn("the broker is killed")).toBe(0);
});
