import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { allHandled, atAttempt, handledTimes, seconds } from "../outcomes.ts";
import { toldToEnd as plainly } from "../plain-dapr/questions/deaths.ts";

/** As a rolling update does it: what is in hand is finished, what comes meanwhile waits for whoever comes next. */
export const toldToEnd: Case = {
  title: "the process is told to end (SIGTERM) while it has an event in hand",
  expected: `${atAttempt(1)}; what follows is published; those that came meanwhile: ${allHandled(0)}`,
  async run(bench) {
    const { services } = bench.platform;
    const inHand = await bench.buyOne({ kind: "is slow", times: 1_000 });
    await until(() => bench.attempts("packer", inHand) > 0, { within: 60_000 });
    const ending = services.stop("packer");
    const meanwhile = await bench.buy(20);
    await ending;
    // It is published before anybody starts the process again.
    await until(async () => (await bench.handled("cashier", inHand)).traceparent !== undefined, { within: 30_000 });
    await services.start("packer");
    const ready = performance.now();
    const doubled = await bench.untilHandled("packer", meanwhile);
    const waited = seconds(performance.now() - ready);
    const { times } = await bench.handled("packer", inHand);
    const fate = times === 1 ? atAttempt(bench.attempts("packer", inHand)) : handledTimes(times);
    return {
      outcome: `${fate}; what follows is published; those that came meanwhile: ${allHandled(doubled)}`,
      measured: { "events that came while a process was told to end are handled by the next one after": waited },
    };
  },
  plain: plainly,
};
