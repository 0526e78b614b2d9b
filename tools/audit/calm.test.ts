import { expect, test } from "vitest";
import { untilCalm } from "./calm.ts";

const LIMIT = 200;
const quietly = { limit: LIMIT, every: 1, say: () => undefined };

test("it waits for longer than its limit, while less and less is left", async () => {
  const began = performance.now();
  // Three quarters of the limit from one step to the next.
  const look = async () => {
    const steps = Math.floor((performance.now() - began) / (LIMIT * 0.75));
    return steps < 3 ? [`${3 - steps} orders are not settled`] : [];
  };
  expect(await untilCalm({ ...quietly, look })).toEqual([]);
  expect(performance.now() - began).toBeGreaterThan(LIMIT * 2);
});

test("it ends with what is left when that does not become less, though it changes", async () => {
  let looks = 0;
  const look = async () => [`billing: ${(looks++ % 2) + 4} outbox`, "notification has not seen 7 OrderCreated"];
  expect(await untilCalm({ ...quietly, look })).toHaveLength(2);
});

test("it says when all is quiet", async () => {
  const said: string[] = [];
  await untilCalm({ ...quietly, look: async () => [], say: (line) => said.push(line) });
  expect(said).toEqual([expect.stringMatching(/^Quiet \d+\.\d s after/)]);
});
