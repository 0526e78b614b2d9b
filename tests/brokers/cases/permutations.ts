import { anOrder } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { factsHandledBy, partnersFacts, permutationsOf, untilOrderHas } from "../partners.ts";
import type { TestBench } from "../test-bench.ts";

const SAME_END = "24 of 24 complete, in the same way";
/** The desk hears each of them on a topic of its own, in any order. */
const SAID = ["OrderCreated", "OrderConfirmed", "OrderCompleted"];

/** The order service itself: what its four partners say, in each order that there is. */
export const permutations: Case = {
  title: "every permutation of one order's events",
  expected: SAME_END,
  async run(bench) {
    const order = bench.clientOf("order");
    const handledBefore = await factsHandledBy(order);
    const orders = await Promise.all(
      permutationsOf(partnersFacts).map(async (facts) => {
        const { body } = await order.post<{ orderId: string }>("/orders", anOrder());
        return { orderId: body.orderId, facts: facts.map((fact) => fact(body.orderId)) };
      }),
    );
    // Step by step, so that no broker can put the facts of one order into another sequence.
    for (const step of partnersFacts.keys()) {
      const facts = orders.map((each) => each.facts[step]);
      await bench.shop.post("/facts", { facts });
      await untilOrderHas(order, handledBefore + orders.length * (step + 1));
    }
    const ends = await Promise.all(orders.map(({ orderId }) => endOf(bench, orderId)));
    const same = ends.filter((end) => end === ends[0]).length;
    const isComplete = ends[0]?.startsWith("COMPLETED") ?? false;
    const outcome = `${same} of ${ends.length} ${isComplete ? "complete" : ends[0]}, in the same way`;
    return { outcome };
  },
};

/** The order as its customer sees it, and what was said of it, without times and ids. */
async function endOf(bench: TestBench, orderId: string): Promise<string> {
  const order = await until(
    async () => {
      const { body } = await bench
        .clientOf("order")
        .get<{ status: string; total: number; history: readonly { status: string }[] }>(`/orders/${orderId}`);
      return body.status === "COMPLETED" && body;
    },
    { within: 60_000, every: 50 },
  );
  const said = await until(
    async () => {
      const { body } = await bench.desk.get<{ entries: readonly { event: string; service: string }[] }>(
        `/timelines/${orderId}`,
      );
      const own = body.entries.filter(({ service }) => service === "order").map(({ event }) => event);
      return SAID.every((event) => own.includes(event)) && own.toSorted();
    },
    { within: 60_000, every: 50 },
  );
  return [order.status, order.total, ...order.history.map(({ status }) => status), ...said].join(" ");
}
