import { expect, test } from "vitest";
import { z } from "zod";
import { implement } from "../declare/implementation.ts";
import { defineService, ports } from "../declare/service.ts";
import { counter } from "../declare/state.ts";
import { buildPorts, readSettings } from "./outside.ts";
import { mill, surroundings } from "./testing/mill.ts";

const shop = defineService({
  name: "shop",
  summary: "Sells.",
  settings: z.object({ SHELVES: z.coerce.number().int().min(1).default(3), NAME: z.string() }),
  state: { calls: counter() },
  ports: ports<{ bell: { ring(): Promise<number> } }>(),
});

test("settings come from the environment, and empty ones count as not set", () => {
  expect(readSettings(shop, { NAME: "Ada", SHELVES: "", OTHER: "1" })).toEqual({ NAME: "Ada", SHELVES: 3 });
  expect(readSettings(mill, { NAME: "Ada" })).toEqual({});
});

test("wrong settings are named all together, with the service that needs them", () => {
  expect(() => readSettings(shop, { SHELVES: "none" })).toThrow(
    /^The settings of shop are wrong: .*SHELVES.*NAME.*Correct these environment variables\.$/,
  );
});

test("ports get the settings, and a unit of work of their own", async () => {
  const { host, context, store } = surroundings({ declaration: shop });
  const service = implement(shop, {
    ports: ({ settings, transact }) => ({
      bell: {
        ring: () =>
          transact(async ({ state }) => {
            state.calls.add("rings", settings.SHELVES);
            return { value: settings.SHELVES };
          }),
      },
    }),
  });
  const built = buildPorts(service, host, { ...context, settings: { SHELVES: 4 } }) as typeof shop.ports;
  expect(await built?.bell.ring()).toBe(4);
  expect(store.dump("calls").counters.get("rings")).toBe(4);
});

test("a service without ports gets none", () => {
  const { host, context } = surroundings();
  expect(buildPorts(implement(shop, {}), host, context)).toEqual({});
});
