// The order on its way: one station after the other, as the services say it.
import { useEffect, useRef } from "preact/hooks";
import { wantsStillness } from "#platform/pages/ticking.ts";
import { duration, money } from "#platform/pages/words.ts";
import { followed, isHearing, progress, startedAt, subjects, unfollow, wholeTime } from "./followed-order.ts";
import { REASONS, type Step } from "./order-steps.ts";
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
    <span class="station-title">{title}</span>
    <span class="station-by soft small">{BY[standing]?.(service) ?? service}</span>
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

export function OrderProgress() {
  const order = followed.value;
  const card = useSight(order?.orderId);
  if (!order) return null;
  const { status, steps, mails, points } = progress.value;
  const isOver = status === "COMPLETED" || status === "CANCELLED";
  const total = orders.value?.find(({ orderId }) => orderId === order.orderId)?.total;
  return (
    <section class="card progress" ref={card} aria-labelledby="progress-title">
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
            {wholeTime.value === undefined ? ". Nobody was waited for." : "; "}
          </>
        )}
        {wholeTime.value !== undefined && (
          <>
            the services were done after <strong class="figure">{duration(wholeTime.value)}</strong>.
            <span class="soft"> Shown slower, so that you can follow.</span>
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
      <p class="row small soft">
        <Mails number={mails} />
        {points && <span>· loyalty points earned</span>}
        {total !== undefined && <span class="figure">· {money(total)}</span>}
      </p>
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
