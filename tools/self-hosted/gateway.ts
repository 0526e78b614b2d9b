// One port for all services: a request goes to the service that its path's first segment belongs to.
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { Problem } from "#contracts/problems.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { toProblem, toProblemReply } from "#platform/runtime/http/problem-json.ts";

interface GatewayOptions {
  readonly declarations: readonly ServiceDeclaration[];
  readonly portOf: (service: string) => number;
  /** Answers by itself what no single service can; undefined leaves it to them. */
  readonly own?: (incoming: IncomingMessage) => Promise<unknown>;
}

const segmentOf = (path: string): string => path.split(/[/?]/)[1] ?? "";

/** First segment -> its service. */
export const ownersOf = (declarations: readonly ServiceDeclaration[]): ReadonlyMap<string, string> =>
  new Map(
    declarations.flatMap(({ name, routes }) =>
      Object.values(routes).map(({ path }) => [segmentOf(path), name] as const),
    ),
  );

export function createGateway({ declarations, portOf, own }: GatewayOptions): Server {
  const owners = ownersOf(declarations);
  const agent = new Agent({ keepAlive: true, maxSockets: 1_024 });
  const server = createServer((incoming, response) => {
    const refuse = (error: unknown): void => sendProblem(response, error);
    answer(incoming, response).catch(refuse);
  });
  server.keepAliveTimeout = 65_000;
  server.once("close", () => agent.destroy());
  return server;

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const answered = await own?.(incoming);
    if (answered !== undefined) return sendOwn(response, answered);
    const service = owners.get(segmentOf(incoming.url ?? ""));
    if (!service) throw new Problem("not-found");
    forward(incoming, response, service);
  }

  function forward(incoming: IncomingMessage, response: ServerResponse, service: string): void {
    const { method, url, headers } = incoming;
    const outgoing = request({ agent, host: "127.0.0.1", port: portOf(service), method, path: url, headers });
    outgoing.once("response", (answered) => {
      response.writeHead(answered.statusCode ?? 502, withoutHops(answered.headers));
      // At once, so that a stream of events begins before its first event.
      response.flushHeaders();
      pipeline(answered, response, () => undefined);
    });
    outgoing.once("error", (cause) => {
      const detail = `${service} does not answer.`;
      sendProblem(response, new Problem("service-stopped", { detail, service, retryAfter: 1, cause }));
    });
    response.once("close", () => outgoing.destroy());
    pipeline(incoming, outgoing, () => undefined);
  }
}

/** What belongs to the connection on the other side. */
const withoutHops = (headers: IncomingMessage["headers"]) => {
  const { connection: _connection, "keep-alive": _keepAlive, ...rest } = headers;
  return rest;
};

function sendOwn(response: ServerResponse, answered: unknown): void {
  if (typeof answered === "string") response.setHeader("content-type", "text/plain; version=0.0.4");
  else response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(typeof answered === "string" ? answered : JSON.stringify(answered));
}

function sendProblem(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = toProblemReply(toProblem(error));
  response.writeHead(status, headers).end(JSON.stringify(body));
}
