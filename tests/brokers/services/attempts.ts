// Counts attempts outside of every transaction, so that those whose commit never came are counted too: one byte each, in a file.
import { appendFileSync, statSync } from "node:fs";
import { join } from "node:path";

const fileOf = (folder: string, consumer: string, purchaseId: string): string =>
  join(folder, `${consumer}.${purchaseId}`);

export function attemptsAt(folder: string, consumer: string, purchaseId: string): number {
  return statSync(fileOf(folder, consumer, purchaseId), { throwIfNoEntry: false })?.size ?? 0;
}

/** The number of the attempt that begins now. */
export function beginAttempt(folder: string, consumer: string, purchaseId: string): number {
  appendFileSync(fileOf(folder, consumer, purchaseId), ".");
  return attemptsAt(folder, consumer, purchaseId);
}
