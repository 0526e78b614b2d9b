import { expect, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { type Release, releaseOf } from "../release.ts";
import { A_MOMENT, type Hands, LONG, swapBroker } from "./swap.ts";

const before = releaseOf({ declarations, broker: "redis", tag: "1" });
const after = releaseOf({ declarations, broker: "kafka", tag: "2" });
const nameOf = ({ broker, tag, publishing }: Release): string => `${broker} ${tag} ${publishing}`;

/** Notes what was done; each step in `failing` fails once. */
function noting(failing: readonly string[] = [], stop?: AbortController, isEmptied = true) {
  const done: string[] = [];
  const left = new Set(failing);
  const step = (name: string): void => {
    done.push(name);
    if (!left.delete(name)) return;
    if (stop) stop.abort(new Error("Stopped."));
    else throw new Error(`${name} failed.`);
  };
  const hands: Hands = {
    rollOut: (release) => step(nameOf(release)),
    holdAutoscalers: () => step("hold"),
    letAutoscalersGo: () => step("let go"),
    untilEmpty: async (broker) => {
      step(`empty ${broker}`);
      return isEmptied;
    },
    replay: async (reach) => step(reach === LONG ? "replay all" : `replay ${reach === A_MOMENT ? "a moment" : reach}`),
    removeOtherBrokers: ({ broker }) => step(`remove all but ${broker}`),
    say: () => undefined,
  };
  return { done, swap: () => swapBroker({ before, after, signal: (stop ?? new AbortController()).signal }, hands) };
}
const PAUSE = ["hold", "redis 1 paused", "let go"];
const CHANGE = ["hold", "kafka 2 on", "let go"];
const BACK = ["hold", "redis 1 on", "let go", "replay all", "remove all but redis"];

test("autoscalers are held while programs are replaced, and not while the old broker is emptied", async () => {
  const { done, swap } = noting();
  await swap();
  expect(done).toEqual([...PAUSE, "empty redis", ...CHANGE, "replay a moment", "remove all but kafka"]);
});

test("what may still wait in the old broker is published again, too", async () => {
  const { done, swap } = noting([], undefined, false);
  await swap();
  expect(done).toEqual([...PAUSE, "empty redis", ...CHANGE, "replay all", "remove all but kafka"]);
});

test.each([
  ["hold", ["hold", "let go"]],
  ["redis 1 paused", PAUSE],
  ["empty redis", [...PAUSE, "empty redis"]],
  ["kafka 2 on", [...PAUSE, "empty redis", ...CHANGE]],
])(
  "when '%s' fails, all is as it was before, and what was published meanwhile is published again",
  async (failing, until) => {
    const { done, swap } = noting([failing]);
    await expect(swap()).rejects.toThrow("kafka did not take over; redis carries the events as before.");
    expect(done).toEqual([...until, ...BACK]);
  },
);

test("when somebody stops it, it goes back", async () => {
  const { done, swap } = noting(["empty redis"], new AbortController());
  await expect(swap()).rejects.toThrow("redis carries the events as before");
  expect(done).toEqual([...PAUSE, "empty redis", ...BACK]);
});

test("once the new broker has taken over there is no way back, and the old one stays until the replay", async () => {
  const { done, swap } = noting(["replay a moment"]);
  await expect(swap()).rejects.toThrow("replay a moment failed.");
  expect(done).toEqual([...PAUSE, "empty redis", ...CHANGE, "replay a moment"]);
});

test("autoscalers are let go also when the way back fails", async () => {
  const { done, swap } = noting(["kafka 2 on", "redis 1 on"]);
  await expect(swap()).rejects.toThrow("redis 1 on failed.");
  expect(done).toEqual([...PAUSE, "empty redis", ...CHANGE, "hold", "redis 1 on", "let go"]);
});
