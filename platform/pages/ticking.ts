// The time, as a value that pages can depend on, and things done again and again while somebody looks.
import { signal } from "@preact/signals";

const SECOND = 1_000;

/** Milliseconds since 1970; moves every second. */
export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, SECOND);

/** Runs at once, and then `pause` milliseconds after each end; not while the page is hidden. */
export function repeat(pause: number, run: () => Promise<void>): () => void {
  let isEnded = false;
  const turn = async (): Promise<void> => {
    if (isEnded) return;
    if (!document.hidden) await run();
    setTimeout(() => void turn(), pause);
  };
  void turn();
  return () => {
    isEnded = true;
  };
}

export const wantsStillness = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
