import { expect, test } from "vitest";
import type { Tally } from "#platform/runtime/store/port.ts";
import { declarations } from "#services/declarations.ts";
import { lagOf } from "./sampler.ts";

const tally = (change: Partial<Tally>): Tally => ({
  outbox: 0,
  oldestOutbox: undefined,
  parked: 0,
  dead: 0,
  journal: 0,
  committed: {},
  seen: {},
  ...change,
});
const created = { OrderCreated: { count: 10, forgotten: 0 } };

test("a service lags by what it has not seen, has parked, and has not published", () => {
  const lag = lagOf(
    declarations,
    new Map([
      ["order", tally({ committed: created, outbox: 2 })],
      ["inventory", tally({ seen: { OrderCreated: 7 }, parked: 1 })],
      ["analytics", tally({ seen: { OrderCreated: 10 } })],
    ]),
  );
  expect(lag).toMatchObject({ order: 2, inventory: 4, analytics: 0, billing: 10, user: 0 });
});
test("heartbeats are no work", () => {
  const heartbeat = { Heartbeat: { count: 99, forgotten: 0 } };
  expect(lagOf(declarations, new Map([["order", tally({ committed: heartbeat })]]))).toMatchObject({ inventory: 0 });
});
