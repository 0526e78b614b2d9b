// An error for the log: what it is and where it arose as they are, what it says only as far as it may be said.
import { MASK } from "../../derive/mask.ts";

/** Errors have causes, which have causes. */
const DEEPEST = 4;

/** Where nobody knows what an error quotes. */
export const hidden = (): string => MASK;

/** `say`: an error's message without what nobody may read. Other fields of an error are left out: they may hold what it was about. */
export function discreetError(error: unknown, say: (text: string) => string, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error, message: say(String(error)) };
  const { name, message, stack = "", cause } = error;
  const { code } = error as { code?: unknown };
  const said = say(message);
  // The stack begins with the message.
  const at = stack.indexOf(message);
  const frames = at < 0 ? "" : stack.slice(at + message.length);
  return {
    type: name,
    ...(typeof code === "string" && { code }),
    message: said,
    stack: `${name}: ${said}${frames}`,
    ...(cause !== undefined && depth < DEEPEST && { cause: discreetError(cause, say, depth + 1) }),
  };
}
