// Checks what the broker delivers before anybody acts on it.
import { createHash } from "node:crypto";
import { Problem } from "#contracts/problems.ts";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { EventType } from "../../declare/event.ts";
import { describeIssues } from "../issues.ts";
import { wasChecked } from "../transaction/known-data.ts";

const REQUIRED = ["id", "type", "source"] as const;

/** Whether it is an event at all: with the attributes that CloudEvents 1.0 requires, as non-empty texts. */
export function isEnvelope(delivered: unknown): delivered is CloudEvent {
  if (typeof delivered !== "object" || delivered === null) return false;
  const attributes = delivered as Record<string, unknown>;
  return REQUIRED.every((name) => typeof attributes[name] === "string" && attributes[name] !== "");
}

/** For what has no id of its own: the same for the same content, so that a second delivery is known for one. */
export const idOfRubbish = (given: unknown): string =>
  createHash("sha256")
    // Nothing at all has no text in JSON.
    .update(JSON.stringify(given) ?? "")
    .digest("hex")
    .slice(0, 32);

/** The event with its data as its schema reads it; unknown fields are left out. Throws Problem("event-invalid"). */
export function checked(event: CloudEvent, type: EventType): CloudEvent {
  if (Number.isNaN(Date.parse(event.time)))
    throw new Problem("event-invalid", { detail: `${event.type} says no time; publish it with an RFC 3339 "time".` });
  if (wasChecked(event, type)) return event;
  const result = type.schema.safeParse(event.data);
  if (result.success) return { ...event, data: result.data };
  throw new Problem("event-invalid", {
    detail: `${event.type} does not fit its schema: ${describeIssues(result.error)}.`,
  });
}

/** Whether the event's data is what its schema says. */
export const fits = (event: CloudEvent, type: EventType): boolean =>
  wasChecked(event, type) || type.schema.safeParse(event.data).success;
