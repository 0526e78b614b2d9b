// One service over the last minutes: its replicas, what waits for it, and how fast it is.
import { count } from "#platform/pages/words.ts";
import { Chart } from "./chart.tsx";
import type { Sample } from "./figure-book.ts";
import { chosen, figures, names, stateOf, topology } from "./room-state.ts";
import { SwitchButton } from "./switch-button.tsx";
import { Talk } from "./talk.tsx";

export function Scaling() {
  const name = chosen.value ?? "order";
  const known = figures.value.get(name);
  const declared = topology.value?.services.find((service) => service.name === name);
  const history = known ? [...known.history, known] : [];
  const series = (pick: (sample: Sample) => number) =>
    history.map((sample) => ({ at: sample.at, value: pick(sample) }));
  return (
    <div class="stack">
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
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <span class="low">
          <SwitchButton name={name} />
        </span>
      </div>
      <p class="soft small">
        {declared?.summary} {stateOf(name) === "running" ? "" : `It is ${stateOf(name)}. `}
        {declared && `Scaled from ${declared.scale.min} to ${declared.scale.max} replicas where the place can do that.`}
      </p>
      <Talk name={name} />
      {history.length === 0 ? (
        <p class="empty">No replica of {name} has reported yet.</p>
      ) : (
        <div class="charts">
          <Chart label="Replicas" points={series(({ replicas }) => replicas)} words={count} isStepped />
          <Chart label="Waiting, or on its way" points={series(({ waiting }) => waiting)} words={count} />
          <Chart
            label="Handled per second"
            points={series(({ perSecond }) => perSecond)}
            words={(value) => value.toFixed(1)}
          />
        </div>
      )}
    </div>
  );
}
