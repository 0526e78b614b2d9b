// The administrator's token: asked for once, kept for this tab only, sent as a header and never put into the page.
import { signal } from "@preact/signals";
import { type Answered, ask } from "#platform/pages/ask.ts";
import { keep, kept } from "#platform/pages/kept.ts";

const KEY = "administrator-token";
/** `make start` prints a link that carries it behind the #, which no server ever sees. */
const FRAGMENT = /^#token=(.+)$/;

function handedOver(): string | undefined {
  const [, given] = FRAGMENT.exec(location.hash) ?? [];
  if (given === undefined) return undefined;
  history.replaceState(null, "", location.pathname);
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
const given = handedOver();
export const token = signal<string | undefined>(given ?? kept("sessionStorage", KEY));
if (given !== undefined) keep("sessionStorage", KEY, given);
export const isAsking = signal(false);
export const refusal = signal("");

/** Returns whether it opens the desk. */
export async function enter(typed: string): Promise<boolean> {
  const { ok, status, trouble } = await ask("GET", "/dead-letters?limit=1", { token: typed });
  if (!ok) {
    refusal.value = status === 401 ? "This is not the administrator's token." : trouble;
    return false;
  }
  token.value = typed;
  keep("sessionStorage", KEY, typed);
  refusal.value = "";
  isAsking.value = false;
  return true;
}
export function leave(): void {
  token.value = undefined;
  keep("sessionStorage", KEY, undefined);
}

/** With the token; when it no longer holds, it is forgotten and asked for again. */
export async function askAsAdministrator<T>(method: string, path: string, body?: unknown): Promise<Answered<T>> {
  if (token.value === undefined) isAsking.value = true;
  const answered = await ask<T>(method, path, { token: token.value, body });
  if (answered.status !== 401) return answered;
  if (token.value !== undefined) refusal.value = "The token that this tab has kept is not the administrator's.";
  leave();
  isAsking.value = true;
  return { ...answered, trouble: "The administrator's token is needed for that." };
}
