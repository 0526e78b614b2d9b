// Runs something by the clock, on one replica at a time: the due time is a record that the replicas compete for.
import { Problem } from "#contracts/problems.ts";
import type { EventType } from "../declare/event.ts";
import type { AnyRuns, AnyWork } from "../declare/implementation.ts";
import type { Store } from "./store/port.ts";
import { type TransactContext, type TransactOptions, transact } from "./transaction/transact.ts";

const STATE = "$schedule";
/** In periods. A due time beyond them is from a clock that was ahead and has been put right since: waited for, it might not come for years. */
const FURTHEST = 2;

/** True for the one replica that may run it now. */
async function isOurTurn(store: Store, name: string, every: number): Promise<boolean> {
  const [due] = await store.records(STATE, [name]);
  const now = store.now();
  if (due && (due.value as number) > now && (due.value as number) <= now + FURTHEST * every) return false;
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
  const options = { emits: schedule.emits, cause };
  const ran = await transact(context, options, async (unitOfWork) => {
    const done = await run(unitOfWork);
    return "afterwards" in done ? { value: done.afterwards, facts: done.facts } : { value: [], facts: done };
  });
  if (ran.outcome === "committed") await oneByOne(context, options, ran.value);
}

/** One that fails keeps none of the others from being done; only where the store is away, none can be. */
async function oneByOne(context: TransactContext, options: TransactOptions, rest: readonly AnyWork[]): Promise<void> {
  const failures: unknown[] = [];
  for (const work of rest)
    try {
      await transact(context, options, async (unitOfWork) => ({ value: undefined, facts: await work(unitOfWork) }));
    } catch (error) {
      if (error instanceof Problem) throw error;
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}
