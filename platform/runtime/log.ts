// One line per thing that matters.
import { type DestinationStream, pino } from "pino";
import { MASK } from "../derive/mask.ts";

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A net below the care that is taken where lines are written: texts of libraries and partners may quote an address. */
const ADDRESS = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;
const masked = (line: string): string => (line.includes("@") ? line.replaceAll(ADDRESS, MASK) : line);

/** JSON lines; `service` stands in each where one process is one service. */
export const loggerTo = (stream: DestinationStream, level: string, service?: string): Log =>
  pino({ level, base: service === undefined ? null : { service } }, { write: (line) => stream.write(masked(line)) });

/** On standard error, so that standard output stays for people. */
export const createLog = (level = "info", service?: string): Log => loggerTo(pino.destination(2), level, service);
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
