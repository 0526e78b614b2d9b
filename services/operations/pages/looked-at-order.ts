// The order whose story is told: read again while it still grows.
import { signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";
import { repeat } from "#platform/pages/ticking.ts";
import { turnTo } from "./room-state.ts";
import type { Span } from "./trace-tree.ts";
import type { Entry, Handling } from "./waterfall.ts";

interface Story {
  readonly orderId: string;
  readonly entries: readonly Entry[];
  readonly handlings: readonly Handling[];
  readonly spans: readonly Span[];
}
export const orderId = signal<string | undefined>(undefined);
export const story = signal<Story | undefined>(undefined);
export const storyTrouble = signal("");

const READ_EVERY = 1_000;
/** Reports of handlers come every two seconds; later than this, no more do. */
const GROWS_FOR = 12_000;

const FRAGMENT = /^#order=([\w-]+)$/;

let stop: () => void = () => undefined;

export function lookAtOrder(id: string): void {
  stop();
  orderId.value = id;
  story.value = undefined;
  turnTo("order");
  history.replaceState(null, "", `#order=${id}`);
  const begun = Date.now();
  stop = repeat(READ_EVERY, async () => {
    const last = Math.max(begun, ...(story.value?.entries.map(({ at }) => at) ?? []));
    if (Date.now() - last < GROWS_FOR) await read(id);
  });
}

async function read(id: string): Promise<void> {
  const { ok, body, trouble } = await ask<Story>("GET", `/timelines/${encodeURIComponent(id)}`);
  if (orderId.value !== id) return;
  storyTrouble.value = trouble;
  if (ok) story.value = body;
}

/** The shop leads here with the order behind the #. */
export function lookAtLinkedOrder(): void {
  const [, id] = FRAGMENT.exec(location.hash) ?? [];
  if (id) lookAtOrder(id);
}
