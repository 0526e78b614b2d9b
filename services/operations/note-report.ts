// Keeps what a replica says of itself: its figures for the control room, and what it had in hand for the orders' timelines.

import type { DataOf } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import type { ReplicaReported } from "#platform/declare/replica-report.ts";
import { REPORT_KEPT } from "#platform/declare/retention.ts";
import type { operations } from "./service.ts";

export function noteReport(
  { handlings, ...figures }: DataOf<typeof ReplicaReported>,
  state: UnitOfWorkOf<typeof operations>["state"],
): void {
  state.figures.append("all", figures, REPORT_KEPT);
  for (const { subject, ...handling } of handlings)
    state.handlings.append(subject, { ...handling, service: figures.service }, REPORT_KEPT);
}
