// The body of a delivery, up to a size that a full bulk of the largest events stays below.
import type { IncomingMessage } from "node:http";

const LARGEST = 16 * 1_024 * 1_024;

/** Undefined when it is larger; the rest of it is read and thrown away, so that the connection stays of use. */
export function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST) chunks.push(chunk);
      else chunks = [];
    });
    request.on("end", () => resolve(size <= LARGEST ? Buffer.concat(chunks).toString("utf8") : undefined));
    request.on("close", () => {
      if (!request.complete) reject(new Error("The connection was closed before the body had come."));
    });
    request.on("error", reject);
  });
}
