// Goes through a service's keys page by page, without holding the server up: a page looks at so many keys at most.
import { Problem } from "#contracts/problems.ts";
import type { StateShape } from "../../../declare/state.ts";
import type { Kept, Page, PageRequest } from "../port.ts";
import type { Sender } from "./lanes.ts";
import { recordOf } from "./replies.ts";

/** Keys that one call looks at, and calls that one page makes; a page can be empty and not the last. */
const LOOKED_AT_ONCE = 1_000;
const CALLS_A_PAGE = 50;
const GREATEST = 2n ** 64n;
const NOTHING = "0";

const KEY_OF = { record: "record", index: "index", feed: "feed" } as const;

/** A text that no page gave would be an error of the server's. */
function cursorIn(after: string | undefined): string {
  if (after === undefined) return NOTHING;
  if (/^\d{1,20}$/.test(after) && BigInt(after) < GREATEST) return after;
  throw new Problem("request-invalid", { errors: [{ field: "after", message: "is no cursor of this list" }] });
}

export class Pages {
  readonly #server: Sender;
  readonly #prefix: string;

  constructor(server: Sender, prefix: string) {
    this.#server = server;
    this.#prefix = prefix;
  }
  async read(kind: StateShape["kind"], state: string, request: PageRequest): Promise<Page<Kept>> {
    if (kind === "counter") return this.#counters(state, request);
    const prefix = `${this.#prefix}${KEY_OF[kind]}:${state}:`;
    const { entries: keys, next } = await this.#keys(prefix, request);
    const ids = keys.map((key) => key.slice(prefix.length));
    if (kind !== "record" || keys.length === 0) return { entries: ids.map((id) => ({ id })), next };
    const texts = await this.#server.send<(string | null)[]>(["MGET", ...keys]);
    // What was deleted since is no entry any more.
    const entries = ids.flatMap((id, at) => (texts[at] ? [{ id, value: recordOf(texts[at]).value }] : []));
    return { entries, next };
  }

  /** Those that begin so; the server gives a few more than asked for rather than lose its place. */
  async #keys(prefix: string, { after, limit }: PageRequest): Promise<Page<string>> {
    const keys = new Set<string>();
    const count = String(LOOKED_AT_ONCE);
    let cursor = cursorIn(after);
    for (let call = 0; call < CALLS_A_PAGE && keys.size < limit; call++) {
      const command = ["SCAN", cursor, "MATCH", `${prefix}*`, "COUNT", count];
      const [next, found] = await this.#server.send<[string, string[]]>(command);
      for (const key of found) keys.add(key);
      cursor = next;
      if (cursor === NOTHING) break;
    }
    return { entries: [...keys], next: cursor === NOTHING ? undefined : cursor };
  }
  async #counters(state: string, { after, limit }: PageRequest): Promise<Page<Kept>> {
    const command = ["HSCAN", `${this.#prefix}counters:${state}`, cursorIn(after), "COUNT", String(limit)];
    const [next, flat] = await this.#server.send<[string, string[]]>(command);
    const counters = new Map<string, number>();
    for (let at = 0; at < flat.length; at += 2) counters.set(String(flat[at]), Number(flat[at + 1]));
    const entries = [...counters].map(([id, value]) => ({ id, value }));
    return { entries, next: next === NOTHING ? undefined : next };
  }
}

/** A page of the journal goes on behind a number. */
export const leastBehind = (after: string | undefined): string =>
  after === undefined ? "-inf" : `(${cursorIn(after)}`;
