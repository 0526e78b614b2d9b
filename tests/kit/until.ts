// Tests wait for conditions, never for a fixed time.
export interface Patience {
  /** Milliseconds; a test that waits longer fails. */
  readonly within?: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
}

/** Repeats `check` until it neither throws nor answers false, and gives its answer. */
export async function until<T>(
  check: () => Promise<T> | T,
  { within = 8_000, every = 10 }: Patience = {},
): Promise<Exclude<T, false>> {
  const end = performance.now() + within;
  for (;;) {
    const outcome = await attempt(check);
    if (outcome.isMet) return outcome.value;
    if (performance.now() > end)
      throw new Error(`This did not become true within ${within} ms: ${check.toString()}`, { cause: outcome.cause });
    await pause(every);
  }
}

type Outcome<T> =
  | { readonly isMet: true; readonly value: Exclude<T, false> }
  | { readonly isMet: false; readonly cause: unknown };

async function attempt<T>(check: () => Promise<T> | T): Promise<Outcome<T>> {
  try {
    const value = await check();
    return value === false ? { isMet: false, cause: undefined } : { isMet: true, value: value as Exclude<T, false> };
  } catch (cause) {
    return { isMet: false, cause };
  }
}

const pause = (delay: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, delay);
  });
