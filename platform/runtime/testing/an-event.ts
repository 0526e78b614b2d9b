// Events and commits for the tests of the runtime, with nothing in them that a test does not ask for.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { Commit, Write } from "../store/port.ts";

let made = 0;

/** An event of its own id, unless `attributes` say otherwise. */
export function anEvent(type = "ThingHappened", attributes: Partial<CloudEvent> = {}): CloudEvent {
  const id = attributes.id ?? `event-${++made}`;
  return {
    specversion: "1.0",
    id,
    type,
    source: "/test",
    subject: "thing-1",
    time: "2026-01-01T00:00:00.000Z",
    datacontenttype: "application/json",
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    traceid: "0af7651916cd43dd8448eb211c80319c",
    causationid: id,
    correlationid: id,
    data: {},
    ...attributes,
  };
}

interface CommitParts extends Partial<Omit<Commit, "changes">> {
  readonly writes?: readonly Write[];
  readonly events?: readonly CloudEvent[];
}
/** A commit that claims nothing, unless `parts` say otherwise. */
export const aCommit = ({ writes = [], events = [], ...rest }: CommitParts): Commit => ({
  reads: [],
  claim: 0,
  ...rest,
  changes: { writes, events },
});

export const set = (id: string, value: unknown, keepFor?: number, state = "things"): Write => ({
  kind: "set",
  state,
  id,
  value,
  schemaNumber: 1,
  keepFor,
});
export const add = (id: string, amount: number, state = "stock"): Write => ({ kind: "add", state, id, amount });
