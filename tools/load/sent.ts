// What a load has sent, one line of JSON for each request and each delivery of goods: written by the load, read by the auditor.
import { appendFileSync, createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Request } from "../audit/books.ts";

const SentLine = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("request"),
    key: z.string(),
    userId: z.string(),
    /** Every order that an answer to this key named. */
    orderIds: z.array(z.string()),
    wasMisread: z.boolean(),
  }),
  /** Units that came in; the first line of a SKU is what was there at the beginning. */
  z.object({ kind: z.literal("supply"), sku: z.string(), quantity: z.int() }),
  /** A request that nobody should send: what is wrong with it, and whether the answer said so. No business of the books. */
  z.object({ kind: z.literal("refusal"), name: z.string(), status: z.int(), isRight: z.boolean() }),
]);
export type SentLine = z.infer<typeof SentLine>;

export interface Sent {
  readonly requests: readonly Request[];
  readonly supplied: ReadonlyMap<string, number>;
}

/** At once, so that the file is true whenever the load ends. */
export const writeSent = (file: string, line: SentLine): void => appendFileSync(file, `${JSON.stringify(line)}\n`);

export async function readSent(file: string): Promise<Sent> {
  const requests: Request[] = [];
  const supplied = new Map<string, number>();
  let at = 0;
  for await (const text of createInterface({ input: createReadStream(file, "utf8") })) {
    at++;
    const line = parse(text, `${file}:${at}`);
    if (line.kind === "request") requests.push(line);
    else if (line.kind === "supply") supplied.set(line.sku, (supplied.get(line.sku) ?? 0) + line.quantity);
  }
  return { requests, supplied };
}

function parse(text: string, place: string): SentLine {
  try {
    return SentLine.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${place} is no line of what was sent: ${text.slice(0, 200)}`, { cause });
  }
}
