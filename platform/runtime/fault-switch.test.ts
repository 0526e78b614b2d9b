import { expect, it } from "vitest";
import { realClock } from "./clock.ts";
import { FaultSwitch } from "./fault-switch.ts";
import { MemoryStore } from "./store/memory/memory-store.ts";

const store = new MemoryStore(realClock);
const switches = () => new FaultSwitch(store, realClock);

it("does nothing until somebody switches it on", async () => {
  const faults = switches();
  await faults.look();
  await faults.beforeHandling("OrderCreated");
  expect(faults.settings).toEqual({ slow: 0, failing: [] });
});
it("is obeyed by a replica that was not told itself, and by one that starts later", async () => {
  await switches().set({ slow: 0, failing: ["OrderCreated"] });
  const other = switches();
  await other.look();
  await expect(other.beforeHandling("OrderCreated")).rejects.toThrow("A fault was switched on");
  await other.beforeHandling("OrderPriced");
});
it("lets everything work again", async () => {
  const faults = switches();
  await faults.set({ slow: 0, failing: [] });
  await faults.beforeHandling("OrderCreated");
});
