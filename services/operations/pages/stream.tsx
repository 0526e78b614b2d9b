// The live stream: newest first, filtered by words, and a way into each order.
import { useEffect } from "preact/hooks";
import { absolute, clock, count } from "#platform/pages/words.ts";
import {
  filter,
  heardInAll,
  heardSince,
  isConnected,
  isHeld,
  isPaused,
  kindOf,
  type Row,
  rate,
  rows,
} from "./heard-events.ts";
import { lookAtOrder } from "./looked-at-order.ts";

function Line({ event, service, at, orderId, subject }: Row) {
  const content = (
    <>
      <time class="figure soft" title={absolute(at)}>
        {clock(at).slice(0, 8)}
      </time>
      <span class={`dot ${kindOf(event)}`} aria-hidden="true" />
      <span class="stream-event">{event}</span>
      <span class="soft stream-by">{service}</span>
      <code class="soft">{orderId || subject !== service ? (orderId ?? subject).slice(-6) : ""}</code>
    </>
  );
  return (
    <li>
      {orderId ? (
        <button type="button" class="stream-row" tabIndex={-1} onClick={() => lookAtOrder(orderId)}>
          {content}
        </button>
      ) : (
        <div class="stream-row">{content}</div>
      )}
    </li>
  );
}

const Quiet = () => (
  <p class="empty">
    {filter.value
      ? "No event of these words yet."
      : isConnected.value
        ? "Nothing happens. Place an order below, or in the shop."
        : "Connecting …"}
  </p>
);

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** One stop of the Tab key for all rows: the arrow keys walk along them. */
function walk(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const place = buttons.findIndex((button) => button === document.activeElement);
  buttons[Math.max(0, Math.min(buttons.length - 1, place + step))]?.focus();
}

const hold = (isMouse: boolean): void => {
  if (isMouse) isHeld.value = true;
};
const letGo = (): void => {
  isHeld.value = false;
};

function Standing() {
  if (!isConnected.value) return <span class="tag warn">connecting</span>;
  if (isPaused.value || isHeld.value) return <span class="tag water figure">held · {count(heardSince.value)} new</span>;
  return <span class="tag good">live</span>;
}

function Rows() {
  // Nobody points at what is no longer there.
  useEffect(() => letGo, []);
  return (
    <ol
      class="stream-rows"
      tabIndex={0}
      aria-label={`Newest events of ${count(heardInAll.value)}`}
      aria-description="The arrow keys choose one; Enter tells the story of its order."
      onKeyDown={walk}
      onPointerEnter={({ pointerType }) => hold(pointerType === "mouse")}
      onPointerLeave={letGo}
      onFocusIn={({ target, currentTarget }) => hold(target !== currentTarget)}
      onFocusOut={letGo}
    >
      {/* By their place: what is pointed at stands still, and new texts are cheaper than new rows. */}
      {rows.value.map((row, place) => (
        <Line key={place} {...row} />
      ))}
    </ol>
  );
}

export const Stream = () => (
  <section class="card stream" aria-labelledby="stream-title">
    <div class="row between">
      <h2 id="stream-title">Events</h2>
      <span class="row small">
        <span class="figure soft">{count(rate.value)}/s</span>
        <Standing />
      </span>
    </div>
    <div class="row stream-tools">
      <input
        type="search"
        placeholder="Filter: order, billing, Failed …"
        aria-label="Filter events by words"
        value={filter.value}
        onInput={({ currentTarget }) => {
          filter.value = currentTarget.value;
        }}
      />
      <button
        type="button"
        class="small"
        aria-pressed={isPaused.value}
        onClick={() => {
          isPaused.value = !isPaused.value;
        }}
      >
        {isPaused.value ? "Go on" : "Pause"}
      </button>
    </div>
    {rows.value.length === 0 ? <Quiet /> : <Rows />}
  </section>
);
