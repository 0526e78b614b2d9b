// W3C trace context: one trace id from the HTTP request to the last consumer, a new span id at every hop.
const WORD = 0x1_0000_0000;

/** Eight hexadecimal digits, not all zero. */
function word(random: () => number): string {
  const number = 1 + Math.floor(random() * (WORD - 1));
  return number.toString(16).padStart(8, "0");
}

const VALID = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A child of `parent`, or the start of a new trace when there is none that is valid. */
export function nextTraceparent(parent: string | undefined, random: () => number): string {
  const known = isValid(parent);
  const traceId = known ? parent.slice(3, 35) : word(random) + word(random) + word(random) + word(random);
  const flags = known ? parent.slice(53) : "01";
  return `00-${traceId}-${word(random)}${word(random)}-${flags}`;
}

/** Of what comes from elsewhere nothing is certain, not even that it is text. */
export const isValid = (traceparent: unknown): traceparent is string =>
  typeof traceparent === "string" && VALID.test(traceparent);
export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);
export const spanIdOf = (traceparent: string): string => traceparent.slice(36, 52);
/** Whether somebody wants to be told of this trace. */
export const isSampled = (traceparent: unknown): traceparent is string =>
  isValid(traceparent) && "13579bdf".includes(traceparent.slice(-1));
export const unsampled = (traceparent: string): string => `${traceparent.slice(0, 53)}00`;
