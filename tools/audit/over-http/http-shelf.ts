// The books of a running platform: each service shows its own, page by page, to the administrator.
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { Tally } from "#platform/runtime/store/port.ts";
import { exchange } from "../../load/exchange.ts";
import type { Shelf } from "../shelf.ts";

const PAGE = 1_000;
const PAUSE = 1_000;
/** A service whose pod was killed on a busy machine needs a minute to come back. */
const PATIENCE = 120_000;

interface Entry {
  readonly id: string;
  readonly value?: unknown;
}

export class HttpShelf implements Shelf {
  readonly #url: string;
  readonly #authorization: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string, administratorToken: string) {
    this.#url = url.replace(/\/$/, "");
    this.#authorization = `Bearer ${administratorToken}`;
  }
  async records<T>(service: string, state: string): Promise<ReadonlyMap<string, T>> {
    return this.#all<T>(service, `records/${state}`);
  }
  async counters(service: string, state: string): Promise<ReadonlyMap<string, number>> {
    return this.#all<number>(service, `records/${state}`);
  }
  async members(service: string, state: string, set: string): Promise<ReadonlyMap<string, number>> {
    return this.#all<number>(service, `records/${state}?of=${encodeURIComponent(set)}`);
  }
  /** What stands in a feed. */
  async entries<T>(service: string, state: string, feed: string): Promise<readonly T[]> {
    return [...(await this.#all<T>(service, `records/${state}?of=${encodeURIComponent(feed)}`)).values()];
  }
  tally(service: string): Promise<Tally> {
    return this.#get<Tally>(`/services/${service}/tally`);
  }
  /** What a service has published and still remembers. */
  async journal(service: string): Promise<CloudEvent[]> {
    const events: CloudEvent[] = [];
    for await (const page of this.#pages<{ events: CloudEvent[] }>(`/services/${service}/journal`))
      events.push(...page.events);
    return events;
  }
  close(): void {
    this.#agent.destroy();
  }

  /** What changes between two pages may come twice; the later one counts. */
  async #all<T>(service: string, path: string): Promise<Map<string, T>> {
    const all = new Map<string, T>();
    for await (const { entries } of this.#pages<{ entries: Entry[] }>(`/services/${service}/${path}`))
      for (const { id, value } of entries) all.set(id, value as T);
    return all;
  }
  async *#pages<T>(path: string): AsyncGenerator<T> {
    let after: string | undefined;
    do {
      const query = `limit=${PAGE}${after === undefined ? "" : `&after=${encodeURIComponent(after)}`}`;
      const page = await this.#get<T & { next?: string }>(`${path}${path.includes("?") ? "&" : "?"}${query}`);
      yield page as T;
      after = page.next;
    } while (after !== undefined);
  }
  /** Somebody who is away for a moment is asked again. */
  async #get<T>(path: string): Promise<T> {
    const end = performance.now() + PATIENCE;
    for (;;) {
      const answer = await this.#ask(path);
      if (answer.status === 200) return JSON.parse(answer.text) as T;
      if (!isAway(answer) || performance.now() > end)
        throw new Error(`GET ${path} answers ${answer.status}: ${answer.text}`);
      await sleep(PAUSE);
    }
  }
  #ask(path: string): Promise<{ status: number; text: string }> {
    const asked = { method: "GET", headers: { authorization: this.#authorization }, agent: this.#agent };
    return exchange(this.#url + path, asked).catch((error: Error) => ({ status: 0, text: error.message }));
  }
}

/** No answer, or not now; a gateway that finds no pod of a service says 404, or asks somebody who does not know it. */
export const isAway = ({ status, text }: { readonly status: number; readonly text: string }): boolean =>
  status === 0 || status === 502 || status === 503 || status === 504 || (status === 404 && isNobodyThere(text));
const isNobodyThere = (text: string): boolean => !text.includes('"code"') || text.includes('"service-unknown"');
