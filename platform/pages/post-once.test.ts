import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isUndecided, postOnce } from "./post-once.ts";

type Reply = { readonly status: number; readonly body: object } | "lost";
const ACCEPTED: Reply = { status: 202, body: { orderId: "one" } };

let keys: (string | null)[] = [];
/** The last reply is given for ever. */
function platformThatSays(...replies: readonly Reply[]): void {
  keys = [];
  vi.stubGlobal("fetch", async (_path: string, { headers }: RequestInit) => {
    const reply = replies[Math.min(keys.length, replies.length - 1)] ?? "lost";
    keys.push(new Headers(headers).get("idempotency-key"));
    if (reply === "lost") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(reply.body), { status: reply.status });
  });
}
const press = async (wish: object) => {
  const answer = postOnce<{ orderId: string }>("/orders", wish);
  await vi.runAllTimersAsync();
  return answer;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("asks again under the same key when an answer got lost, or the first try still runs", async () => {
  platformThatSays("lost", { status: 504, body: {} }, { status: 409, body: { code: "request-in-progress" } }, ACCEPTED);
  expect((await press({ mugs: 1 })).body).toEqual({ orderId: "one" });
  expect(keys).toHaveLength(4);
  expect(new Set(keys).size).toBe(1);
});
it("keeps the key for the next press while nobody knows what became of it, and takes another one afterwards", async () => {
  platformThatSays("lost");
  const answer = await press({ mugs: 2 });
  expect(isUndecided(answer)).toBe(true);
  const [first] = keys;
  platformThatSays(ACCEPTED);
  await press({ mugs: 2 });
  expect(keys).toEqual([first]);
  await press({ mugs: 2 });
  expect(keys[1]).not.toBe(first);
});
it("leaves who says that it is not the time in peace", async () => {
  platformThatSays({ status: 503, body: { title: "The service is not running" } });
  expect((await press({ mugs: 3 })).trouble).toBe("The service is not running.");
  expect(keys).toHaveLength(1);
});
it("is one press while the first one waits for its answer, and two when something else is wished", async () => {
  platformThatSays(ACCEPTED);
  await Promise.all([press({ mugs: 4 }), press({ mugs: 4 })]);
  expect(keys).toHaveLength(1);
  await press({ mugs: 5 });
  expect(new Set(keys).size).toBe(2);
});
it("takes a refusal as an answer", async () => {
  platformThatSays({ status: 409, body: { code: "basket-empty", title: "The basket is empty" } });
  expect(isUndecided(await press({ mugs: 6 }))).toBe(false);
  expect(keys).toHaveLength(1);
});
