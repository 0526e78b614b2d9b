// One service alone, which hears events in an order of our choice; and what it knows and has said in the end.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { Heartbeat, ReplayRequested } from "#platform/declare/control-events.ts";
import type { Service } from "#platform/declare/implementation.ts";
import type { Subscriber } from "#platform/runtime/bus/port.ts";
import type { Host } from "#platform/runtime/host.ts";
import type { Incoming } from "#platform/runtime/http/answer.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { DEFAULT_LIMITS, type Limits } from "#platform/runtime/limits.ts";
import { silentLog } from "#platform/runtime/log.ts";
import { ServiceRuntime } from "#platform/runtime/service-runtime.ts";
import { MemoryStore } from "#platform/runtime/store/memory/memory-store.ts";
import type { Commit } from "#platform/runtime/store/port.ts";
import { ManualClock } from "#platform/runtime/testing/manual-clock.ts";
import { services } from "#services/all.ts";
import type { Story } from "./recording.ts";

export interface Said {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}
/** State by `state/id` (or `state/set`), and facts in the order in which they were published. */
export interface Outcome {
  readonly known: Readonly<Record<string, unknown>>;
  readonly said: readonly Said[];
}

const CONTROL = new Set<string>([Heartbeat.name, ReplayRequested.name]);
const HERE_ORDER_ID = "the-order";

/** A store that also notes which sets and feeds there are. */
class NotingStore extends MemoryStore {
  readonly #places = new Map<string, { kind: "set" | "feed"; state: string; name: string }>();

  override async commit(commit: Commit) {
    const branches = [commit.changes, ...(commit.condition ? [commit.condition.met, commit.condition.otherwise] : [])];
    for (const write of branches.flatMap(({ writes }) => writes)) {
      if ("set" in write)
        this.#places.set(`${write.state}/${write.set}`, { kind: "set", state: write.state, name: write.set });
      if ("feed" in write)
        this.#places.set(`${write.state}/${write.feed}`, { kind: "feed", state: write.state, name: write.feed });
    }
    return super.commit(commit);
  }
  /** Everything of these states; feeds without regard to the order of their entries. */
  async everything(states: readonly string[]): Promise<Record<string, unknown>> {
    const known: Record<string, unknown> = {};
    for (const state of states) {
      const { records, counters } = this.dump(state);
      for (const [id, value] of [...records, ...counters]) known[`${state}/${id}`] = value;
    }
    for (const [place, { kind, state, name }] of this.#places) {
      if (!states.includes(state)) continue;
      if (kind === "set") known[place] = await this.range(state, name, { limit: Infinity });
      else
        known[place] = (await this.feed(state, name, { limit: Infinity }))
          .map(({ value }) => JSON.stringify(value))
          .toSorted();
    }
    return known;
  }
}

function hostFor(story: Story, store: MemoryStore, clock: ManualClock, said: CloudEvent[]) {
  let subscriber: Subscriber | undefined;
  const host: Host = {
    clock,
    random: Math.random,
    newId: newRealId,
    bus: {
      publish: async (events) => {
        said.push(...events.filter(({ type }) => !CONTROL.has(type)));
        return events.map(() => undefined);
      },
      subscribe: (given) => {
        subscriber = given;
        return { close: async () => {} };
      },
    },
    openStore: () => store,
    log: silentLog,
    environment: story.environment,
    declarations: services.map(({ declaration }) => declaration),
    fleet: undefined,
    limits: QUIET,
  };
  return { host, deliver: (event: CloudEvent) => (subscriber as Subscriber).deliver(event) };
}

/** The id of the order: made here where the service makes it, otherwise the one of the story. */
async function begin(runtime: ServiceRuntime, { beginning, orderId }: Story): Promise<string> {
  const ask = async (route: string, params: Incoming["params"], body?: unknown) =>
    (
      await runtime.answer(route, {
        params,
        query: {},
        body,
        headers: {},
        caller: { kind: "anonymous" },
        signal: new AbortController().signal,
      })
    ).body as { orderId: string };
  if (beginning.by === "order" && runtime.name === "order") {
    const placed = await ask("createOrder", {}, beginning.body);
    if (beginning.isCancelled) await ask("cancelOrder", placed);
    return placed.orderId;
  }
  if (beginning.by === "checkout" && runtime.name === "basket") {
    const { userId } = beginning;
    for (const { sku, quantity } of beginning.lines) await ask("putItem", { userId, sku }, { quantity });
    return (await ask("checkOut", { userId }, { customerEmail: "ada@example.com" })).orderId;
  }
  return orderId;
}

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Long enough for every schedule that makes up for what events in hand at the same time did not see of each other. */
const A_WHILE = 60_000;
const QUIET: Limits = {
  ...DEFAULT_LIMITS,
  heartbeat: A_WHILE,
  lease: 3 * A_WHILE,
  poll: { parked: A_WHILE, outbox: A_WHILE },
};

/** The events come one after the other; or all `atOnce`, each of them in hand at the same time, and then time passes. */
export async function rehearse(
  service: Service,
  story: Story,
  events: readonly CloudEvent[],
  atOnce = false,
): Promise<Outcome> {
  const clock = new ManualClock(Date.parse(story.events[0]?.time ?? ""));
  const store = new NotingStore(clock, { freeze: true });
  const published: CloudEvent[] = [];
  const { host, deliver } = hostFor(story, store, clock, published);
  const runtime = new ServiceRuntime(service, host);
  await runtime.start();
  const orderId = await begin(runtime, story);
  const hear = async (event: CloudEvent): Promise<void> => {
    const heard = JSON.parse(JSON.stringify(event).replaceAll(story.orderId, orderId)) as CloudEvent;
    if ((await deliver(heard)) !== "done") throw new Error(`${runtime.name} sends ${event.type} back.`);
  };
  if (atOnce) {
    await Promise.all(events.map(hear));
    await clock.pass(A_WHILE);
  } else for (const event of events) await hear(event);
  await settled();
  const { parked, dead } = await store.tally();
  if (parked + dead > 0) throw new Error(`${runtime.name} could not handle ${parked + dead} of its events.`);
  const known = await store.everything(Object.keys(service.declaration.state));
  const said = published.map(({ type, data }) => ({ type, data }));
  return JSON.parse(JSON.stringify({ known, said }).replaceAll(orderId, HERE_ORDER_ID)) as Outcome;
}

/** The events of the story that this service hears. */
export const heardBy = ({ declaration, observer }: Service, { events }: Story): readonly CloudEvent[] => {
  const topics = new Set(Object.values(declaration.reactions).map(({ event }) => event.name));
  return events.filter(({ type }) => observer !== undefined || topics.has(type));
};
