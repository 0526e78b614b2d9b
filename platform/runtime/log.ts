// One line per thing that matters.
import { pino } from "pino";

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** JSON lines on standard error, so that standard output stays for people. */
export const createLog = (level = "info"): Log => pino({ level, base: null }, pino.destination(2));
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
