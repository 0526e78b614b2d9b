// The platform under test, in a process of its own; it answers the bench's questions over the channel between them.
import { startEmbedded } from "#platform/runtime/embedded.ts";
import { silentLog } from "#platform/runtime/log.ts";
import { services } from "#services/all.ts";
import type { Answer, Question } from "./questions.ts";

/** Traces are measured too. */
const telemetry = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("OTEL_")));
const environment = {
  ...telemetry,
  SEED_PRODUCTS: process.env["BENCH_PRODUCTS"] ?? "100",
  SEED_STOCK: "100000000",
  SEED_USERS: "1",
};
const platform = await startEmbedded({ services, port: 0, environment, log: silentLog });

/** Orders placed before are not measured. */
let since = 0;

/** Times from PENDING to COMPLETED, as the order service wrote them down, of the orders completed so far. */
function durations(): number[] {
  const orders = platform.stores.get("order")?.dump("order").records.values() ?? [];
  return [...orders].flatMap((order) => {
    const { history } = order as { history: { status: string; at: string }[] };
    const [first, last] = [history[0], history.at(-1)];
    return first && last?.status === "COMPLETED" && Date.parse(first.at) >= since
      ? [Date.parse(last.at) - Date.parse(first.at)]
      : [];
  });
}
const isIdle = (): boolean =>
  services.every(({ declaration: { name } }) => {
    const { waiting, inHand } = platform.bus.backlog(name);
    return waiting + inHand === 0;
  });

process.on("message", (question: Question) => {
  const answer: Answer = {
    url: platform.url,
    isIdle: isIdle(),
    cpu: process.cpuUsage(),
    rss: process.memoryUsage.rss(),
    durations: [],
  };
  if (question === "durations") answer.durations.push(...durations());
  if (question === "collect") {
    globalThis.gc?.();
    since = Date.now();
  }
  process.send?.({ ...answer, rss: process.memoryUsage.rss() });
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
