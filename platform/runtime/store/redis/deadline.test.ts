import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, test, vi } from "vitest";
import { listen } from "../../http/listen.ts";
import { Deadline } from "./deadline.ts";

const never = () => new Promise<string>(() => undefined);
const after = <T>(delay: number, value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), delay));
const outcome = (answer: Promise<string>) =>
  answer.then(
    (value) => value,
    (error: Error) => error.message,
  );

const pass = async (time: number) => {
  await vi.advanceTimersByTimeAsync(time);
  await nextTurn();
};

describe("the deadline of commands", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  it("lets an answer through, and an error", async () => {
    const deadline = new Deadline(100);
    await expect(deadline.watch(Promise.resolve("here"))).resolves.toBe("here");
    await expect(deadline.watch(Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  });

  it("fails each that has no answer in its own time, and no other", async () => {
    const deadline = new Deadline(100);
    const ends: string[] = [];
    const note = (name: string, answer: Promise<string>) =>
      void outcome(answer).then((end) => ends.push(`${name}: ${end}`));
    note("first", deadline.watch(never()));
    await pass(60);
    note("second", deadline.watch(never()));
    note("third", deadline.watch(after(90, "in time")));
    await pass(39);
    expect(ends).toEqual([]);
    await pass(1);
    expect(ends).toEqual(["first: No answer within 100 ms."]);
    await pass(50);
    expect(ends).toContain("third: in time");
    await pass(10);
    expect(ends).toContain("second: No answer within 100 ms.");
  });

  it("keeps no timer when nothing is waited for", async () => {
    const deadline = new Deadline(100);
    await deadline.watch(Promise.resolve("here"));
    await pass(100);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("an answer that came in time counts, though the process was too busy to read it", async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  const accepted = once(server, "connection");
  const ours = connect(await listen(server, 0, "127.0.0.1"), "127.0.0.1");
  const [theirs] = (await accepted) as [Socket];
  onTestFinished(() => void theirs.destroy());
  const deadline = new Deadline(50);
  const answer = deadline.watch(once(ours, "data").then(String));
  theirs.write("here");
  const busyUntil = performance.now() + 150;
  while (performance.now() < busyUntil);
  await expect(answer).resolves.toBe("here");
});
