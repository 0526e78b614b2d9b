// The map as a table: every service with its figures.
import { count, duration } from "#platform/pages/words.ts";
import { Spark } from "./chart.tsx";
import type { ServiceFigures } from "./figure-book.ts";
import { chosen, figures, fleet, names, stateOf, turnTo } from "./room-state.ts";

const HEADS = [
  "Service",
  "State",
  "Replicas",
  "Handled/s",
  "Waiting",
  "Errors/min",
  "Parked",
  "Outbox",
  "Replicas and waiting, over time",
  "Broken on purpose",
];
const TAGS = { running: "good", stopped: "bad", asleep: "water", silent: "warn" } as const;

const faultsOf = ({ faults }: ServiceFigures): string =>
  [
    faults?.slow ? `${duration(faults.slow)} slower` : "",
    ...(faults?.failing.map((topic) => `throws at ${topic}`) ?? []),
  ]
    .filter(Boolean)
    .join(", ");

/** As the cluster says, where there is one: a replica that sleeps reports nothing. */
function replicasOf(name: string): string {
  const replicas = fleet.value.get(name)?.replicas;
  if (replicas) return `${replicas.ready} of ${replicas.wanted}, at most ${replicas.most}`;
  return String(figures.value.get(name)?.replicas ?? "–");
}

const Minutes = ({ history }: Pick<ServiceFigures, "history">) => (
  <Spark
    waiting={history.map(({ at, waiting }) => ({ at, value: waiting }))}
    replicas={history.map(({ at, replicas }) => ({ at, value: replicas }))}
  />
);

function Row({ name }: { name: string }) {
  const known = figures.value.get(name);
  const state = stateOf(name);
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          class="plain"
          onClick={() => {
            chosen.value = name;
            turnTo("scaling");
          }}
        >
          {name}
        </button>
      </th>
      <td>
        <span class={`tag ${TAGS[state]}`}>{state}</span>
      </td>
      <td class="figure">{replicasOf(name)}</td>
      <td class="figure">{known ? known.perSecond.toFixed(known.perSecond < 10 ? 1 : 0) : "–"}</td>
      <td class={known && known.waiting > 0 ? "figure warned" : "figure"}>{known ? count(known.waiting) : "–"}</td>
      <td class={known && known.errorsPerMinute > 0 ? "figure failed" : "figure"}>
        {known ? count(known.errorsPerMinute) : "–"}
      </td>
      <td class="figure">{known ? count(known.parked) : "–"}</td>
      <td class="figure">{known ? count(known.outbox) : "–"}</td>
      <td>{known && known.history.length > 1 && <Minutes history={known.history} />}</td>
      <td class="soft">{known ? faultsOf(known) : ""}</td>
    </tr>
  );
}

export const ServiceTable = () => (
  <div class="scroll" tabIndex={0} role="region" aria-label="Services">
    <table>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.value.map((name) => (
          <Row key={name} name={name} />
        ))}
      </tbody>
    </table>
  </div>
);
