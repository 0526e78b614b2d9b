// What a browser keeps for a page; nothing where a person has forbidden that.
type Place = "localStorage" | "sessionStorage";

export function kept(place: Place, key: string): string | undefined {
  try {
    return globalThis[place].getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
/** Undefined: forgets it. */
export function keep(place: Place, key: string, value: string | undefined): void {
  try {
    if (value === undefined) globalThis[place].removeItem(key);
    else globalThis[place].setItem(key, value);
  } catch {
    // The page works without it, until it is closed.
  }
}
