// Sends a text; one that says by its ETag which it is, is sent again only when it has changed, and packed only once.
import { gzipSync } from "node:zlib";
import type { Request, Response } from "express";

/** What is shorter does not get shorter. */
const WORTH_PACKING = 1_024;

/** By ETag; these belong to the files of pages, so there are a handful. */
const packed = new Map<string, Buffer>();

export function sendText(request: Request, response: Response, type: string, text: string): void {
  const etag = response.getHeader("etag");
  response.type(type);
  if (typeof etag !== "string") {
    response.send(text);
    return;
  }
  response.setHeader("vary", "accept-encoding");
  if (request.headers["if-none-match"]?.includes(etag)) response.status(304).end();
  else if (text.length < WORTH_PACKING || !request.acceptsEncodings("gzip")) response.send(text);
  else response.setHeader("content-encoding", "gzip").send(packedText(etag, text));
}

function packedText(etag: string, text: string): Buffer {
  const known = packed.get(etag);
  if (known) return known;
  const made = gzipSync(text, { level: 9 });
  packed.set(etag, made);
  return made;
}
