// The live stream as the page keeps it: bounded, and shown a few times per second however fast it comes.
import { computed, effect, signal } from "@preact/signals";
import { type HeardEvent, listen } from "#platform/pages/live-events.ts";

const KEPT = 600;
const SHOWN = 70;
const FLUSH_EVERY = 120;
const RATE_OVER = 3_000;

export interface Row {
  readonly id: string;
  readonly event: string;
  readonly service: string;
  readonly at: number;
  readonly subject: string;
  readonly orderId: string | undefined;
}

export const isConnected = signal(false);
export const isPaused = signal(false);
/** While somebody points at a row, or walks along them by keyboard: it must not move away. */
export const isHeld = signal(false);
export const filter = signal("");
const kept = signal<readonly Row[]>([]);
/** Events per second, over the last three. */
export const rate = signal(0);
export const heardInAll = signal(0);

/** What is shown while the list stands still, and how many had been heard by then. */
const frozen = signal<{ readonly rows: readonly Row[]; readonly heardInAll: number } | undefined>(undefined);
effect(() => {
  const isStill = isPaused.value || isHeld.value;
  if (!isStill) frozen.value = undefined;
  else frozen.value ??= { rows: kept.peek(), heardInAll: heardInAll.peek() };
});
export const heardSince = computed(() => (frozen.value ? heardInAll.value - frozen.value.heardInAll : 0));

export const rows = computed(() => {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ event, service, subject, orderId = "" }: Row): boolean => {
    const text = `${event} ${service} ${subject} ${orderId}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const all = frozen.value?.rows ?? kept.value;
  return (words.length === 0 ? all : all.filter(fits)).slice(0, SHOWN);
});

const listeners = new Set<(rows: readonly Row[]) => void>();
/** Called with each bundle of events that came in; returns what ends that. */
export function onEvents(listener: (rows: readonly Row[]) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const rowOf = ({ id, type, source, time, subject, data }: HeardEvent): Row => {
  const orderId = data["orderId"];
  return {
    id,
    event: type,
    service: source.replace(/^\//, ""),
    at: Date.parse(time),
    subject,
    orderId: typeof orderId === "string" ? orderId : undefined,
  };
};

let fresh: Row[] = [];
let times: number[] = [];

function flush(): void {
  const moment = performance.now();
  times = times.filter((time) => moment - time < RATE_OVER);
  rate.value = times.length / (RATE_OVER / 1_000);
  if (fresh.length === 0) return;
  const bundle = fresh;
  fresh = [];
  times.push(...bundle.map(() => moment));
  heardInAll.value += bundle.length;
  for (const listener of listeners) listener(bundle);
  kept.value = [...bundle.toReversed(), ...kept.value].slice(0, KEPT);
}

export function watchEvents(): void {
  listen({
    heard: (event) => void fresh.push(rowOf(event)),
    connected: (connected) => {
      isConnected.value = connected;
    },
  });
  setInterval(flush, FLUSH_EVERY);
}

export type Kind = "good" | "bad" | "plain";
/** How an event is coloured: an end that is good, something that was refused or failed, or a step. */
export function kindOf(event: string): Kind {
  if (/(Failed|Cancelled|Rejected|Refunded|Reversed|Released|\.dead-letter)$/.test(event)) return "bad";
  return event === "OrderCompleted" ? "good" : "plain";
}
