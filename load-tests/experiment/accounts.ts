// The books of a platform on which something is tried: read before, when all is at rest, and after, so that only what came in between is judged.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { arrivedIn } from "#tools/audit/arrived.ts";
import { untilCalm } from "#tools/audit/calm.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { type Opened, type Outside, openOverHttp, unfinishedOn } from "#tools/audit/over-http/open.ts";
import { since } from "#tools/audit/since.ts";
import { type Letter, tendDesk } from "#tools/load/operator.ts";
import { readSent } from "#tools/load/sent.ts";
import { TownOverHttp } from "#tools/load/town-over-http.ts";
import type { Target } from "../targets/target.ts";
import type { Ends } from "./figures.ts";

/** Milliseconds in which less must be left. */
const LONGEST_CALM = 3 * 60_000;
/** Milliseconds between two looks at the dead letters: a page of them each time. */
const DESK_ROUND = 500;
interface StoredOrder {
  readonly history: readonly { readonly status: string; readonly at: string }[];
}
export interface Rest {
  /** What was still to be done when there was no more time. */
  readonly left: readonly string[];
  /** What somebody has decided about meanwhile. */
  readonly letters: readonly Letter[];
}

export class Accounts {
  readonly #target: Target;
  readonly #declarations: readonly ServiceDeclaration[];
  readonly #shelf: HttpShelf;
  readonly #say: (line: string) => void;
  readonly #openedAt = Date.now();
  #before: Opened | undefined;

  constructor(target: Target, declarations: readonly ServiceDeclaration[], say: (line: string) => void) {
    this.#target = target;
    this.#declarations = declarations;
    this.#shelf = new HttpShelf(target.url, target.administratorToken);
    this.#say = say;
  }
  /** Until no work is left; somebody tends the desk meanwhile. */
  async rest(seed: number, say = this.#say): Promise<Rest> {
    const { url, administratorToken } = this.#target;
    const declarations = this.#declarations;
    const town = new TownOverHttp({ url, administratorToken, declarations, seed });
    const letters: Letter[] = [];
    let isCalm = false;
    const note = (letter: Letter): void => void letters.push(letter);
    const desk = tendDesk(town, () => isCalm, note, DESK_ROUND);
    const look = () => unfinishedOn(this.#shelf, declarations);
    const left = await untilCalm({ look, limit: LONGEST_CALM, say }).finally(() => {
      isCalm = true;
    });
    await desk;
    town.close();
    return { left, letters };
  }
  /** What is there already. */
  async open(): Promise<Opened> {
    const before = await openOverHttp(this.#shelf, this.#declarations);
    this.#before = before;
    const { size } = before.books.orders;
    if (size > 0) this.#say(`${size} orders of before are not judged.`);
    return before;
  }
  /** What has come in since, with what was sent and which mails have arrived. */
  async close(sentFile: string): Promise<Opened & Pick<Outside, "whyNotArrived">> {
    const arrivals = await this.#arrivals();
    const outside = { sent: await readSent(sentFile), ...arrivals };
    const now = await openOverHttp(this.#shelf, this.#declarations, outside);
    return { ...(this.#before ? since(this.#before, now) : now), whyNotArrived: arrivals.whyNotArrived };
  }
  async #arrivals(): Promise<Pick<Outside, "arrived" | "whyNotArrived">> {
    try {
      const messageIds = await this.#target.mail.arrived(this.#openedAt);
      return { arrived: messageIds && arrivedIn(messageIds) };
    } catch (error) {
      return { whyNotArrived: error instanceof Error ? error.message : String(error) };
    }
  }
  async ends(): Promise<Ends> {
    const orders = await this.#shelf.records<StoredOrder>("order", "order");
    const isEnd = (status: string): boolean => status === "COMPLETED" || status === "CANCELLED";
    return new Map(
      [...orders].flatMap(([orderId, { history }]) => {
        const end = history.find(({ status }) => isEnd(status));
        return end ? [[orderId, Date.parse(end.at)] as const] : [];
      }),
    );
  }
  dispose(): void {
    this.#shelf.close();
  }
}
