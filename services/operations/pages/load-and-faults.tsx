// What a person can do to the platform: give it work, and break it.
import { signal } from "@preact/signals";
import { count, duration } from "#platform/pages/words.ts";
import { burst, isBursting, placeMany, placeOne } from "./burst.ts";
import { FaultBench } from "./fault-bench.tsx";
import { KillReplica } from "./kill-replica.tsx";
import { chosen, names } from "./room-state.ts";
import { SwitchButton } from "./switch-button.tsx";

const MOST = 5_000;
const wanted = signal(200);

function BurstProgress() {
  const state = burst.value;
  if (!state) return <p class="soft small">Orders for all products in turn, twelve requests at a time.</p>;
  const { wanted: all, accepted, refused, refusal, over, acceptedIn, overIn } = state;
  return (
    <div class="stack tight small" role="status">
      <label class="small">
        <span class="row between">
          <span>Accepted</span>
          <span class="figure">
            {count(accepted)} of {count(all)}
            {acceptedIn !== undefined && ` in ${duration(acceptedIn)}`}
          </span>
        </span>
        <progress max={all} value={accepted} />
      </label>
      <label class="small">
        <span class="row between">
          <span>Completed or cancelled</span>
          <span class="figure">
            {count(over)}
            {overIn !== undefined && ` in ${duration(overIn)}`}
          </span>
        </span>
        <progress max={all} value={over} />
      </label>
      {refused > 0 && (
        <p class="trouble">
          {count(refused)} refused: {refusal}
        </p>
      )}
    </div>
  );
}

const Load = () => (
  <section aria-labelledby="load-title" class="stack">
    <h3 id="load-title">Orders</h3>
    <div class="row">
      <button type="button" class="main" onClick={() => void placeOne()}>
        Place one order
      </button>
    </div>
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        void placeMany(wanted.value);
      }}
    >
      <label class="short">
        Many at once
        <input
          type="number"
          min={1}
          max={MOST}
          value={wanted.value}
          onInput={({ currentTarget }) => {
            wanted.value = Math.max(1, Math.min(MOST, Math.trunc(Number(currentTarget.value) || 1)));
          }}
        />
      </label>
      <button type="submit" class="low" disabled={isBursting.value}>
        Place them
      </button>
    </form>
    <BurstProgress />
  </section>
);

const Switches = () => {
  const name = chosen.value ?? "inventory";
  return (
    <section aria-labelledby="switch-title" class="stack">
      <h3 id="switch-title">Stop a service</h3>
      <p class="soft small">Orders are accepted all the same; what is for it waits.</p>
      <div class="row">
        <label class="grow">
          Service
          <select
            value={name}
            onChange={({ currentTarget }) => {
              chosen.value = currentTarget.value;
            }}
          >
            {names.value.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <span class="low">
          <SwitchButton name={name} />
        </span>
      </div>
      <KillReplica name={name} />
    </section>
  );
};

export const LoadAndFaults = () => (
  <div class="bench">
    <Load />
    <Switches />
    <FaultBench />
  </div>
);
