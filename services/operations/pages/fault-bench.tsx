// Slow a service down, make a handler throw, poison a topic; and make all well again.
import { computed, signal } from "@preact/signals";
import { duration } from "#platform/pages/words.ts";
import { askAsAdministrator } from "./administrator.ts";
import type { Faults } from "./figure-book.ts";
import { canBreak, figures, names, said, topology } from "./room-state.ts";

const NONE: Faults = { slow: 0, failing: [] };
const STEPS = [0, 100, 500, 1_000, 3_000, 10_000];

const slowed = signal("notification");
const failing = signal("billing");
const failingEvent = signal("");
const poisoned = signal("OrderCreated");

const heardBy = computed(() => topology.value?.services.find(({ name }) => name === failing.value)?.listens ?? []);
const faultsOf = (name: string): Faults => figures.value.get(name)?.faults ?? NONE;
const strained = computed(() =>
  names.value.filter((name) => faultsOf(name).slow > 0 || faultsOf(name).failing.length > 0),
);

/** Tells the service's store, from where all its replicas know it. */
export async function setFaults(name: string, changes: Partial<Faults>): Promise<boolean> {
  const { ok, body, trouble } = await askAsAdministrator<Faults>("PUT", `/services/${name}/faults`, {
    ...faultsOf(name),
    ...changes,
  });
  const known = figures.value.get(name);
  if (ok && known) figures.value = new Map(figures.value).set(name, { ...known, faults: body });
  said.value = ok ? `${name}: ${describe(body)}` : trouble;
  return ok;
}
const describe = ({ slow, failing: topics }: Faults): string =>
  [slow > 0 ? `${duration(slow)} slower` : "", topics.length > 0 ? `throws at ${topics.join(", ")}` : ""]
    .filter(Boolean)
    .join(", ") || "works as it should.";

async function heal(): Promise<void> {
  for (const name of strained.value) await setFaults(name, NONE);
}
async function poison(): Promise<void> {
  const publisher = topology.value?.events.find(({ name }) => name === poisoned.value)?.publishers[0];
  if (!publisher) return;
  const body = { topic: poisoned.value };
  const { ok, trouble } = await askAsAdministrator("POST", `/services/${publisher}/poison`, body);
  said.value = ok
    ? `A poisoned ${poisoned.value} is out; its listeners give it up, and the next order passes.`
    : trouble;
}

const Choice = ({
  label,
  list,
  value,
  choose,
}: {
  label: string;
  list: readonly string[];
  value: string;
  choose: (name: string) => void;
}) => (
  <label class="grow">
    {label}
    <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      {list.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  </label>
);

const Slow = () => {
  const { slow } = faultsOf(slowed.value);
  const step = Math.max(
    0,
    STEPS.findLastIndex((each) => each <= slow),
  );
  return (
    <div class="row">
      <Choice
        label="A slow service"
        list={names.value}
        value={slowed.value}
        choose={(name) => void (slowed.value = name)}
      />
      <label class="grow">
        <span class="row between">
          <span>by</span>
          <span class="figure">{slow === 0 ? "nothing" : `${duration(slow)} for each event`}</span>
        </span>
        <input
          type="range"
          min={0}
          max={STEPS.length - 1}
          value={step}
          aria-valuetext={duration(STEPS[step] ?? 0)}
          onChange={({ currentTarget }) =>
            void setFaults(slowed.value, { slow: STEPS[Number(currentTarget.value)] ?? 0 })
          }
        />
      </label>
    </div>
  );
};

const Throw = () => {
  const event = heardBy.value.includes(failingEvent.value) ? failingEvent.value : (heardBy.value[0] ?? "");
  const topics = faultsOf(failing.value).failing;
  const isThrowing = topics.includes(event);
  const changed = isThrowing ? topics.filter((topic) => topic !== event) : [...topics, event];
  return (
    <div class="row">
      <Choice
        label="A handler that throws"
        list={names.value}
        value={failing.value}
        choose={(name) => void (failing.value = name)}
      />
      <Choice
        label="at this event"
        list={heardBy.value}
        value={event}
        choose={(name) => void (failingEvent.value = name)}
      />
      <button
        type="button"
        class={isThrowing ? "low main" : "low danger"}
        onClick={() => void setFaults(failing.value, { failing: changed })}
      >
        {isThrowing ? "Mend it" : "Throw"}
      </button>
    </div>
  );
};

const Poison = () => (
  <div class="row">
    <Choice
      label="An event that fits no schema"
      list={topology.value?.events.map(({ name }) => name) ?? []}
      value={poisoned.value}
      choose={(name) => void (poisoned.value = name)}
    />
    <button type="button" class="low danger" onClick={() => void poison()}>
      Poison
    </button>
  </div>
);

export const FaultBench = () => (
  <section aria-labelledby="fault-title" class="stack">
    <div class="row between">
      <h3 id="fault-title">Break something</h3>
      {strained.value.length > 0 && (
        <button type="button" class="small main" onClick={() => void heal()}>
          Heal {strained.value.join(", ")}
        </button>
      )}
    </div>
    {canBreak.value ? (
      <>
        <Slow />
        <Throw />
        <Poison />
      </>
    ) : (
      <p class="cannot small">
        Services are broken on purpose only where <code>FAULTS=on</code> is set for them; here it is not.
      </p>
    )}
  </section>
);
