// The order on its way: one station after the other, as the services say it.
import { duration, money } from "#platform/pages/words.ts";
import { followed, progress, startedAt, unfollow, wholeTime } from "./followed-order.ts";
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

export function OrderProgress() {
  const order = followed.value;
  if (!order) return null;
  const { status, steps, mails, points } = progress.value;
  const isOver = status === "COMPLETED" || status === "CANCELLED";
  const total = orders.value?.find(({ orderId }) => orderId === order.orderId)?.total;
  return (
    <section class="card progress" aria-labelledby="progress-title">
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
            {wholeTime.value === undefined ? ", before anything below had happened." : "; "}
          </>
        )}
        {wholeTime.value !== undefined && (
          <>
            all of it took <strong class="figure">{duration(wholeTime.value)}</strong>.
            <span class="soft"> Shown slower, so that you can follow.</span>
          </>
        )}
      </p>
      <ol class={`stations ${status.toLowerCase()}`}>
        {steps.map((step) => (
          <Station {...step} key={step.key} />
        ))}
      </ol>
      <p class="row small soft">
        <span>{mails === 1 ? "1 mail written" : `${mails} mails written`}</span>
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
