// The bus behind a Dapr sidecar, whatever broker the sidecar has: published in bulk, heard through the intake.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import type { Bus, Pause, Subscriber, Subscription } from "../port.ts";
import { type Batch, batchesOf, refusedBy } from "./batch.ts";
import type { HearingWatch } from "./hearing-watch.ts";
import type { Intake } from "./intake.ts";
import { Publishers } from "./publishers.ts";
import type { Sidecar } from "./sidecar.ts";

/** A call costs as much as several events. */
const PAUSE: Pause = { shortest: 8, longest: 120 };

export class DaprBus implements Bus {
  readonly pause = PAUSE;
  readonly #sidecar: Sidecar;
  readonly #intake: Intake;
  readonly #publishers: Publishers;
  readonly #hearing: Pick<HearingWatch, "publishing" | "doubt"> | undefined;

  /** `pubsubs`: the components that it publishes through. */
  constructor(
    sidecar: Sidecar,
    intake: Intake,
    pubsubs: readonly string[],
    hearing?: Pick<HearingWatch, "publishing" | "doubt">,
  ) {
    this.#sidecar = sidecar;
    this.#intake = intake;
    this.#publishers = new Publishers(pubsubs);
    this.#hearing = hearing;
  }
  /** Only what is here goes; nothing is waited for. Throws when the sidecar could be reached for none of it. */
  async publish(events: readonly CloudEvent[]): Promise<readonly (Error | undefined)[]> {
    const failures = new Map<string, Error>();
    const taken = this.#hearing?.publishing();
    const batches = batchesOf(events, this.#publishers.count);
    const attempts = await Promise.allSettled(batches.map((batch) => this.#send(batch)));
    const [first] = attempts;
    if (first?.status === "rejected" && attempts.every(({ status }) => status === "rejected")) throw first.reason;
    for (const [at, attempt] of attempts.entries()) {
      if (attempt.status === "fulfilled") for (const [id, error] of attempt.value) failures.set(id, error);
      else for (const id of batches[at]?.ids ?? []) failures.set(id, attempt.reason as Error);
    }
    for (const { id, type } of events) if (!failures.has(id)) taken?.(type);
    return events.map(({ id }) => failures.get(id));
  }
  /** A sidecar serves one app, so a process has one subscriber. */
  subscribe(subscriber: Subscriber): Subscription {
    return this.#intake.open(subscriber);
  }
  doubt(topic: string, replay: number): void {
    this.#hearing?.doubt(topic, replay);
  }

  async #send(batch: Batch): Promise<ReadonlyMap<string, Error>> {
    const answer = await this.#publishers.through((pubsub) => {
      const place = `${encodeURIComponent(pubsub)}/${encodeURIComponent(batch.topic)}`;
      return this.#sidecar.post(`/v1.0/publish/bulk/${place}?metadata.rawPayload=true`, batch.body);
    });
    return refusedBy(answer, batch);
  }
}
