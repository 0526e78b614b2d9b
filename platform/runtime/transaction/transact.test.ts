import { expect, test } from "vitest";
import { Heartbeat } from "../../declare/control-events.ts";
import { emit } from "../../declare/event.ts";
import { aCommit, set } from "../testing/an-event.ts";
import { altered, CAUSE, FlourMade, inMill, MillStopped, type MillWork, surroundings } from "../testing/mill.ts";

const options = { emits: [FlourMade], cause: CAUSE };
const flour = (kilos: number) => emit(FlourMade, { farmer: "ada", kilos });
const mark = { eventId: "event", topic: "GrainCame", standing: "done" } as const;

test("state and events are committed together, and the events are given to the relay", async () => {
  const { context, store, relayed } = surroundings();
  const result = await inMill(context, { ...options, mark }, async ({ state }) => {
    state.account.set("ada", { kilos: 100 });
    return { value: "ground", facts: [flour(100)] };
  });
  expect(result).toEqual({ outcome: "committed", value: "ground" });
  expect(store.dump("account").records.get("ada")).toEqual({ kilos: 100 });
  expect(await store.begin("event", "me", 100)).toBe("done");
  expect(relayed).toMatchObject([{ type: "FlourMade", data: { farmer: "ada", kilos: 100 } }]);
  expect(await store.tally()).toMatchObject({ outbox: 1 });
});

test("events say from whom, about what, when and because of what", async () => {
  const { context, clock, relayed } = surroundings();
  await inMill(context, options, async () => ({ value: 0, facts: [flour(1), flour(2)] }));
  expect(relayed[0]).toMatchObject({
    specversion: "1.0",
    source: "/mill",
    subject: "ada",
    time: new Date(clock.now()).toISOString(),
    datacontenttype: "application/json",
    causationid: "cause",
    correlationid: "chain",
  });
  const [first, second] = relayed.map(({ traceparent }) => traceparent);
  expect(first?.slice(0, 36)).toBe(CAUSE.traceparent?.slice(0, 36));
  expect(first).not.toBe(second);
  expect(relayed[0]?.id).not.toBe(relayed[1]?.id);
});

test("when something that was read has changed, the work runs again and sees the change", async () => {
  const { context, store } = surroundings();
  let runs = 0;
  const result = await inMill(context, options, async ({ state }) => {
    const kilos = (await state.account.get("ada"))?.kilos ?? 0;
    if (++runs === 1) await store.commit(aCommit({ writes: [set("ada", { kilos: 7 }, undefined, "account")] }));
    state.account.set("ada", { kilos: kilos + 1 });
    return { value: kilos, facts: [] };
  });
  expect(result).toMatchObject({ value: 7 });
  expect(runs).toBe(2);
  expect(store.dump("account").records.get("ada")).toEqual({ kilos: 8 });
});

test("of many that change one record at once none is lost", async () => {
  const { context, store } = surroundings();
  const adding = Array.from({ length: 30 }, () =>
    inMill(context, options, async ({ state }) => {
      const kilos = (await state.account.get("ada"))?.kilos ?? 0;
      state.account.set("ada", { kilos: kilos + 1 });
      return { value: 0, facts: [] };
    }),
  );
  await Promise.all(adding);
  expect(store.dump("account").records.get("ada")).toEqual({ kilos: 30 });
});

test("endless conflicts end with an error, not with a process that hangs", async () => {
  const { context, store } = surroundings();
  const working = inMill(context, options, async ({ state }) => {
    await state.account.get("ada");
    await store.commit(aCommit({ writes: [set("ada", { kilos: 7 }, undefined, "account")] }));
    state.account.set("ada", { kilos: 0 });
    return { value: 0, facts: [] };
  });
  await expect(working).rejects.toThrow(/mill met \d+ conflicts in a row/);
});

test("an event that was handled meanwhile is a duplicate, and what was staged is gone", async () => {
  const { context, store, relayed } = surroundings();
  const result = await inMill(context, { ...options, mark }, async ({ state }) => {
    await store.commit(aCommit({ mark }));
    state.account.set("ada", { kilos: 1 });
    return { value: 0, facts: [flour(1)] };
  });
  expect(result).toEqual({ outcome: "duplicate" });
  expect(store.dump("account").records.size).toBe(0);
  expect(relayed).toEqual([]);
});

test("a full outbox is a problem that passes", async () => {
  const { context } = surroundings();
  await inMill(context, options, async () => ({ value: 0, facts: [flour(1)] }));
  const refused = inMill(context, { ...options, outboxLimit: 1 }, async () => ({ value: 0, facts: [flour(1)] }));
  await expect(refused).rejects.toMatchObject({ code: "outbox-full", status: 503, details: { retryAfter: 5 } });
});

test("a fact that the handler does not declare is refused, and nothing is stored", async () => {
  const { context, store } = surroundings();
  const working = inMill(context, options, async ({ state }) => {
    state.account.set("ada", { kilos: 1 });
    return { value: 0, facts: [emit(MillStopped, { reason: "no wind" })] };
  });
  await expect(working).rejects.toThrow("mill emitted MillStopped, which this handler does not declare in its emits.");
  expect(store.dump("account").records.size).toBe(0);
});

test("the platform's own events need no declaration", async () => {
  const { context, relayed } = surroundings();
  const beat = emit(Heartbeat, { service: "mill", number: 1, at: 0, topics: [] });
  await inMill(context, options, async () => ({ value: 0, facts: [beat] }));
  expect(relayed).toMatchObject([{ type: "Heartbeat" }]);
});

test("a fact that does not fit its schema is refused, also in the branch that is not taken", async () => {
  const { context, store } = surroundings();
  const bad = () => [flour(-1)];
  await expect(inMill(context, options, async () => ({ value: 0, facts: bad() }))).rejects.toThrow(/kilos/);
  const deciding = inMill(context, options, async ({ state, decide }) => {
    const condition = [{ counter: state.stock, id: "grain", amount: 1 }];
    return { value: 0, facts: decide(condition, { met: bad, otherwise: () => [] }) };
  });
  await expect(deciding).rejects.toThrow(/kilos/);
  expect((await store.tally()).outbox).toBe(0);
});

test("what a fact says too much is left out", async () => {
  const { context, relayed } = surroundings();
  const fact = emit(FlourMade, { farmer: "ada", kilos: 1, secret: "recipe" } as { farmer: string; kilos: number });
  await inMill(context, options, async () => ({ value: 0, facts: [fact] }));
  expect(relayed[0]?.data).toEqual({ farmer: "ada", kilos: 1 });
});

test("of a decision one branch takes effect, as the counter stands at the commit", async () => {
  const { context, store, relayed } = surroundings();
  const grind = () =>
    inMill(context, options, async ({ state, decide }) => {
      state.queue.put("all", "ada", 1);
      const facts = decide([{ counter: state.stock, id: "grain", amount: 2 }], {
        met: () => {
          state.stock.add("grain", -2);
          return [flour(100)];
        },
        otherwise: () => {
          state.account.set("ada", { kilos: 0 });
          return [flour(0)];
        },
      });
      return { value: 0, facts };
    });
  await store.commit(aCommit({ writes: [{ kind: "add", state: "stock", id: "grain", amount: 3 }] }));
  await grind();
  expect(store.dump("account").records.size).toBe(0);
  await grind();
  expect(store.dump("account").records.get("ada")).toEqual({ kilos: 0 });
  expect(store.dump("stock").counters.get("grain")).toBe(1);
  expect(relayed.map(({ data }) => data)).toMatchObject([{ kilos: 100 }, { kilos: 0 }]);
  expect(await store.range("queue", "all", { limit: 9 })).toHaveLength(1);
});

test("a unit of work carries one decision", async () => {
  const { context } = surroundings();
  const branches = { met: () => [], otherwise: () => [] };
  const working = inMill(context, options, async ({ decide }) => {
    decide([], branches);
    return { value: 0, facts: decide([], branches) };
  });
  await expect(working).rejects.toThrow("one decision only");
});

test("a branch that throws leaves the unit of work unusable for nobody else", async () => {
  const { context, store } = surroundings();
  const working = inMill(context, options, async ({ state, decide }) => {
    const fail = () => {
      throw new Error("It failed.");
    };
    expect(() => decide([], { met: fail, otherwise: () => [] })).toThrow("It failed.");
    state.account.set("ada", { kilos: 1 });
    return { value: 0, facts: [] };
  });
  await working;
  expect(store.dump("account").records.get("ada")).toEqual({ kilos: 1 });
});

test("work that only reads commits nothing; with a mark it does", async () => {
  let commits = 0;
  const { context } = surroundings({
    seen: (store) =>
      altered(store, {
        commit: (commit) => {
          commits++;
          return store.commit(commit);
        },
      }),
  });
  const reading = async ({ state }: MillWork) => {
    await state.account.get("ada");
    return { value: 0, facts: [] };
  };
  await inMill(context, options, reading);
  expect(commits).toBe(0);
  await inMill(context, { ...options, mark }, reading);
  expect(commits).toBe(1);
});
