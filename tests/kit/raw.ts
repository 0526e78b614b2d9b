// Requests that fetch would refuse to send or would tidy up: odd paths, bodies without a length, torn-off encodings.
import { type OutgoingHttpHeaders, request } from "node:http";
import { isProblem, type ProblemBody } from "./client.ts";

export interface RawAnswer {
  readonly status: number;
  /** Of an error; undefined where the answer is no problem document. */
  readonly problem: ProblemBody | undefined;
}

/** Chunks are sent one by one, without a length unless the headers say one. */
export function sendRaw(
  url: string,
  method: string,
  path: string,
  { headers = {}, chunks = [] }: { headers?: OutgoingHttpHeaders; chunks?: readonly (string | Buffer)[] } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        const problem = isProblem(response.headers["content-type"]) ? (JSON.parse(text) as ProblemBody) : undefined;
        resolve({ status: response.statusCode ?? 0, problem });
      });
    });
    sent.on("error", reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
}
