import { expect, test } from "vitest";
import { Commits } from "./commits.ts";

/** Answers like the server: each commit with its first argument. */
function server(fail?: Error) {
  const calls: (readonly [operation: string, args: readonly string[]])[] = [];
  const call = async (operation: string, args: readonly string[]): Promise<unknown> => {
    calls.push([operation, args]);
    if (fail) throw fail;
    if (operation === "commit") return args[0];
    const count = Number(args[0]);
    const sizes = args.slice(1, 1 + count).map(Number);
    let at = 1 + count;
    return sizes.map((size) => {
      const [first] = args.slice(at, at + size);
      at += size;
      return first;
    });
  };
  return { commits: new Commits({ call } as ConstructorParameters<typeof Commits>[0]), calls };
}

test("what is committed in one turn is one call, and each gets its own answer", async () => {
  const { commits, calls } = server();
  const replies = Promise.all([
    commits.send(["committed", "a"]),
    commits.send(["conflict"]),
    commits.send(["full", "b", "c"]),
  ]);
  expect(await replies).toEqual(["committed", "conflict", "full"]);
  expect(calls).toEqual([["commit_all", ["3", "2", "1", "3", "committed", "a", "conflict", "full", "b", "c"]]]);
});
test("one alone is an ordinary commit", async () => {
  const { commits, calls } = server();
  expect(await commits.send(["committed"])).toBe("committed");
  expect(await commits.send(["duplicate"])).toBe("duplicate");
  expect(calls.map(([operation]) => operation)).toEqual(["commit", "commit"]);
});
test("many, and long ones, are several calls, so that nobody waits long for one", async () => {
  const { commits, calls } = server();
  await Promise.all(Array.from({ length: 40 }, () => commits.send(["committed"])));
  expect(calls.map(([, [count]]) => count)).toEqual(["16", "16", "8"]);
  calls.splice(0);
  await Promise.all(Array.from({ length: 3 }, () => commits.send(["committed", "x".repeat(9_000)])));
  expect(calls.map(([operation]) => operation)).toEqual(["commit", "commit", "commit"]);
});
test("one that fails is refused with what the server said of it, and no other with it", async () => {
  const { commits } = server();
  const [good, bad] = await Promise.allSettled([
    commits.send(["committed"]),
    commits.send(["!WRONGTYPE it holds another kind"]),
  ]);
  expect(good).toEqual({ status: "fulfilled", value: "committed" });
  expect(bad).toMatchObject({ status: "rejected", reason: { message: "WRONGTYPE it holds another kind" } });
});
test("a call that fails as a whole refuses all of them", async () => {
  const { commits } = server(new Error("away"));
  const outcomes = await Promise.allSettled([commits.send(["committed"]), commits.send(["committed"])]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
