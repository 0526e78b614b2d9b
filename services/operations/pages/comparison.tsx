// The same question in two ways, side by side: by asking the others over the bus, and from a read model.
import { signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";
import { duration } from "#platform/pages/words.ts";
import { setFaults } from "./fault-bench.tsx";
import { canBreak, figures } from "./room-state.ts";
import { SwitchButton } from "./switch-button.tsx";

const USER = "user-5678";
/** One of the three that are asked. */
const SLOWED = "product";
const STEP = 100;
const SLOWEST = 6_000;
const PATIENCE = 5_000;

interface Outcome {
  readonly took: number | undefined;
  readonly orders: number;
  readonly trouble: string;
}
const PENDING: Outcome = { took: undefined, orders: 0, trouble: "" };
const byEvents = signal<Outcome | undefined>(undefined);
const byModel = signal<Outcome | undefined>(undefined);
const isAsking = signal(false);

/** One time that both were asked, so that several can be compared. */
interface Asked {
  readonly slow: number;
  readonly byEvents: Outcome;
  readonly byModel: Outcome;
}
const SHOWN = 6;
const before = signal<readonly Asked[]>([]);
const slowness = (): number => figures.value.get(SLOWED)?.faults?.slow ?? 0;

async function question(via: "model" | "events"): Promise<Outcome> {
  const path = `/order-history/${USER}?via=${via}${via === "events" ? `&timeout=${PATIENCE}` : ""}`;
  const { body, took, ok, trouble } = await ask<{ orders: unknown[] }>("GET", path);
  return { took, orders: ok ? body.orders.length : 0, trouble };
}
async function askBoth(): Promise<void> {
  isAsking.value = true;
  byEvents.value = PENDING;
  byModel.value = PENDING;
  const slow = slowness();
  const [model, events] = await Promise.all([
    question("model").then((outcome) => (byModel.value = outcome)),
    question("events").then((outcome) => (byEvents.value = outcome)),
  ]);
  before.value = [{ slow, byEvents: events, byModel: model }, ...before.value].slice(0, SHOWN);
  isAsking.value = false;
}
async function slowDown(slow: number): Promise<void> {
  if ((await setFaults(SLOWED, { slow })) && !isAsking.value) await askBoth();
}
const briefly = ({ took, trouble }: Outcome): string => `${duration(took ?? 0)}${trouble ? ", no answer" : ""}`;

const AskedBefore = () => (
  <table class="asked">
    <caption class="soft small">Asked so far</caption>
    <thead>
      <tr>
        <th scope="col">{SLOWED} takes</th>
        <th scope="col">Over the bus</th>
        <th scope="col">Read model</th>
      </tr>
    </thead>
    <tbody>
      {before.value.map(({ slow, byEvents: events, byModel: model }, at) => (
        <tr key={before.value.length - at}>
          <td class="figure">{slow === 0 ? "no time more" : `${duration(slow)} more`}</td>
          <td class={events.trouble ? "figure failed" : "figure"}>{briefly(events)}</td>
          <td class={model.trouble ? "figure failed" : "figure"}>{briefly(model)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function stateOf(outcome: Outcome | undefined): string {
  if (!outcome) return "";
  if (outcome.took === undefined) return "under-way";
  return outcome.trouble ? "failed" : "answered";
}
function wordsOf(outcome: Outcome | undefined): string {
  if (outcome?.took === undefined) return "";
  return outcome.trouble || `${outcome.orders} orders, with the products' names.`;
}

const Way = ({ title, text, outcome }: { title: string; text: string; outcome: Outcome | undefined }) => {
  const longest = Math.max(byEvents.value?.took ?? 0, byModel.value?.took ?? 0, 1);
  return (
    <section class="way">
      <h3>{title}</h3>
      <p class="soft small">{text}</p>
      <p class="way-time figure" role="status">
        {outcome?.took === undefined ? (outcome ? "…" : "–") : duration(outcome.took)}
      </p>
      <span class={`race ${stateOf(outcome)}`}>
        <span style={{ width: outcome?.took === undefined ? "0" : `max(4px, ${(outcome.took / longest) * 100}%)` }} />
      </span>
      <p class="small">{wordsOf(outcome)}</p>
    </section>
  );
};

export function Comparison() {
  const slow = slowness();
  return (
    <div class="stack">
      <p class="soft">
        Which orders does {USER} have, and what is in them? Three services know: user, order and product.
      </p>
      <div class="row">
        <label class="grow">
          <span class="row between">
            <span>The service {SLOWED} takes</span>
            <span class="figure">{slow === 0 ? "no time more" : `${duration(slow)} more`}</span>
          </span>
          <input
            type="range"
            min={0}
            max={SLOWEST}
            step={STEP}
            value={slow}
            disabled={!canBreak.value}
            onChange={({ currentTarget }) => void slowDown(Number(currentTarget.value))}
          />
        </label>
        <span class="low">
          <SwitchButton name={SLOWED} />
        </span>
        <button type="button" class="main low" disabled={isAsking.value} onClick={() => void askBoth()}>
          Ask in both ways
        </button>
      </div>
      {!canBreak.value && <p class="cannot small">The slider needs services with FAULTS=on.</p>}
      <div class="ways">
        <Way
          title="Request and reply over the bus"
          text={`Asks all three and waits for all: as slow as the slowest, and given up after ${duration(PATIENCE)}.`}
          outcome={byEvents.value}
        />
        <Way
          title="Read model"
          text="The storefront has heard it all before, and answers alone: nobody else needs to be there."
          outcome={byModel.value}
        />
      </div>
      {before.value.length > 0 && <AskedBefore />}
    </div>
  );
}
