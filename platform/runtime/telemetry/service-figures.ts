// What a service tells of itself at /metrics: what this replica has counted, and what the service's store holds.
import { Heartbeat } from "../../declare/control-events.ts";
import { SECOND } from "../../declare/duration.ts";
import { emittedBy } from "../../derive/graph.ts";
import { heardOf } from "../report/seen.ts";
import type { ServiceRuntime } from "../service-runtime.ts";
import type { Family } from "./family.ts";
import type { Histograms } from "./histogram.ts";
import { unfinishedOf } from "./unfinished.ts";

/** What was never committed is told of, too, so that the first one is seen as more than before. */
const NONE = { count: 0 };

/** Without its store a replica still tells what it has counted: that is when somebody looks. */
export async function figuresOf(runtime: ServiceRuntime): Promise<readonly Family[]> {
  const labels = { service: runtime.name };
  const stored = await storedBy(runtime).catch(() => undefined);
  const away = [{ labels, value: stored ? 0 : 1 }];
  return [
    ...countedBy(runtime),
    gauge("millrace_store_away", "1 while the store gives no figures.", away),
    ...(stored ?? []),
  ];
}

/** What this replica knows by itself. */
function countedBy({ name, tallies, inHand }: ServiceRuntime): readonly Family[] {
  const own = { service: name };
  const byTopic = (histograms: Histograms) =>
    Array.from(histograms.entries(), ([topic, value]) => ({ labels: { ...own, topic }, value }));
  return [
    {
      name: "millrace_events_total",
      help: "Events by what became of them.",
      kind: "counter",
      points: tallies
        .entries()
        .map(({ kind, topic, count }) => ({ labels: { ...own, topic, outcome: kind }, value: count })),
    },
    {
      name: "millrace_failures_total",
      help: "Attempts to handle an event that failed, by their problem.",
      kind: "counter",
      points: tallies
        .failures()
        .map(({ topic, problem, count }) => ({ labels: { ...own, topic, problem }, value: count })),
    },
    {
      name: "millrace_handling_seconds",
      help: "How long events are in hand.",
      kind: "histogram",
      points: byTopic(tallies.took),
    },
    {
      name: "millrace_since_request_seconds",
      help: "From the request (or the clock) at the start of the chain to the commit of an event.",
      kind: "histogram",
      points: byTopic(tallies.sinceRequest),
    },
    gauge("millrace_in_hand", "Events that this replica works on.", [{ labels: own, value: inHand }]),
  ];
}

/** What the store holds, which is the same for all replicas. */
async function storedBy({ name, store, countedTopics, service }: ServiceRuntime): Promise<readonly Family[]> {
  const tally = await store.tally();
  const [{ seen, lost }, unfinished] = await Promise.all([
    heardOf(store, countedTopics, tally),
    unfinishedOf(service.declaration, store),
  ]);
  const own = { service: name };
  const one = (value: number) => [{ labels: own, value }];
  const said = emittedBy(service.declaration).map(({ name: topic }) => [topic, NONE] as const);
  const committed = Object.entries({ ...Object.fromEntries(said), ...tally.committed }).filter(
    ([topic]) => topic !== Heartbeat.name,
  );
  const byTopic = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([topic, value]) => ({ labels: { ...own, topic }, value }));
  const waitsSince = tally.oldestOutbox;
  return [
    {
      name: "millrace_committed_total",
      help: "Events committed to the outbox, of the whole service.",
      kind: "counter",
      points: committed.map(([topic, { count }]) => ({ labels: { ...own, topic }, value: count })),
    },
    {
      name: "millrace_seen_total",
      help: "Distinct events handled, parked or given up, of the whole service.",
      kind: "counter",
      points: byTopic(seen),
    },
    {
      name: "millrace_lost_total",
      help: "Events that never came and cannot come again, of the whole service.",
      kind: "counter",
      points: byTopic(lost),
    },
    gauge("millrace_outbox", "Events that wait to be published.", one(tally.outbox)),
    gauge(
      "millrace_outbox_age_seconds",
      "How long the oldest of them waits.",
      one(waitsSince === undefined ? 0 : Math.max(0, store.now() - waitsSince) / SECOND),
    ),
    gauge("millrace_parked", "Events that wait for their next attempt.", one(tally.parked)),
    gauge("millrace_dead", "Events given up.", one(tally.dead)),
    gauge("millrace_journal", "Published events that can be published again.", one(tally.journal)),
    gauge("millrace_store_nearly_full", "1 while new requests are refused.", one(store.isNearlyFull() ? 1 : 0)),
    gauge(
      "millrace_unfinished",
      "Pieces of work that are not finished, up to a thousand.",
      unfinished.map(({ state, count }) => ({ labels: { ...own, state }, value: count })),
    ),
    gauge(
      "millrace_unfinished_age_seconds",
      "The age of the oldest piece of work that is not finished.",
      unfinished.map(({ state, seconds }) => ({ labels: { ...own, state }, value: seconds })),
    ),
  ];
}

const gauge = (
  name: string,
  help: string,
  points: readonly { labels: Readonly<Record<string, string>>; value: number }[],
): Family => ({
  name,
  help,
  kind: "gauge",
  points,
});
