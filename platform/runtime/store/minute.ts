// Events are counted by the minute of their own time, which everybody who has the event reads alike.
import { MINUTE } from "../../declare/duration.ts";

/** Whole minutes since 1970; undefined when the text is no time. */
export function minuteOf(time: string): number | undefined {
  const at = Date.parse(time);
  return Number.isNaN(at) ? undefined : Math.floor(at / MINUTE);
}
