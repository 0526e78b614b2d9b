// The release that is tested: where it is, who administers it, and which parts of it may sleep.
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { Shop } from "../kit/shop.ts";
import { secret } from "./pods.ts";

export const URL = process.env["URL"] || "http://127.0.0.1";
/** Leaves out what takes longest. */
export const IS_SHORT = Boolean(process.env["SHORT"]);
export const broker = process.env["BROKER"] || "redis";
if (!isBroker(broker)) throw new Error(`BROKER=${broker} is none of ${BROKERS.join(", ")}.`);

export const administratorToken = await secret("administrator", "token");
export const shop = new Shop({ url: URL, administratorToken });
export const sleepers = declarations.filter(({ scale }) => scale.min === 0).map(({ name }) => name);

const SECOND = 1_000;
export const PATIENT = { within: 120 * SECOND, every: 500 } as const;
/** Longer than from one waking to the next. */
export const OVER_A_ROUND = { within: 600 * SECOND, every: 1_000 } as const;
export const VERY_PATIENT = { within: 300 * SECOND, every: 1_000 } as const;

/** Milliseconds as seconds, for people. */
export const seconds = (duration: number): string => `${(duration / SECOND).toFixed(1)} s`;
export const tell = (line: string): void => void process.stdout.write(`  ${line}\n`);
