// How long a finished thing is remembered, so that late and repeated facts about it are recognised.
import { DAY } from "./duration.ts";

export const FINISHED_KEPT = { keepFor: 90 * DAY } as const;
