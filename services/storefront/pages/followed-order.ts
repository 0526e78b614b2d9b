// The order that the page follows: what its events say, from its timeline and from the live stream.
import { computed, signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";
import { listen } from "#platform/pages/live-events.ts";
import { repeat, wantsStillness } from "#platform/pages/ticking.ts";
import { progressOf, REASONS, type Seen } from "./order-steps.ts";
import { loadOrders, said } from "./shop-state.ts";
import { loadStock } from "./stock-state.ts";
import { stepsSaidBy, type ToldOrder } from "./told-order.ts";

/** Between two steps that are drawn; the events themselves are faster than eyes. */
const PACE = 130;
/** After its end an order still gets mails and points, and what a cancelled one took comes back; whoever is slow is waited for. */
const EPILOGUE = 10 * 60_000;
/** Received, confirmed, completed. */
const MAILS = 3;
/** Between two questions to the order service while the stream is away. */
const ASK_EVERY = 1_000;

export interface Followed {
  readonly orderId: string;
  /** Milliseconds until the answer; undefined when it was not placed from here. */
  readonly took: number | undefined;
  readonly label: string;
}
export const followed = signal<Followed | undefined>(undefined);
/** Whether events of the order come in as they happen. */
export const isHearing = signal(true);
/** What the customer got by mail. */
export const subjects = signal<readonly string[]>([]);
const heard = signal<readonly Seen[]>([]);
const shown = signal(0);

export const startedAt = computed(() => Math.min(...heard.value.map(({ at }) => at)));
export const progress = computed(() => progressOf(heard.value.slice(0, shown.value)));
/** From the first event to the last status, when it has one. */
export const wholeTime = computed(() => {
  const end = heard.value.find(({ event }) => event === "OrderCompleted" || event === "OrderCancelled");
  return end && progress.value.steps.at(-1)?.at !== undefined ? end.at - startedAt.value : undefined;
});

let stop: () => void = () => undefined;

export function follow(order: Followed): void {
  stop();
  followed.value = order;
  heard.value = [];
  subjects.value = [];
  shown.value = 0;
  isHearing.value = true;
  const end = listen({
    orderId: order.orderId,
    heard: ({ id, type, time, data }) => {
      if (type.endsWith(".dead-letter")) return;
      const reason = data["reason"];
      learn([{ id, event: type, at: Date.parse(time), reason: typeof reason === "string" ? reason : undefined }]);
    },
    // What was said before, or while nothing was heard.
    connected: (isConnected) => {
      isHearing.value = isConnected;
      if (isConnected) void readTimeline(order.orderId);
    },
  });
  const timer = setInterval(() => show(order), PACE);
  const endAsking = repeat(ASK_EVERY, () => (isHearing.value ? Promise.resolve() : readOrder(order.orderId)));
  stop = () => {
    end();
    endAsking();
    clearInterval(timer);
  };
  void readTimeline(order.orderId);
}

export function unfollow(): void {
  stop();
  followed.value = undefined;
}

async function readTimeline(orderId: string): Promise<void> {
  const { ok, body } = await ask<{ entries: Seen[] }>("GET", `/timelines/${orderId}`);
  if (ok && followed.value?.orderId === orderId) learn(body.entries.filter(({ event }) => !event.includes(".")));
}
/** Without the stream, the order service still knows where the order stands. */
async function readOrder(orderId: string): Promise<void> {
  const { ok, body } = await ask<ToldOrder>("GET", `/orders/${orderId}`);
  if (ok && followed.value?.orderId === orderId) learn(stepsSaidBy(body));
}
async function readMails(orderId: string): Promise<void> {
  const path = `/notifications?orderId=${orderId}`;
  const { ok, body } = await ask<{ notifications: { subject: string }[] }>("GET", path);
  if (ok && followed.value?.orderId === orderId) subjects.value = body.notifications.map(({ subject }) => subject);
}

function learn(entries: readonly Seen[]): void {
  const known = new Set(heard.value.map(({ id }) => id));
  const fresh = entries.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) heard.value = [...heard.value, ...fresh].sort((a, b) => a.at - b.at);
}

let quietSince = 0;
function show({ orderId }: Followed): void {
  const before = progress.value;
  if (shown.value < heard.value.length) {
    shown.value = wantsStillness() ? heard.value.length : shown.value + 1;
    quietSince = Date.now();
    announce(orderId, before.status);
    if (progress.value.mails > before.mails) void readMails(orderId);
  } else if (isTold() || (isOver() && Date.now() - quietSince > EPILOGUE)) stop();
}

const isOver = (): boolean => progress.value.status === "COMPLETED" || progress.value.status === "CANCELLED";
/** Nothing more will be heard of it. */
const isTold = (): boolean =>
  progress.value.status === "COMPLETED" && progress.value.points && subjects.value.length >= MAILS;

function announce(orderId: string, before: string): void {
  const { status, reason, steps } = progress.value;
  const latest = steps.filter(({ at }) => at !== undefined).at(-1);
  if (status === before) {
    if (latest) said.value = latest.title;
    return;
  }
  const why = reason ? `, because ${REASONS[reason] ?? reason}` : "";
  said.value = `Order ${orderId.slice(-6)} is ${status.toLowerCase()}${why}.`;
  void loadOrders();
  void loadStock();
}
