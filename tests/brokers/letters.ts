// Dead letters as the operators' desk shows them.
import { until } from "../kit/until.ts";
import type { TestBench } from "./test-bench.ts";

export interface Letter {
  readonly id: string;
  readonly service: string;
  readonly event: string;
  readonly reason: string;
  readonly problem: string;
  readonly attempts: number;
  readonly data: { readonly purchaseId?: string };
}

export async function lettersAbout({ desk }: TestBench, purchaseId: string): Promise<readonly Letter[]> {
  const { body } = await desk.get<{ deadLetters: readonly Letter[] }>("/dead-letters");
  return body.deadLetters.filter(({ data }) => data.purchaseId === purchaseId);
}

export async function untilLetter(bench: TestBench, purchaseId: string): Promise<Letter> {
  return until(async () => (await lettersAbout(bench, purchaseId))[0] ?? false, { within: 60_000, every: 50 });
}
