// Many requests at once, over as many connections as a crowd of clients would share.
import { Agent, request } from "node:http";

export interface Reply<T> {
  readonly status: number;
  readonly body: T;
}

/** Sends all of them at once; the replies come in the order of the requests. */
export async function crowd<T>(
  url: string,
  requests: readonly { readonly method: string; readonly path: string; readonly body?: string }[],
  connections = 100,
): Promise<Reply<T>[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  try {
    return await Promise.all(requests.map(({ method, path, body }) => send<T>(agent, method, url + path, body)));
  } finally {
    agent.destroy();
  }
}

function send<T>(agent: Agent, method: string, url: string, body: string | undefined): Promise<Reply<T>> {
  const headers =
    body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as T }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
