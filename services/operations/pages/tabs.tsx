// What lies on the table below the map, one thing at a time.
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { Comparison } from "./comparison.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { desk } from "./desk.ts";
import { LoadAndFaults } from "./load-and-faults.tsx";
import { OrderStory } from "./order-story.tsx";
import { type Tab, tab } from "./room-state.ts";
import { Scaling } from "./scaling.tsx";
import { ServiceTable } from "./service-table.tsx";

const TABS: readonly { readonly key: Tab; readonly title: string; readonly Panel: FunctionComponent }[] = [
  { key: "load", title: "Load and faults", Panel: LoadAndFaults },
  { key: "order", title: "Order", Panel: OrderStory },
  { key: "letters", title: "Dead letters", Panel: DeadLetters },
  { key: "services", title: "All services", Panel: ServiceTable },
  { key: "scaling", title: "One service", Panel: Scaling },
  { key: "asking", title: "Two ways to ask", Panel: Comparison },
];

function move(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const place = TABS.findIndex(({ key }) => key === tab.value);
  const next = TABS[(place + step + TABS.length) % TABS.length];
  if (!next) return;
  tab.value = next.key;
  document.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
}

/** Many services and events stand before them. */
export const SkipToInstruments = () => (
  <button
    type="button"
    class="skip"
    onClick={() => document.querySelector<HTMLElement>("#instruments [aria-selected=true]")?.focus()}
  >
    Skip to the instruments
  </button>
);

export function Tabs() {
  useEffect(() => {
    // On a phone not all of them are in sight.
    const selected = document.querySelector<HTMLElement>(`#tab-${tab.value}`);
    const list = selected?.parentElement;
    if (list && selected) list.scrollLeft = selected.offsetLeft - (list.clientWidth - selected.offsetWidth) / 2;
  }, [tab.value]);
  const current = TABS.find(({ key }) => key === tab.value);
  const waiting = desk.value?.letters.length ?? 0;
  return (
    <section class="card table" id="instruments" aria-label="Instruments">
      <div class="tabs" role="tablist" aria-label="Instruments" onKeyDown={move}>
        {TABS.map(({ key, title }) => (
          <button
            key={key}
            id={`tab-${key}`}
            type="button"
            role="tab"
            aria-selected={tab.value === key}
            aria-controls="panel"
            tabIndex={tab.value === key ? 0 : -1}
            onClick={() => {
              tab.value = key;
            }}
          >
            {title}
            {key === "letters" && waiting > 0 && (
              <span class="tag bad">{`${waiting}${desk.value?.next === undefined ? "" : " and more"}`}</span>
            )}
          </button>
        ))}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`}>
        {current && <current.Panel />}
      </div>
    </section>
  );
}
