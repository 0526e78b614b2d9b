// An event whose trace context is none is handled like any other, while somebody wants to be told of traces.
import { expect, test } from "vitest";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { implement } from "../../declare/implementation.ts";
import { Tallies } from "../tallies.ts";
import type { Span } from "../telemetry/span.ts";
import { Tracing } from "../telemetry/tracing.ts";
import { anEvent } from "../testing/an-event.ts";
import { mill, surroundings } from "../testing/mill.ts";
import { Consumer } from "./consumer.ts";
import { HandlerTable } from "./handler-table.ts";

const service = implement(mill, {
  ports: () => ({}),
  reactions: {
    onGrainCame: async (event, { state }) => {
      state.stock.add("kilos", event.data.sacks);
      return [];
    },
  },
});

test.each([null, 7, {}, ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"], "hello1", undefined])(
  "an event with the trace context %j is handled once",
  async (traceparent) => {
    const around = surroundings();
    const told: Span[] = [];
    const sink = { take: (span: Span) => void told.push(span) };
    const options = { service: "mill", sink, system: "memory", random: Math.random, isSampled: () => true };
    const context = { ...around.context, tracing: new Tracing(options) };
    const handlers = new HandlerTable(service, [mill], []);
    const consumer = new Consumer(around.host, context, handlers, "me", new Tallies());
    const data = { farmer: "ada", sacks: 2 };
    const event = { ...anEvent("GrainCame", { data }), traceparent } as unknown as CloudEvent;
    expect(await consumer.deliver(event)).toBe("done");
    expect(around.store.dump("stock").counters.get("kilos")).toBe(2);
    expect(told).toEqual([]);
  },
);
