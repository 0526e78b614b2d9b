// The desk of dead letters as the page knows it: read again and again while the administrator's token is there.
import { effect, signal } from "@preact/signals";
import { repeat } from "#platform/pages/ticking.ts";
import { plural } from "#platform/pages/words.ts";
import { askAsAdministrator, token } from "./administrator.ts";
import { said } from "./room-state.ts";

export interface Letter {
  readonly id: string;
  readonly service: string;
  readonly event: string;
  readonly eventId: string;
  readonly subject: string;
  readonly reason: string;
  readonly problem: string;
  readonly attempts: number;
  readonly failedAt: number;
  readonly traceparent?: string;
  readonly data?: { readonly orderId?: unknown } | null;
}
interface Page {
  readonly letters: readonly Letter[];
  /** Where the following page begins, when there is one. */
  readonly next: string | undefined;
}
const READ_EVERY = 2_500;

/** The newest; undefined until they were read. */
export const desk = signal<Page | undefined>(undefined);
export const deskTrouble = signal("");
export const isRedriving = signal(false);

async function readPage(after?: string) {
  const query = after === undefined ? "" : `?after=${encodeURIComponent(after)}`;
  const path = `/dead-letters${query}`;
  const { ok, body, trouble } = await askAsAdministrator<{ deadLetters: Letter[]; next?: string }>("GET", path);
  return { page: ok ? { letters: body.deadLetters, next: body.next } : undefined, trouble };
}
async function read(): Promise<void> {
  if (token.value === undefined) return;
  const { page, trouble } = await readPage();
  deskTrouble.value = trouble;
  // It may have been locked meanwhile.
  if (page && token.value !== undefined) desk.value = page;
}

export function watchDesk(): void {
  repeat(READ_EVERY, read);
  effect(() => {
    if (token.value === undefined) desk.value = undefined;
    else void read();
  });
}

const pathOf = ({ id }: Letter): string => `/dead-letters/${encodeURIComponent(id)}`;
const giveBack = (letter: Letter) => askAsAdministrator("POST", `${pathOf(letter)}/redrive`);

export async function redrive(letter: Letter): Promise<void> {
  const { ok, trouble } = await giveBack(letter);
  said.value = ok ? `${letter.event} went back to ${letter.service}.` : trouble;
  await read();
}
/** Each that lies there now, once: one that fails again comes back as the newest. */
export async function redriveAll(): Promise<void> {
  isRedriving.value = true;
  let count = 0;
  let after: string | undefined;
  let failed = "";
  do {
    const { page, trouble } = await readPage(after);
    failed = trouble;
    for (const letter of page?.letters ?? []) {
      if (failed) break;
      failed = (await giveBack(letter)).trouble;
      count += failed ? 0 : 1;
    }
    after = page?.next;
  } while (after !== undefined && !failed);
  said.value = [count > 0 && `${plural(count, "event")} went back to where they had failed.`, failed]
    .filter(Boolean)
    .join(" ");
  isRedriving.value = false;
  await read();
}
export async function discard(letter: Letter): Promise<void> {
  const { ok, trouble } = await askAsAdministrator("DELETE", pathOf(letter));
  said.value = ok ? "Discarded." : trouble;
  await read();
}
