// The order on its way: one station after the other, as the services say it.
import { useEffect, useRef } from "preact/hooks";
import { wantsStillness } from "#platform/pages/ticking.ts";
import { duration, money } from "#platform/pages/words.ts";
import { followed, isHearing, progress, startedAt, subjects, unfollow, wholeTime } from "./followed-order.ts";
import { progressOf, REASONS, type Step } from "./order-steps.ts";
import { cancel } from "./place-order.ts";
import { orders } from "./shop-state.ts";

const TAGS: Readonly<Record<string, string>> = {
  PENDING: "water",
  CONFIRMED: "water",
  COMPLETED: "good",
  CANCELLED: "bad",
};
export const StatusTag = ({ status }: { status: string }) => (
  <span class={`tag ${TAGS[status] ?? ""}`}>{status.toLowerCase()}</span>
);

const SIGNS: Readonly<Record<Step["standing"], string>> = {
  waiting: "",
  done: "✓",
  refused: "×",
  undone: "↩",
  skipped: "–",
};

const BY: Partial<Record<Step["standing"], (service: string) => string>> = {
  waiting: (service) => `waits for ${service}`,
  skipped: () => "not needed any more",
};

const Station = ({ title, service, standing, at }: Step) => (
  <li class={`station ${standing}`}>
    <span class="gate" aria-hidden="true">
      {SIGNS[standing]}
    </span>
    <span class="station-text">
      <span class="station-title">{title}</span>
      <span class="station-by soft small">{BY[standing]?.(service) ?? service}</span>
    </span>
    <span class="station-at small figure" title={at === undefined ? undefined : new Date(at).toISOString()}>
      {at === undefined ? "" : at <= startedAt.value ? "0 ms" : `+${duration(at - startedAt.value)}`}
    </span>
  </li>
);

function headline(): string {
  const { status, reason } = progress.value;
  if (status === "CANCELLED") return `Cancelled: ${REASONS[reason ?? ""] ?? "it cannot be served"}.`;
  if (status === "COMPLETED") return "Completed.";
  if (status === "CONFIRMED") return "Confirmed. It is being paid and packed.";
  return "Accepted. The rest happens by itself.";
}

/** Pixels that the page's head covers. */
const HEADER = 56;

/** Somebody who has pressed a button further down, or has a small screen, is taken to what it brought about. */
function useSight(orderId: string | undefined) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = card.current?.getBoundingClientRect();
    if (!box || (box.top >= HEADER && box.bottom <= innerHeight)) return;
    card.current?.scrollIntoView({ block: "start", behavior: wantsStillness() ? "auto" : "smooth" });
  }, [orderId]);
  return card;
}

function Mails({ number }: { number: number }) {
  const title = number === 1 ? "1 mail written" : `${number} mails written`;
  if (subjects.value.length === 0) return <span>{title}</span>;
  return (
    <details class="mails">
      <summary>{title}</summary>
      <ul>
        {subjects.value.map((subject) => (
          <li key={subject}>{subject}</li>
        ))}
      </ul>
    </details>
  );
}

/** What an order will go through, where there is room for that before there is one. */
const Preview = () => (
  <section class="card progress preview" aria-labelledby="preview-title">
    <h2 id="preview-title">The way of an order</h2>
    <p class="soft">Each step is an event that one service tells the others.</p>
    <ol class="stations">
      {progressOf([]).steps.map(({ key, title, service }) => (
        <li class="station waiting" key={key}>
          <span class="gate" aria-hidden="true" />
          <span class="station-text">
            <span class="station-title">{title}</span>
            <span class="station-by soft small">{service}</span>
          </span>
        </li>
      ))}
    </ol>
  </section>
);

export function OrderProgress() {
  const order = followed.value;
  const card = useSight(order?.orderId);
  if (!order) return <Preview />;
  const { status, steps, mails, points } = progress.value;
  const isOver = status === "COMPLETED" || status === "CANCELLED";
  const total = orders.value?.find(({ orderId }) => orderId === order.orderId)?.total;
  return (
    <section class="card progress followed" ref={card} aria-labelledby="progress-title">
      <div class="row between">
        <p class="soft small">
          {order.label} · <code>{order.orderId.slice(-12)}</code>
        </p>
        <button type="button" class="plain" onClick={unfollow}>
          Close
        </button>
      </div>
      <h2 id="progress-title">{headline()}</h2>
      <p class="answer">
        {order.took !== undefined && (
          <>
            The shop answered in <strong class="figure">{duration(order.took)}</strong>
            {wholeTime.value === undefined ? " and waited for nobody." : ". "}
          </>
        )}
        {wholeTime.value !== undefined && (
          <>
            The order was {status.toLowerCase()} <strong class="figure">{duration(wholeTime.value)}</strong> after its
            first event.
            {!wantsStillness() && <span class="soft"> Shown slower, so that you can follow.</span>}
          </>
        )}
      </p>
      {!isHearing.value && !isOver && (
        <p class="notice small">
          The live events are away, so only the order service is asked where the order stands. They come back by
          themselves.
        </p>
      )}
      <ol class={`stations ${status.toLowerCase()}`}>
        {steps.map((step) => (
          <Station {...step} key={step.key} />
        ))}
      </ol>
      <div class="row small soft facts">
        {total !== undefined && <span class="figure">{money(total)}</span>}
        {points && <span>loyalty points earned</span>}
        <Mails number={mails} />
      </div>
      <div class="row">
        {!isOver && (
          <button type="button" class="danger" onClick={() => void cancel(order.orderId)}>
            Cancel the order
          </button>
        )}
        <a class="button" href={`/operations#order=${order.orderId}`}>
          See it in the control room
        </a>
      </div>
    </section>
  );
}
