// What every service does with the platform's own events.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { type Discarded, Heartbeat, ReplayRequested, redriveOf } from "../../declare/control-events.ts";
import type { DataOf } from "../../declare/event.ts";
import type { Handler } from "../events/handler-table.ts";
import type { Store } from "../store/port.ts";
import { answerRequest } from "./answer-request.ts";
import type { GapWatch } from "./gap-watch.ts";

/** What was decided about a dead letter. */
interface Decided {
  revive(event: CloudEvent): Promise<void>;
  discard(discarded: Discarded): Promise<void>;
}

export function controlHandlers(service: string, store: Store, watch: GapWatch, decided: Decided): readonly Handler[] {
  const redrive = redriveOf(service);
  return [
    {
      type: redrive,
      emits: [],
      async run(event) {
        const data = event.data as DataOf<typeof redrive>;
        if ("discarded" in data) await decided.discard(data.discarded);
        else await decided.revive(data.event);
        return [];
      },
    },
    {
      type: ReplayRequested,
      emits: [],
      async run(event) {
        const { subject, topic, since } = event.data as DataOf<typeof ReplayRequested>;
        await answerRequest(store, event.id, { subject, topic, since });
        return [];
      },
    },
    {
      type: Heartbeat,
      emits: [ReplayRequested],
      // It comes thirty times a second from everybody together.
      isPure: true,
      run: (event, _unitOfWork, staging) => watch.compare(event.data as DataOf<typeof Heartbeat>, staging),
    },
  ];
}
