// Passwords of one installation: those that the cluster has already, and new ones for what came since.
import { randomBytes } from "node:crypto";

/** A secret's name -> its keys -> what they hold. */
export type Known = ReadonlyMap<string, Readonly<Record<string, string>>>;

export const newPassword = (): string => randomBytes(24).toString("base64url");

/** Answers the same for the same place, however often it is asked. */
export function passwords(known: Known, make: () => string = newPassword): (secret: string, key: string) => string {
  const made = new Map<string, string>();
  return (secret, key) => {
    const place = `${secret} ${key}`;
    const password = known.get(secret)?.[key] ?? made.get(place) ?? make();
    made.set(place, password);
    return password;
  };
}
