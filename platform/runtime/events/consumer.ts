// Handles what the broker delivers: once, whole, and never in the way of the next event.
import { Problem } from "#contracts/problems.ts";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { deadLetterOf } from "../../declare/control-events.ts";
import { emit } from "../../declare/event.ts";
import type { Verdict } from "../bus/port.ts";
import type { Host } from "../host.ts";
import type { Parked, Standing, Store } from "../store/port.ts";
import type { Tallies } from "../tallies.ts";
import { type TransactContext, transact } from "../transaction/transact.ts";
import { checked, fits, isEnvelope } from "./envelope.ts";
import { type Failure, judge } from "./failure.ts";
import type { HandlerTable } from "./handler-table.ts";

const INVALID = "$invalid";

interface InHand {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly abandon: (why: Error) => void;
}

export class Consumer {
  readonly #host: Host;
  readonly #context: TransactContext;
  readonly #handlers: HandlerTable;
  readonly #holder: string;
  readonly #tallies: Tallies;
  readonly #inHand = new Map<string, InHand>();

  constructor(host: Host, context: TransactContext, handlers: HandlerTable, holder: string, tallies: Tallies) {
    this.#host = host;
    this.#context = context;
    this.#handlers = handlers;
    this.#holder = holder;
    this.#tallies = tallies;
  }
  /** Events that it works on at this moment. */
  get inHand(): number {
    return this.#inHand.size;
  }
  get #store(): Store {
    return this.#context.store;
  }

  /** Answers the broker. Only an unreachable store, or an event that another replica has in hand, asks for a later delivery. */
  async deliver(delivered: CloudEvent): Promise<Verdict> {
    if (!isEnvelope(delivered)) return this.#refuse(delivered);
    try {
      const standing = await this.#begin(delivered);
      return standing === "held" ? "retry" : "done";
    } catch (error) {
      this.#host.log.warn(
        { err: error, service: this.#context.service, eventId: delivered.id },
        "An event goes back to the broker.",
      );
      await this.#letGo(delivered.id);
      return "retry";
    }
  }
  /** Handles an event that was given up before; throws while another replica has it in hand. */
  async revive(event: CloudEvent): Promise<void> {
    if (!isEnvelope(event)) throw new Problem("event-invalid", { detail: "What is to be redriven is no event." });
    const standing = await this.#begin(event, true);
    if (standing === "held") throw new Error(`${event.type} ${event.id} is in hand elsewhere.`);
  }
  /** Tries a parked event again. */
  retry(parked: Parked): Promise<void> {
    return this.#handle(parked.event, parked);
  }
  /** Keeps the events in hand from being given to another replica, but not for ever. */
  renew(): Promise<void> {
    const { lease, handler } = this.#host.limits;
    const now = this.#host.clock.now();
    for (const { since, abandon } of this.#inHand.values())
      if (now - since > handler) abandon(new Error(`The handler has not returned for ${handler} ms.`));
    return this.#store.renew([...this.#inHand.keys()], this.#holder, lease);
  }

  /** Handles the event when it is new (or dead, to revive it). */
  async #begin(event: CloudEvent, revive = false): Promise<Standing> {
    const standing = await this.#store.begin(event.id, this.#holder, this.#host.limits.lease, revive);
    if (standing === "new") await this.#handle(event, undefined);
    return standing;
  }

  /** The next delivery need not wait for the lease to run out; if the store does not hear this either, it waits. */
  async #letGo(eventId: string): Promise<void> {
    try {
      await this.#store.release(eventId, this.#holder);
    } catch {
      // The lease ends by itself.
    }
  }

  async #handle(event: CloudEvent, parked: Parked | undefined): Promise<void> {
    const abandoned = new Promise<never>((_, abandon) => {
      this.#inHand.set(event.id, { since: this.#host.clock.now(), abandon });
    });
    try {
      await Promise.race([this.#attempt(event), abandoned]);
      this.#tallies.count("handled", event.type);
    } catch (error) {
      if (error instanceof Problem && error.code === "store-away") throw error;
      await this.#fail(event, parked, error);
    } finally {
      this.#inHand.delete(event.id);
    }
  }

  async #attempt(event: CloudEvent): Promise<void> {
    const handler = this.#handlers.find(event.type);
    if (!handler)
      throw new Problem("event-invalid", { detail: `${this.#context.service} does not listen to ${event.type}.` });
    const known = handler.isTolerant ? event : checked(event, handler.type);
    const topic = handler.isTolerant && !fits(event, handler.type) ? INVALID : event.type;
    await this.#host.faults?.beforeHandling(this.#context.service, event.type);
    const mark = { eventId: event.id, topic, standing: "done" } as const;
    await transact(this.#context, { emits: handler.emits, cause: causeOf(event), mark }, async (unitOfWork) => ({
      value: undefined,
      facts: await handler.run(known, unitOfWork),
    }));
  }

  async #fail(event: CloudEvent, parked: Parked | undefined, error: unknown): Promise<void> {
    const { retry } = this.#host.limits;
    const now = this.#store.now();
    const firstFailedAt = parked?.firstFailedAt ?? now;
    const failure = judge(error, parked?.attempts ?? 0, firstFailedAt, now, retry, this.#host.random);
    if (failure.retryIn === undefined) return this.#giveUp(event, failure, now);
    this.#tallies.count("retried", event.type);
    const { reason, attempts } = failure;
    const standing: Parked = { event, attempts, reason, firstFailedAt, dueAt: now + failure.retryIn };
    await this.#store.commit({
      mark: { eventId: event.id, topic: event.type, standing },
      reads: [],
      changes: { writes: [], events: [] },
      claim: 0,
    });
  }

  /** Inbox mark and dead letter are one commit, so that no event is given up without a word. */
  async #giveUp(event: CloudEvent, { reason, code, attempts }: Failure, failedAt: number): Promise<void> {
    this.#tallies.count("deadLettered", event.type);
    const { service } = this.#context;
    this.#host.log.error(
      { service, topic: event.type, eventId: event.id, attempts, reason },
      "An event is now a dead letter.",
    );
    const letter = deadLetterOf(service);
    const fact = emit(letter, { service, reason, problem: code, attempts, failedAt, event });
    // Rubbish must not hide a loss: it is not counted as one of the events that the publisher has committed.
    const topic = code === "event-invalid" ? INVALID : event.type;
    const mark = { eventId: event.id, topic, standing: "dead" } as const;
    await transact(this.#context, { emits: [letter], cause: causeOf(event), mark }, async () => ({
      value: undefined,
      facts: [fact],
    }));
  }

  /** Something that is no event: it has no id to remember it by, so it gets one and goes to the desk. */
  async #refuse(delivered: unknown): Promise<Verdict> {
    const event = {
      ...(typeof delivered === "object" ? delivered : { data: delivered }),
      id: this.#host.newId(),
      type: "unknown",
    } as CloudEvent;
    try {
      await this.#giveUp(
        event,
        { code: "event-invalid", reason: "It has no id, type or source.", attempts: 1, retryIn: undefined },
        this.#store.now(),
      );
      return "done";
    } catch {
      return "retry";
    }
  }
}

const causeOf = ({ id, correlationid, traceparent }: CloudEvent) => ({
  causationId: id,
  correlationId: correlationid ?? id,
  traceparent,
});
