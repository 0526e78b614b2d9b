// Answers one request for one route: who asks, is it well formed, was it answered before, and then the handler.

import { Problem } from "#contracts/problems.ts";
import type { AnyAnswers, Caller, Conversation, RouteReply, RouteRequest } from "../../declare/implementation.ts";
import type { Route } from "../../declare/route.ts";
import { nextTraceparent } from "../trace.ts";
import { type TransactContext, transact } from "../transaction/transact.ts";
import { IdempotencyKey, type StoredReply } from "./idempotency.ts";
import { parsed } from "./parsed.ts";

export interface Incoming {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly caller: Caller;
  /** Of the step that this answer is; without it, the request's headers say what it follows from. */
  readonly traceparent?: string;
  /** Is told of that step, or of the one that begins here. */
  readonly traced?: (traceparent: string) => void;
  readonly signal: AbortSignal;
}
export interface Answering {
  readonly key: string;
  readonly route: Route;
  readonly handler: AnyAnswers;
  readonly context: TransactContext;
  readonly outboxLimit: number;
}
export type Answer = StoredReply & Pick<RouteReply, "stream">;

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
function keyOf({ route, key, context }: Answering, { headers, params, body }: Incoming): IdempotencyKey | undefined {
  const given = headers["idempotency-key"];
  if (!route.idempotent || given === undefined) return undefined;
  if (IDEMPOTENCY_KEY.test(given))
    return new IdempotencyKey({ store: context.store, keepFor: context.kept.idempotency }, key, given, params, body);
  const message = "must be 1 to 255 visible ASCII characters";
  throw new Problem("request-invalid", { errors: [{ field: "Idempotency-Key", message }] });
}

const toAnswer = ({ status, headers = {}, body, stream }: RouteReply, route: Route): Answer => ({
  status: status ?? route.status,
  headers,
  body,
  ...(stream && { stream }),
});

export async function answer(answering: Answering, incoming: Incoming): Promise<Answer> {
  const { route, handler, context } = answering;
  if (route.administrator && incoming.caller.kind !== "administrator") throw new Problem("administrator-only");
  const { headers, caller, signal } = incoming;
  const request: RouteRequest = {
    params: parsed(route.params, incoming.params),
    query: route.query && parsed(route.query, incoming.query),
    body: route.body && parsed(route.body, incoming.body),
    headers,
    caller,
    signal,
  };
  const requestId = context.newId();
  // A request without a trace starts one here, so that all that follows from it is in the same.
  const traceparent = incoming.traceparent ?? nextTraceparent(headers["traceparent"], context.random);
  incoming.traced?.(traceparent);
  const cause = { causationId: requestId, correlationId: requestId, traceparent };
  const isNewWork = !route.administrator;
  const options = { emits: route.emits, cause, outboxLimit: answering.outboxLimit, isNewWork };

  if (route.mode === "conversing") return toAnswer(await handler(request, conversation(context, options)), route);

  const key = keyOf(answering, incoming);
  const before = await key?.claim();
  if (before) return before;
  try {
    const result = await transact(context, options, async (unitOfWork, staging) => {
      if (key) staging.reads.push(await key.held());
      const reply = await handler(request, unitOfWork);
      const value = toAnswer(reply, route);
      if (key) staging.write(key.answered(value));
      return { value, facts: reply.facts ?? [] };
    });
    if (result.outcome !== "committed") throw new Error("A request has no inbox mark and cannot be a duplicate.");
    return result.value;
  } catch (error) {
    // Where the key cannot be freed, its time runs out by itself; the request's own error says more.
    await key?.release().catch(() => {});
    throw error;
  }
}

type Options = Parameters<typeof transact>[1];

function conversation(context: TransactContext, options: Options): Pick<Conversation<never, never>, "now" | "newId"> {
  const open = {
    ports: context.ports,
    settings: context.settings,
    now: () => context.store.now(),
    newId: context.newId,
    follow: context.store.follow.bind(context.store),
    async transact<T>(work: (unitOfWork: object) => Promise<{ value: T; facts?: readonly never[] }>): Promise<T> {
      const result = await transact(context, options, async (unitOfWork) => {
        const { value, facts = [] } = await work(unitOfWork);
        return { value, facts };
      });
      if (result.outcome !== "committed")
        throw new Error("A conversation has no inbox mark and cannot be a duplicate.");
      return result.value;
    },
  };
  return open;
}
