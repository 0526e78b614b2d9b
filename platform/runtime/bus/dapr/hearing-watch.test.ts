import { describe, expect, test } from "vitest";
import { silentLog } from "../../log.ts";
import { HearingWatch } from "./hearing-watch.ts";

/** Looks that a new sidecar is left alone for. */
const NEW = 30;
const LONG = 21;

function watching() {
  const around = { isOpen: true, isBusy: false, byOthers: 0, ends: 0 };
  const watch = new HearingWatch({
    isOpen: () => around.isOpen,
    isBusy: () => around.isBusy,
    heardByAll: async () => around.byOthers,
    endSidecar: async () => void around.ends++,
    log: silentLog,
  });
  const look = async (times: number) => {
    for (let at = 0; at < times; at++) await watch.look();
  };
  return { around, watch, look };
}
async function hearing() {
  const all = watching();
  await all.look(NEW);
  return all;
}

describe("a sidecar is replaced", () => {
  test("that publishes heartbeats and brings nothing", async () => {
    const { around, watch, look } = await hearing();
    watch.publishing()("Heartbeat");
    await look(LONG - 1);
    expect(around.ends).toBe(0);
    await look(1);
    expect(around.ends).toBe(1);
  });

  test("that brings other topics, but nothing of one that was repeated twice", async () => {
    const { around, watch, look } = await hearing();
    watch.doubt("Created", 1);
    watch.heard("Closed");
    await look(1);
    watch.doubt("Created", 2);
    await look(1);
    expect(around.ends).toBe(1);
  });
});

describe("a sidecar is kept", () => {
  test("when the same replay is named twice, as by two heartbeats that are handled at once", async () => {
    const { around, watch, look } = await hearing();
    watch.doubt("Created", 1);
    watch.doubt("Created", 1);
    await look(LONG);
    expect(around.ends).toBe(0);
  });

  test("while the broker takes nothing, however long", async () => {
    const { around, look } = await hearing();
    await look(1_000);
    expect(around.ends).toBe(0);
  });

  test("that brings anything after a heartbeat", async () => {
    const { around, watch, look } = await hearing();
    for (let at = 0; at < 50; at++) {
      watch.publishing()("Heartbeat");
      await look(LONG - 1);
      watch.heard("Created");
    }
    expect(around.ends).toBe(0);
  });

  test("when only other events are published: nobody says that they come back", async () => {
    const { around, watch, look } = await hearing();
    watch.publishing()("Created");
    await look(LONG);
    expect(around.ends).toBe(0);
  });

  test("while the service takes nothing, and for as long afterwards as it needs to subscribe", async () => {
    const { around, watch, look } = await hearing();
    watch.publishing()("Heartbeat");
    await look(LONG - 1);
    around.isOpen = false;
    await look(LONG);
    around.isOpen = true;
    await look(LONG - 1);
    expect(around.ends).toBe(0);
  });

  test("that brought something before the broker's answer was here: it may have been that event", async () => {
    const { around, watch, look } = await hearing();
    const taken = watch.publishing();
    watch.heard("Heartbeat");
    taken("Heartbeat");
    await look(LONG);
    expect(around.ends).toBe(0);
  });

  test("while the service has events in hand", async () => {
    const { around, watch, look } = await hearing();
    watch.publishing()("Heartbeat");
    around.isBusy = true;
    await look(10 * LONG);
    expect(around.ends).toBe(0);
    around.isBusy = false;
    await look(LONG);
    expect(around.ends).toBe(1);
  });

  test("when another replica hears", async () => {
    const { around, watch, look } = await hearing();
    watch.publishing()("Heartbeat");
    await look(LONG - 1);
    around.byOthers++;
    await look(LONG);
    expect(around.ends).toBe(0);
  });

  test("that has just begun", async () => {
    const { around, watch, look } = watching();
    watch.publishing()("Heartbeat");
    await look(NEW);
    watch.heard("Heartbeat");
    await look(LONG);
    expect(around.ends).toBe(0);
  });

  test("when what was doubted once has come", async () => {
    const { around, watch, look } = await hearing();
    watch.doubt("Created", 1);
    watch.heard("Created");
    watch.doubt("Created", 2);
    await look(LONG);
    expect(around.ends).toBe(0);
  });
});

test("when a new sidecar does not help, the next comes later each time", async () => {
  const { around, watch, look } = await hearing();
  const looks: number[] = [];
  for (let at = 0; at < 3_000; at++) {
    const before = around.ends;
    watch.publishing()("Heartbeat");
    await look(1);
    if (around.ends > before) looks.push(at);
  }
  const waits = looks.slice(1).map((at, place) => at - (looks[place] ?? 0));
  expect(waits.slice(0, 3)).toEqual([30 + LONG, 60 + LONG, 120 + LONG]);
  expect(Math.max(...waits)).toBe(600 + LONG);
});
