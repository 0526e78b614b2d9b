// A dead letter as it lies on the desk.
import { z } from "zod";
import type { DeadLetterData, Discarded } from "#platform/declare/control-events.ts";

export const DeadLetterView = z.object({
  id: z.string(),
  /** Who gave up. */
  service: z.string(),
  event: z.string(),
  eventId: z.string(),
  subject: z.string(),
  reason: z.string(),
  problem: z.string(),
  attempts: z.number(),
  /** Milliseconds since 1970. */
  failedAt: z.number(),
  correlationid: z.string(),
  traceparent: z.string(),
  data: z.unknown(),
});
export type DeadLetterView = z.infer<typeof DeadLetterView>;

/** The same for every failure of one event in one service, so that it lies on the desk once. */
export const letterIdOf = ({ service, event }: DeadLetterData): string => `${service}~${event.id}`;

export function viewOf(letter: DeadLetterData): DeadLetterView {
  const { service, reason, problem, attempts, failedAt } = letter;
  const { id: eventId, type, subject, correlationid, traceparent, data } = letter.event;
  return {
    id: letterIdOf(letter),
    service,
    event: type,
    eventId,
    subject,
    reason,
    problem,
    attempts,
    failedAt,
    correlationid,
    traceparent,
    data,
  };
}

/** What the service that gave up has to know when nothing is to be done about it. */
export const discardedOf = ({ problem, event: { id, type, time } }: DeadLetterData): Discarded => ({
  eventId: id,
  event: type,
  ...(typeof time === "string" && { time }),
  problem,
});
