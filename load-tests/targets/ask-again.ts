// An API server on busy processors says nothing for a moment now and then: an experiment or a test of minutes must not break off for that.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiException } from "@kubernetes/client-node";

/** Milliseconds. */
const WITHIN = 30_000;
const EVERY = 1_000;
const TOO_MANY = 429;
const SERVER_FAILED = 500;

/** What is asked has to be harmless when it is done twice. An answer that is a no is one. */
export async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + WITHIN;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (isAnswer(error) || performance.now() > end) throw error;
      await sleep(EVERY);
    }
  }
}
const isAnswer = (error: unknown): boolean =>
  error instanceof ApiException && error.code < SERVER_FAILED && error.code !== TOO_MANY;
