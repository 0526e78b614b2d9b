// What the customers of a load say: when each came, how often each tried, and what each was told.
import { readFileSync } from "node:fs";
import type { Try } from "../k6/sent.ts";

export interface Customer {
  readonly orderIds: readonly string[];
  readonly tries: readonly Try[];
}
/** A request that nobody should send, and how it was answered. */
export interface Refusal {
  readonly name: string;
  readonly status: number;
  readonly isRight: boolean;
}
export const readCustomers = (sentFile: string): Customer[] => linesOf<Customer>(sentFile, "request");
export const readRefusals = (sentFile: string): Refusal[] => linesOf<Refusal>(sentFile, "refusal");

function linesOf<T>(sentFile: string, wanted: string): T[] {
  const lines = readFileSync(sentFile, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as T & { readonly kind: string }).filter(({ kind }) => kind === wanted);
}
export const cameAt = ({ tries }: Customer): number => tries[0]?.at ?? 0;
/** When it was told that its order is accepted; undefined when it never was. */
export function acceptedAt({ tries }: Customer): number | undefined {
  const accepted = tries.find(({ status }) => status === ACCEPTED);
  return accepted && accepted.at + accepted.took;
}
export const ACCEPTED = 202;
