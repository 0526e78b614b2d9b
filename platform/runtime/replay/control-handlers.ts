// What every service does with the platform's own events.
import { Heartbeat, ReplayRequested } from "../../declare/control-events.ts";
import type { DataOf } from "../../declare/event.ts";
import type { Handler } from "../events/handler-table.ts";
import type { Store } from "../store/port.ts";
import type { GapWatch } from "./gap-watch.ts";

export function controlHandlers(store: Store, watch: GapWatch): readonly Handler[] {
  return [
    {
      type: ReplayRequested,
      emits: [],
      async run(event) {
        const { subject, topic, since } = event.data as DataOf<typeof ReplayRequested>;
        await store.replay({ subject, topic, since });
        return [];
      },
    },
    {
      type: Heartbeat,
      emits: [ReplayRequested],
      run: (event) => watch.compare(event.data as DataOf<typeof Heartbeat>),
    },
  ];
}
