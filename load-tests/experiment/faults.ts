// The faults of which experiments are made: what is broken, for how long or how often, and how it is mended.
import { pick } from "#platform/simulate/seeded-random.ts";
import type { Target } from "../targets/target.ts";
import { administrate } from "./administrate.ts";
import type { During, Fault } from "./fault.ts";
import { pause } from "./pause.ts";

/** Broken once, for all of the time. */
const lasting = (
  says: string,
  breakIt: (target: Target) => Promise<void>,
  mend: (target: Target) => Promise<void>,
): Fault => ({
  says,
  async run(target, { seconds, note, signal }) {
    note(says);
    try {
      await breakIt(target);
      await pause(seconds * 1_000, signal);
    } finally {
      await mend(target);
    }
  },
});
/** Broken and mended again and again; `every`: seconds between two blows, when mending is faster. */
const repeated = (says: string, every: number, strike: (target: Target, during: During) => Promise<void>): Fault => ({
  says,
  async run(target, during) {
    const end = performance.now() + during.seconds * 1_000;
    while (performance.now() < end) {
      const next = performance.now() + every * 1_000;
      await strike(target, during);
      await pause(Math.min(next, end) - performance.now(), during.signal);
    }
  },
});

/** At random, but nobody for the second time before everybody who is free had a turn. */
class Turns {
  readonly #had = new Map<string, number>();
  readonly #random: During["random"];

  constructor(random: During["random"]) {
    this.#random = random;
  }
  next(free: readonly string[]): string | undefined {
    const had = (name: string): number => this.#had.get(name) ?? 0;
    const fewest = Math.min(...free.map(had));
    const waiting = free.filter((name) => had(name) === fewest);
    if (waiting.length === 0) return undefined;
    const name = pick(this.#random, waiting);
    this.#had.set(name, had(name) + 1);
    return name;
  }
}

/** One service after the other at random, also while those before it are not back yet. */
const scattered = (
  says: string,
  every: number,
  strike: (target: Target, service: string, note: During["note"]) => Promise<void>,
  spared: readonly string[] = [],
): Fault => ({
  says,
  async run(target, { seconds, random, note, signal }) {
    const turns = new Turns(random);
    const down = new Map<string, Promise<unknown>>();
    const failures: unknown[] = [];
    const end = performance.now() + seconds * 1_000;
    try {
      while (performance.now() < end && failures.length === 0) {
        const free = target.services.filter((name) => !spared.includes(name) && !down.has(name));
        const service = down.size < MOST_DOWN ? turns.next(free) : undefined;
        if (service) {
          const struck = strike(target, service, note)
            .catch((error: unknown) => failures.push(error))
            .finally(() => down.delete(service));
          down.set(service, struck);
        }
        await pause(Math.min(every * 1_000, end - performance.now()), signal);
      }
    } finally {
      await Promise.all(down.values());
    }
    if (failures.length > 0) throw failures[0];
  },
});
const MOST_DOWN = 3;

export const serviceAway = (service: string): Fault =>
  lasting(
    `${service} is away`,
    (target) => target.stop(service),
    (target) => target.start(service),
  );
export const mailHangs: Fault = lasting(
  "the mail server says nothing",
  ({ mail }) => mail.hang(),
  ({ mail }) => mail.answer(),
);
export const networkCut: Fault = lasting(
  "the way to the broker is cut",
  ({ network }) => network.cut(),
  ({ network }) => network.mend(),
);
export const networkSlow = (milliseconds: number): Fault =>
  lasting(
    `the way to the broker takes ${milliseconds} ms more in each direction`,
    ({ network }) => network.slow(milliseconds),
    ({ network }) => network.mend(),
  );
export const brokerAway: Fault = lasting(
  "the broker is away",
  ({ broker }) => broker.kill(),
  ({ broker }) => broker.start(),
);

const killService = async (target: Target, service: string, note: During["note"]): Promise<void> => {
  // Who sleeps has nobody to kill.
  if (!(await target.kill(service))) return;
  note(`${service} is killed`);
  await target.start(service);
};
export const servicesKilled = (every: number): Fault => scattered("services are killed", every, killService);
export const serviceKilled = (service: string, every: number): Fault =>
  repeated(`${service} is killed`, every, (target, { note }) => killService(target, service, note));
export const sidecarsKilled = (every: number): Fault =>
  scattered("sidecars are killed", every, async (target, service, note) => {
    note(`the sidecar of ${service} is killed`);
    await target.killSidecar(service);
    await target.start(service);
  });
export const brokerKilled = (every: number): Fault =>
  repeated("the broker is killed", every, async ({ broker }, { note }) => {
    note("the broker is killed");
    await broker.kill();
    await broker.start();
  });
export const brokerWiped = (every: number): Fault =>
  repeated("the broker is wiped", every, async ({ broker }, { note }) => {
    note("the broker is killed, and comes back with nothing");
    await broker.kill();
    await broker.wipe();
  });
export const brokerSwapped: Fault = {
  says: "another broker takes the place of the one that runs",
  async run({ broker }, { note }) {
    note(brokerSwapped.says);
    note(`${await broker.swap()} has taken over`);
  },
};
export const storeKilled = (every: number): Fault =>
  repeated("the store is killed", every, async ({ store }, { note }) => {
    note("the store is killed");
    await store.kill();
    await store.start();
  });

/** `each`: how many with each blow. */
export const poison = (service: string, topic: string, each: number): Fault =>
  repeated(`${topic} comes with nothing in it`, 1, async (target, { note }) => {
    note(`${each} bad ${topic}`);
    await Promise.all(
      Array.from({ length: each }, () => administrate(target, "POST", `/services/${service}/poison`, { topic })),
    );
  });
/** How many there were in a blow, as `poison` has noted it; 0 for other blows. */
export const badEventsIn = (what: string): number => Number(/^(\d+) bad /.exec(what)?.[1] ?? 0);
export const serviceSlow = (service: string, milliseconds: number): Fault => {
  const set = (slow: number) => (target: Target) =>
    administrate(target, "PUT", `/services/${service}/faults`, { slow });
  return lasting(`${service} takes ${milliseconds} ms more for each event`, set(milliseconds), set(0));
};
export const rollingUpdates = (every: number): Fault => ({
  says: "versions are replaced",
  run(target, during) {
    const turns = new Turns(during.random);
    const replacing = repeated("", every, async ({ services }, { note }) => {
      const service = turns.next(services) ?? "";
      note(`${service} is replaced`);
      await target.replace(service);
    });
    return replacing.run(target, during);
  },
});
/** Without those that never sleep: who takes orders, and who watches. */
export const zeroAndBack = (every: number): Fault =>
  scattered(
    "services go to zero and come back",
    every,
    async (target, service, note) => {
      note(`${service} goes to zero`);
      try {
        await target.stop(service);
      } finally {
        await target.start(service);
      }
    },
    ["order", "operations"],
  );
