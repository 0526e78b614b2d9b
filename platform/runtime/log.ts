// One line per thing that matters.
import { type DestinationStream, pino } from "pino";
import { MASK } from "../derive/mask.ts";
import { discreetError } from "./telemetry/discreet-error.ts";

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A net below the care that is taken where lines are written: texts of libraries and partners may quote an address or a token. */
const MAY_TELL = /@|%40|tok_/i;
/** Also as it stands in a URL. What JSON escapes before it stays, so that the line can still be read. */
const ADDRESS = /(\\u[\da-f]{4}|\\.)?[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi;
const PAYMENT_TOKEN = /(?<!(?<!\\)(?:\\\\)*\\)tok_\w+/g;
const masked = (line: string): string =>
  MAY_TELL.test(line)
    ? line.replaceAll(ADDRESS, (_, escaped = "") => `${escaped}${MASK}`).replaceAll(PAYMENT_TOKEN, MASK)
    : line;

/** What was made discreet is told as it is. Of other errors the text, and no fields: a store's error may hold the command that it refused. */
const err = (error: unknown): unknown => (error instanceof Error ? discreetError(error, (text) => text) : error);

/** JSON lines; `service` stands in each where one process is one service. */
export const loggerTo = (stream: DestinationStream, level: string, service?: string): Log =>
  pino(
    { level, base: service === undefined ? null : { service }, serializers: { err } },
    { write: (line) => stream.write(masked(line)) },
  );

/** On standard error, so that standard output stays for people. */
export const createLog = (level = "info", service?: string): Log => loggerTo(pino.destination(2), level, service);
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
