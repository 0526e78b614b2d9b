// What a consumer of this suite shows of itself: how often an event took effect, and with which trace it came.
import { z } from "zod";
import { counter, record } from "#platform/declare/state.ts";
import type { CounterAccess } from "#platform/declare/unit-of-work.ts";

export const HandledView = z.object({ times: z.number(), traceparent: z.string().optional() });
export type HandledView = z.infer<typeof HandledView>;

/** The counter never conflicts and never forgets, so a second effect could not hide. */
export const handledState = () => ({ times: counter(), trace: record(z.object({ traceparent: z.string() })) });

/** Many at once, because in the end all are counted. */
export const TimesQuery = z.object({ ids: z.string() });
export const TimesView = z.object({ times: z.array(z.number()) });
export const timesOf = async (ids: string, times: CounterAccess) => ({
  body: { times: await times.getMany(ids.split(",")) },
});
