// Handles what the broker delivers: once, whole, and never in the way of the next event.
import { Problem } from "#contracts/problems.ts";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { deadLetterOf } from "../../declare/control-events.ts";
import { emit } from "../../declare/event.ts";
import { ReplicaReported } from "../../declare/replica-report.ts";
import type { Verdict } from "../bus/port.ts";
import type { Host } from "../host.ts";
import { minuteOf } from "../store/minute.ts";
import type { Mark, Parked, Standing, Store } from "../store/port.ts";
import type { Tallies, TallyKind } from "../tallies.ts";
import { about, discreet } from "../telemetry/discreet.ts";
import { discreetError } from "../telemetry/discreet-error.ts";
import { type TransactContext, transact } from "../transaction/transact.ts";
import { checked, fits, idOfRubbish, isEnvelope } from "./envelope.ts";
import { codeOf, type Failure, judge } from "./failure.ts";
import type { HandlerTable } from "./handler-table.ts";

/** Under which rubbish counts as seen, so that it never hides a loss. */
export const INVALID = "$invalid";

interface InHand {
  readonly eventId: string;
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
  readonly #inHand = new Set<InHand>();
  /** Events that the store still takes for ours, because it was away when they were let go; and since when. */
  readonly #unreleased = new Map<string, number>();

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
    if (delivered.type === ReplicaReported.name) return this.#glance(delivered);
    try {
      const standing = await this.#begin(delivered);
      return standing === "held" ? "retry" : "done";
    } catch (error) {
      const type = this.#handlers.find(delivered.type)?.type;
      const err = discreetError(error, (text) => discreet(text, delivered, type));
      this.#host.log.warn({ err, ...about(this.#context.service, delivered) }, "An event goes back to the broker.");
      if (!this.#isPure(delivered)) await this.#letGo(delivered.id);
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
  async retry(parked: Parked): Promise<void> {
    await this.#handle(parked.event, parked);
  }
  /** Keeps the events in hand from being given to another replica, but not for ever. */
  renew(): Promise<void> {
    const { lease, handler } = this.#host.limits;
    const now = this.#host.clock.now();
    for (const { since, abandon } of this.#inHand)
      if (now - since > handler) abandon(new Error(`The handler has not returned for ${handler} ms.`));
    for (const [eventId, since] of this.#unreleased) if (now - since > lease) this.#unreleased.delete(eventId);
    return this.#store.renew(
      Array.from(this.#inHand, ({ eventId }) => eventId),
      this.#holder,
      lease,
    );
  }

  /** What is true for a moment only needs no inbox mark and no second attempt. */
  async #glance(event: CloudEvent): Promise<Verdict> {
    const handler = this.#handlers.find(event.type);
    if (!handler || !fits(event, handler.type)) return "done";
    const glancing = transact(this.#context, { emits: [], cause: causeOf(event) }, async (unitOfWork, staging) => ({
      value: undefined,
      facts: await handler.run(event, unitOfWork, staging),
    }));
    return glancing.then(
      () => "done",
      () => "done",
    );
  }
  #isPure({ type }: CloudEvent): boolean {
    return this.#handlers.find(type)?.isPure === true;
  }
  /** Handles the event when it is new (or dead, to revive it). */
  async #begin(event: CloudEvent, revive = false): Promise<Standing> {
    if (!revive && this.#isPure(event)) return this.#handle(event, undefined, true);
    if (this.#unreleased.delete(event.id)) await this.#letGo(event.id);
    const standing = await this.#store.begin(event.id, this.#holder, this.#host.limits.lease, revive);
    return standing === "new" ? this.#handle(event, undefined) : standing;
  }

  /** The next delivery need not wait for the lease to run out; if the store does not hear this either, that delivery says it. */
  async #letGo(eventId: string): Promise<void> {
    if ([...this.#inHand].some((other) => other.eventId === eventId)) return;
    try {
      await this.#store.release(eventId, this.#holder);
    } catch {
      this.#unreleased.set(eventId, this.#host.clock.now());
    }
  }

  /** `isNew`: without a lease, so the commit finds out whether somebody else has it. */
  async #handle(event: CloudEvent, parked: Parked | undefined, isNew = false): Promise<Standing> {
    const since = this.#host.clock.now();
    const begun = performance.now();
    const { tracing } = this.#context;
    const start = tracing?.now() ?? 0;
    const traceparent = tracing?.handling(event) ?? event.traceparent;
    const attempt = (parked?.attempts ?? 0) + 1;
    const ended = (outcome: TallyKind, error?: unknown): void => {
      const { id: eventId, type } = event;
      // Nobody may make up names for what is counted.
      const topic = this.#handlers.find(type) ? type : "unknown";
      // What comes from elsewhere may have none.
      const subject = event.subject || topic;
      this.#tallies.count(outcome, topic);
      const took = performance.now() - begun;
      this.#tallies.took.observe(topic, took / 1_000);
      const problem = outcome === "handled" ? undefined : codeOf(error);
      if (problem) this.#tallies.fail(topic, problem);
      this.#tallies.recent.note({ eventId, topic, subject, at: since, took, attempt, outcome });
      tracing?.handled({
        event,
        traceparent,
        start,
        attempt,
        outcome,
        error: problem,
      });
    };
    let inHand: InHand | undefined;
    const abandoned = new Promise<never>((_, abandon) => {
      inHand = { eventId: event.id, since, abandon };
      this.#inHand.add(inHand);
    });
    try {
      const standing = await Promise.race([this.#attempt(event, traceparent, isNew), abandoned]);
      if (standing === "done") ended("handled");
      return standing;
    } catch (error) {
      if (error instanceof Problem && error.code === "store-away") throw error;
      const failed = await this.#fail(event, traceparent, parked, error, isNew);
      if (failed === "held") return "held";
      if (failed === "duplicate") return "done";
      ended(failed, error);
      return "parked";
    } finally {
      if (inHand) this.#inHand.delete(inHand);
    }
  }

  async #attempt(event: CloudEvent, traceparent: string, isNew: boolean): Promise<"done" | "held"> {
    const handler = this.#handlers.find(event.type);
    if (!handler)
      throw new Problem("event-invalid", { detail: `${this.#context.service} does not listen to ${event.type}.` });
    const known = handler.isTolerant ? event : checked(event, handler.type);
    const topic = handler.isTolerant && !fits(event, handler.type) ? INVALID : event.type;
    await this.#host.faults?.beforeHandling(this.#context.service, event.type);
    const mark = markOf(event, topic, "done", isNew);
    const options = { emits: handler.emits, cause: causeOf(event, traceparent), mark };
    const { outcome } = await transact(this.#context, options, async (unitOfWork, staging) => ({
      value: undefined,
      facts: await handler.run(known, unitOfWork, staging),
    }));
    return outcome === "held" ? "held" : "done";
  }

  /** `held`, `duplicate`: somebody else has the event in hand, or has decided about it already. */
  async #fail(
    event: CloudEvent,
    traceparent: string,
    parked: Parked | undefined,
    error: unknown,
    isNew: boolean,
  ): Promise<TallyKind | "held" | "duplicate"> {
    const { retry } = this.#host.limits;
    const now = this.#store.now();
    const firstFailedAt = parked?.firstFailedAt ?? now;
    const failure = judge(error, parked?.attempts ?? 0, firstFailedAt, now, retry, this.#host.random);
    if (failure.retryIn === undefined) {
      const outcome = await this.#giveUp(event, failure, now, isNew, traceparent);
      return outcome === "committed" ? "deadLettered" : outcome;
    }
    const { reason, attempts } = failure;
    const standing: Parked = { event, attempts, reason, firstFailedAt, dueAt: now + failure.retryIn };
    const { outcome } = await this.#store.commit({
      mark: markOf(event, event.type, standing, isNew),
      reads: [],
      changes: { writes: [], events: [] },
      claim: 0,
    });
    if (outcome === "held" || outcome === "duplicate") return outcome;
    if (!parked) this.#host.log.warn(this.#said(event, failure), "An event could not be handled; it is tried again.");
    return "retried";
  }

  /** For the log, without what nobody may read there. */
  #said(event: CloudEvent, { code, reason, attempts }: Failure): object {
    const type = this.#handlers.find(event.type)?.type;
    return { ...about(this.#context.service, event), attempts, problem: code, reason: discreet(reason, event, type) };
  }

  /** Inbox mark and dead letter are one commit, so that no event is given up without a word. */
  async #giveUp(
    event: CloudEvent,
    failure: Failure,
    failedAt: number,
    isNew = false,
    traceparent = event.traceparent,
  ): Promise<"committed" | "held" | "duplicate"> {
    const { reason, code, attempts } = failure;
    const { service } = this.#context;
    const letter = deadLetterOf(service);
    const fact = emit(letter, { service, reason, problem: code, attempts, failedAt, event });
    // Rubbish must not hide a loss: it is not counted as one of the events that the publisher has committed.
    const topic = code === "event-invalid" ? INVALID : event.type;
    const mark = markOf(event, topic, "dead", isNew);
    const { outcome } = await transact(
      this.#context,
      { emits: [letter], cause: causeOf(event, traceparent), mark },
      async () => ({
        value: undefined,
        facts: [fact],
      }),
    );
    if (outcome === "committed") this.#host.log.error(this.#said(event, failure), "An event is now a dead letter.");
    return outcome;
  }

  /** Something that is no event: it has no id to remember it by, so it gets one that is always the same, and goes to the desk once. */
  async #refuse(delivered: unknown): Promise<Verdict> {
    const event = {
      ...(typeof delivered === "object" ? delivered : { data: delivered }),
      id: idOfRubbish(delivered),
      type: "unknown",
    } as CloudEvent;
    try {
      const outcome = await this.#giveUp(
        event,
        { code: "event-invalid", reason: "It has no id, type or source.", attempts: 1, retryIn: undefined },
        this.#store.now(),
        true,
      );
      if (outcome === "committed") this.#tallies.count("deadLettered", event.type);
      return outcome === "held" ? "retry" : "done";
    } catch {
      return "retry";
    }
  }
}

/** Rubbish is counted in no minute: there it would hide a loss. */
const markOf = ({ id, time }: CloudEvent, topic: string, standing: Mark["standing"], isNew: boolean): Mark => ({
  eventId: id,
  topic,
  minute: topic === INVALID ? undefined : minuteOf(time),
  standing,
  isNew,
});

/** `traceparent`: of the step in which the event is handled. */
const causeOf = ({ id, correlationid, traceparent: own }: CloudEvent, traceparent = own) => ({
  causationId: id,
  correlationId: correlationid ?? id,
  traceparent,
});
