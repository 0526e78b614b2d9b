// Runs something by the clock, on one replica at a time: the due time is a record that the replicas compete for.
import type { EventType } from "../declare/event.ts";
import type { AnyRuns } from "../declare/implementation.ts";
import type { Store } from "./store/port.ts";
import { type TransactContext, transact } from "./transaction/transact.ts";

const STATE = "$schedule";

/** True for the one replica that may run it now. */
async function isOurTurn(store: Store, name: string, every: number): Promise<boolean> {
  const [due] = await store.records(STATE, [name]);
  const now = store.now();
  if (due && (due.value as number) > now) return false;
  const { outcome } = await store.commit({
    reads: [{ state: STATE, id: name, version: due?.version ?? 0 }],
    changes: {
      writes: [{ kind: "set", state: STATE, id: name, value: now + every, schemaNumber: 1, keepFor: undefined }],
      events: [],
    },
    claim: 0,
  });
  return outcome === "committed";
}

export async function runWhenDue(
  context: TransactContext,
  name: string,
  schedule: { readonly every: number; readonly emits: readonly EventType[] },
  run: AnyRuns,
): Promise<void> {
  if (!(await isOurTurn(context.store, name, schedule.every))) return;
  const id = context.newId();
  const cause = { causationId: `/${context.service}/${name}`, correlationId: id, traceparent: undefined };
  await transact(context, { emits: schedule.emits, cause }, async (unitOfWork) => ({
    value: undefined,
    facts: await run(unitOfWork),
  }));
}
