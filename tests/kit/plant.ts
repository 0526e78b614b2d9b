// Writes into a store behind its service's back, so that somebody who looks for faults has one to find.
import type { Embedded } from "#platform/runtime/embedded.ts";
import type { Write } from "#platform/runtime/store/port.ts";

export const setRecord = (state: string, id: string, value: unknown): Write => ({
  kind: "set",
  state,
  id,
  value,
  schemaNumber: 1,
  keepFor: undefined,
});

/** The function that comes back undoes it. */
export async function plant(platform: Embedded, service: string, fault: Write): Promise<() => Promise<void>> {
  const store = platform.stores.get(service);
  if (!store || (fault.kind !== "add" && fault.kind !== "set" && fault.kind !== "delete"))
    throw new Error("No such fault.");
  const { state, id } = fault;
  const write = async (change: Write) =>
    void store.commitNow({ reads: [], changes: { writes: [change], events: [] }, claim: 0 });
  const [before] = await store.records(state, [id]);
  await write(fault);
  if (fault.kind === "add") return () => write({ ...fault, amount: -fault.amount });
  return () => write(before?.version ? setRecord(state, id, before.value) : { kind: "delete", state, id });
}
