// One run against a real broker: load and faults, then calm, then the auditor's verdict.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { seededRandom } from "#platform/simulate/seeded-random.ts";
import { services } from "#services/all.ts";
import { untilCalm } from "../audit/calm.ts";
import { HttpShelf } from "../audit/over-http/http-shelf.ts";
import { openOverHttp, unfinishedOn } from "../audit/over-http/open.ts";
import { report } from "../audit/report.ts";
import { keepComing } from "../load/keep-coming.ts";
import { type Letter, tendDesk } from "../load/operator.ts";
import { readSent, type SentLine, writeSent } from "../load/sent.ts";
import { evenStock, Shoppers } from "../load/shoppers.ts";
import { TownOverHttp } from "../load/town-over-http.ts";
import type { SelfHosted } from "../self-hosted/self-hosted.ts";
import { FAULTS } from "./faults/all.ts";
import { Probes } from "./probes.ts";
import { type Struck, storm } from "./storm.ts";
import { lineOf, summary } from "./summary.ts";

export interface RunOptions {
  readonly broker: Broker;
  readonly minutes: number;
  /** Visits a second. */
  readonly rate: number;
  readonly seed: number;
  /** Units of each SKU at the beginning. */
  readonly stock: number;
  /** Where to write what was sent. */
  readonly sentFile: string;
  readonly say: (line: string) => void;
}
export const PROBE_SKU = "SKU-5";
const LONGEST_CALM = 5 * 60_000;
const TELL_EVERY = 15_000;

/** True when everything recovered and every promise was kept. */
export async function run(platform: SelfHosted, options: RunOptions): Promise<boolean> {
  const { minutes, rate, seed, stock, sentFile, say } = options;
  const declarations = services.map(({ declaration }) => declaration);
  const { url, administratorToken } = platform;
  const town = new TownOverHttp({ url, administratorToken, declarations, seed });
  const shelf = new HttpShelf(url, administratorToken);
  const note = (line: SentLine): void => writeSent(sentFile, line);
  const shoppers = new Shoppers(town, { stock: new Map([...evenStock(stock), [PROBE_SKU, stock]]), note });
  const probes = new Probes(town, PROBE_SKU, note);

  const end = performance.now() + minutes * 60_000;
  let isStormOver = false;
  const accepted = () => shoppers.requests.filter(({ orderIds }) => orderIds.length > 0).length;
  const telling = setInterval(() => {
    say(
      `  ${shoppers.requests.length} customers served, ${accepted()} orders accepted, ${shoppers.active} customers wait`,
    );
  }, TELL_EVERY);
  const coming = keepComing(shoppers, rate, () => isStormOver);
  const faults = await storm({
    platform,
    probes,
    random: seededRandom(seed + 1),
    faults: FAULTS,
    isOver: () => performance.now() > end,
    note: (struck) => say(lineOf(struck)),
  }).finally(() => {
    isStormOver = true;
    clearInterval(telling);
  });
  await coming;

  const letters: Letter[] = [];
  let isCalm = false;
  const desk = tendDesk(
    town,
    () => isCalm,
    (letter) => letters.push(letter),
  );
  const look = async () =>
    shoppers.active > 0 ? [`${shoppers.active} customers wait for an answer`] : unfinishedOn(shelf, declarations);
  const left = await untilCalm({ look, limit: LONGEST_CALM, say });
  isCalm = true;
  await desk;
  tellOfFaults(faults, letters, say);
  const violations = report(await openOverHttp(shelf, declarations, { sent: await readSent(sentFile) }), say);
  town.close();
  shelf.close();
  return violations.length === 0 && left.length === 0 && faults.every(({ missing }) => !missing);
}

function tellOfFaults(faults: readonly Struck[], letters: readonly Letter[], say: (line: string) => void): void {
  for (const line of summary(faults)) say(line);
  say(`Dead letters: ${letters.length}, each redriven or, where it was rubbish, discarded.`);
  for (const { service, event, attempts, reason } of letters.slice(0, 10))
    say(`  ${event} in ${service} after ${attempts} attempts: ${reason}`);
}
