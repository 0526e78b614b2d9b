import { describe, expect, it } from "vitest";
import type { Emission } from "#platform/declare/event.ts";
import { askOverTheBus } from "./ask-over-the-bus.ts";

type Asking = Parameters<typeof askOverTheBus>[2];
type Answers = Readonly<Record<string, (question: never) => object>>;

const items = [{ sku: "SKU-1", quantity: 2 }];
const everybody: Answers = {
  UserQueried: () => ({ name: "Ada" }),
  OrdersQueried: () => ({ orders: [{ orderId: "1", status: "PENDING", items }] }),
  ProductsQueried: ({ skus }: { skus: string[] }) => ({ products: skus.map((sku) => ({ sku, name: "Mug" })) }),
};

/** A bus on which exactly these questions are answered, at once; waiting for any other takes all the time there is. */
function busWith(answers: Answers) {
  const asked: { name: string; expiresAt: number }[] = [];
  const given = new Map<string, object>();
  let now = 1_000;
  let ids = 0;
  const conversation = {
    now: () => now,
    newId: () => `query-${++ids}`,
    async transact(work: () => Promise<{ facts: readonly Emission[] }>) {
      for (const { event, data } of (await work()).facts) {
        const { queryId, expiresAt } = data as { queryId: string; expiresAt: number };
        asked.push({ name: event.name, expiresAt });
        const answer = answers[event.name];
        if (answer) given.set(queryId, answer(data as never));
      }
    },
    async follow(_state: string, queryId: string, _after: number, timeout: number) {
      const value = given.get(queryId);
      if (!value) now += timeout;
      return value ? [{ cursor: 1, value }] : [];
    },
  };
  return { asked, conversation: conversation as unknown as Asking };
}

describe("asking over the bus", () => {
  it("puts the answers of all three services together, within one time-out", async () => {
    const { asked, conversation } = busWith(everybody);
    expect(await askOverTheBus("user-5678", 500, conversation)).toEqual({
      userId: "user-5678",
      name: "Ada",
      orders: [{ orderId: "1", status: "PENDING", items: [{ sku: "SKU-1", name: "Mug", quantity: 2 }] }],
    });
    expect(asked.map(({ name }) => name)).toEqual(["UserQueried", "OrdersQueried", "ProductsQueried"]);
    expect(new Set(asked.map(({ expiresAt }) => expiresAt))).toEqual(new Set([1_500]));
  });

  it("asks for no products when there are no orders", async () => {
    const { asked, conversation } = busWith({ ...everybody, OrdersQueried: () => ({ orders: [] }) });
    expect(await askOverTheBus("user-5678", 500, conversation)).toMatchObject({ orders: [] });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ["UserQueried", "user"],
    ["OrdersQueried", "order"],
    ["ProductsQueried", "product"],
  ])("says who did not answer %s", async (question, service) => {
    const { [question]: _, ...others } = everybody;
    await expect(askOverTheBus("user-5678", 500, busWith(others).conversation)).rejects.toMatchObject({
      code: "answer-missing",
      details: { service, detail: `${service} did not answer within 500 ms.` },
    });
  });
});
