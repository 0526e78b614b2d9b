import { EventStream } from "../../kit/event-stream.ts";
import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import type { TestBench } from "../test-bench.ts";

const GOES_ON = "the answer ends whole; the next one goes on behind it, with nothing left out or told twice";

/** Long answers are told to end as well: whoever watches comes back, and has missed nothing. */
export const watchedToEnd: Case = {
  title: "a process is told to end (SIGTERM) while somebody follows its stream of events",
  expected: GOES_ON,
  async run(bench) {
    const { services } = bench.platform;
    const first = await EventStream.open(bench.clientOf("operations"));
    const before = await bench.buy(5);
    await untilTold(first, before);
    await services.stop("operations");
    await first.ended;
    if (first.wasCut) return { outcome: "the answer is cut off" };
    const meanwhile = await bench.buy(5);
    await services.start("operations");
    await untilListening(bench);
    const cursor = first.heard.at(-1)?.id ?? "";
    const second = await EventStream.open(bench.clientOf("operations").with({ "last-event-id": cursor }));
    await untilTold(second, meanwhile);
    await second.close();
    const bought = [...before, ...meanwhile];
    const told = [...first.heard, ...second.heard].map(({ event }) => event).filter((event) => isOneOf(event, bought));
    const count = new Set(told.map(({ id }) => id)).size;
    return {
      outcome:
        count === told.length && count === bought.length ? GOES_ON : `${told.length} told, ${count} of them once`,
    };
  },
};

type Told = EventStream["heard"][number]["event"];
const isOneOf = ({ type, subject }: Told, ids: readonly string[]): boolean =>
  type === "PurchaseMade" && ids.includes(subject);

const untilTold = (stream: EventStream, ids: readonly string[]) =>
  until(() => ids.every((id) => stream.heard.some(({ event }) => isOneOf(event, [id]))), { within: 60_000 });

const untilListening = (bench: TestBench) =>
  until(async () => (await bench.clientOf("operations").get("/health/ready")).status === 200, { within: 60_000 });
