// One request and its answer; `fetch` would take five times the processor's time, which on one machine is the platform's.
import http, { type Agent } from "node:http";

interface Exchange {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly agent: Agent;
  /** Milliseconds. */
  readonly patience?: number;
}
/** Nobody waits longer for an answer, unless it is said. */
const PATIENCE = 8_000;

export function exchange(
  url: string,
  { method, headers = {}, body, agent, patience = PATIENCE }: Exchange,
): Promise<{ status: number; text: string }> {
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  const content =
    body === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent, headers: { ...given, ...content } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("end", () => finish(() => resolve({ status: response.statusCode ?? 0, text })));
      response.once("error", (error) => finish(() => reject(error)));
    });
    const timer = setTimeout(() => request.destroy(new Error(`No answer within ${patience} ms.`)), patience);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
    };
    request.once("error", (error) => finish(() => reject(error)));
    request.end(body);
  });
}
