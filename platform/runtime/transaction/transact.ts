// Runs a unit of work and commits it; runs it again when something that it read has changed.
import { Problem } from "#contracts/problems.ts";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { Emission, EventType } from "../../declare/event.ts";
import type { AnyUnitOfWork } from "../../declare/implementation.ts";
import type { Decision } from "../../declare/unit-of-work.ts";
import type { Changes, Commit, CommitResult, Mark } from "../store/port.ts";
import { type Cause, type Publisher, toEvents } from "./publishable.ts";
import type { Branch, Staging } from "./staging.ts";
import { openUnitOfWork, type WorkContext } from "./unit-of-work.ts";

export interface TransactContext extends WorkContext, Publisher {
  readonly claim: number;
  /** Takes committed events to the broker. */
  readonly relay: (events: readonly CloudEvent[]) => void;
}
export interface TransactOptions {
  readonly emits: readonly EventType[];
  readonly cause: Cause;
  readonly mark?: Mark;
  readonly outboxLimit?: number;
  /** Refused while the store has little room left, which belongs to what is under way. */
  readonly isNewWork?: boolean;
}
/** Conflicts in a row after which something must be wrong. */
const RERUNS = 200;

type Result<T> = { readonly value: T; readonly facts: readonly Emission[] | Decision<Emission> };

/** The work's value; `duplicate` when the mark's event was done meanwhile, `held` when somebody else has it in hand. */
export async function transact<T>(
  context: TransactContext,
  options: TransactOptions,
  work: (unitOfWork: AnyUnitOfWork, staging: Staging) => Promise<Result<T>>,
): Promise<{ outcome: "committed"; value: T } | { outcome: "duplicate" | "held" }> {
  for (let run = 0; run < RERUNS; run++) {
    const { unitOfWork, staging } = openUnitOfWork(context);
    const { value, facts } = await work(unitOfWork, staging);
    if (!("kind" in facts)) staging.common.facts = facts;
    const changes = (branch: Branch): Changes => ({
      writes: branch.writes,
      events: toEvents(branch.facts, options.emits, options.cause, unitOfWork.now, context),
    });
    const { decision } = staging;
    const begun = context.tracing?.now() ?? 0;
    const result = await commitIfNeeded(context, options, {
      mark: options.mark,
      reads: staging.reads,
      changes: changes(staging.common),
      condition: decision && {
        counters: decision.counters,
        met: changes(decision.met),
        otherwise: changes(decision.otherwise),
      },
      claim: context.claim,
      outboxLimit: options.outboxLimit,
    });
    if (result.outcome === "committed") {
      if (result.events.length > 0) {
        context.tracing?.created(result.events, options.cause.traceparent, begun);
        context.relay(result.events);
      }
      return { outcome: "committed", value };
    }
    if (result.outcome === "full") throw new Problem("outbox-full", { retryAfter: 5 });
    if (result.outcome === "duplicate" || result.outcome === "held") return { outcome: result.outcome };
  }
  throw new Error(`A unit of work of ${context.service} met ${RERUNS} conflicts in a row.`);
}

/** Only reading needs no commit. */
function commitIfNeeded(
  { store }: TransactContext,
  { isNewWork }: TransactOptions,
  commit: Commit,
): Promise<CommitResult> | CommitResult {
  const { mark, changes, condition } = commit;
  const changesNothing = !mark && !condition && changes.writes.length === 0 && changes.events.length === 0;
  if (changesNothing) return { outcome: "committed", events: [], met: undefined };
  if (isNewWork && store.isNearlyFull()) throw new Problem("store-full", { retryAfter: 30 });
  return store.commit(commit);
}
