// Numbers and times as people read them.
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** `€23.98` from 2398 and EUR. */
export function money(minor: number, currency = "EUR"): string {
  const format = moneyFormats.get(currency) ?? new Intl.NumberFormat("en", { style: "currency", currency });
  moneyFormats.set(currency, format);
  return format.format(minor / 100);
}

const counting = new Intl.NumberFormat("en");
export const count = (number: number): string => counting.format(Math.round(number));
export const plural = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : many}`;

/** `7 ms`, `1.4 s`, `3 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 0.95) return "< 1 ms";
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 1 : 0))} s`;
  if (milliseconds < 3_600_000) return `${Math.round(milliseconds / 60_000)} min`;
  return `${Math.round(milliseconds / 3_600_000)} h`;
}

const MOMENT = 5_000;
export const ago = (at: number, now: number): string =>
  now - at < MOMENT ? "just now" : `${duration(Math.round((now - at) / 1_000) * 1_000)} ago`;

const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** `14:05:09.120` */
export const clock = (at: number): string => `${clockFormat.format(at)}.${String(at % 1_000).padStart(3, "0")}`;
export const absolute = (at: number): string => new Date(at).toISOString();
