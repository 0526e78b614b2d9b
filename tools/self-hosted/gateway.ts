// One port for all services: a request goes to the service that its path's first segment belongs to.
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { Problem } from "#contracts/problems.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { BOOKS } from "#platform/derive/book-doors.ts";
import { FAULT_PATHS } from "#platform/derive/fault-doors.ts";
import { KEEP_ALIVE } from "#platform/runtime/http/listen.ts";
import { toProblem, toProblemReply } from "#platform/runtime/http/problem-json.ts";

interface GatewayOptions {
  readonly declarations: readonly ServiceDeclaration[];
  readonly portOf: (service: string) => number;
  /** By default this machine. */
  readonly hostOf?: (service: string) => string;
  /** Told of every request for a service, also for one that is away. */
  readonly onForwarded?: (service: string) => void;
  /** Seconds after which one should ask again for a service that is away. */
  readonly retryAfter?: number;
  /** Answers by itself what no single service can; undefined leaves it to them. */
  readonly own?: (incoming: IncomingMessage) => Promise<unknown>;
}

const BOOK = new RegExp(`^/services/([^/?]+)/(?:${[...BOOKS, ...FAULT_PATHS].join("|")})(?:[/?]|$)`);
/** Milliseconds; a network may also swallow what nobody takes. */
const CONNECT_WITHIN = 2_000;
/** Milliseconds; shorter than a service keeps an idle connection, so that no request meets one that is just being closed. */
const IDLE_WITHIN = KEEP_ALIVE / 2;
const segmentOf = (path: string): string => path.split(/[/?]/)[1] ?? "";

/** First segment -> its service. */
export const ownersOf = (declarations: readonly ServiceDeclaration[]): ReadonlyMap<string, string> =>
  new Map(
    declarations.flatMap(({ name, routes }) =>
      Object.values(routes).map(({ path }) => [segmentOf(path), name] as const),
    ),
  );

export function createGateway(options: GatewayOptions): Server {
  const { declarations, portOf, own, hostOf = () => "127.0.0.1", onForwarded, retryAfter = 1 } = options;
  const owners = ownersOf(declarations);
  const agent = new Agent({ keepAlive: true, maxSockets: 1_024, timeout: IDLE_WITHIN });
  const server = createServer((incoming, response) => {
    const refuse = (error: unknown): void => sendProblem(response, error);
    answer(incoming, response).catch(refuse);
  });
  server.once("close", () => agent.destroy());
  return server;

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const answered = await own?.(incoming);
    if (answered !== undefined) return sendOwn(response, answered);
    const service = ownerOf(incoming.url ?? "");
    if (!service) throw new Problem("not-found");
    forward(incoming, response, service);
  }

  /** A service's books are its own, although they stand under a segment of another. */
  function ownerOf(url: string): string | undefined {
    const [, name] = BOOK.exec(url) ?? [];
    if (name && !declarations.some((service) => service.name === name)) throw new Problem("service-unknown");
    return name ?? owners.get(segmentOf(url));
  }
  function forward(incoming: IncomingMessage, response: ServerResponse, service: string): void {
    const { method, url } = incoming;
    const headers = { ...incoming.headers, "x-forwarded-for": forwardedFor(incoming) };
    onForwarded?.(service);
    const outgoing = request({ agent, host: hostOf(service), port: portOf(service), method, path: url, headers });
    outgoing.once("socket", (socket) => {
      if (!socket.connecting) return;
      const late = setTimeout(
        () => outgoing.destroy(new Error(`No connection in ${CONNECT_WITHIN} ms.`)),
        CONNECT_WITHIN,
      );
      for (const end of ["connect", "close"]) socket.once(end, () => clearTimeout(late));
    });
    outgoing.once("response", (answered) => {
      response.writeHead(answered.statusCode ?? 502, withoutHops(answered.headers));
      // At once, so that a stream of events begins before its first event.
      response.flushHeaders();
      pipeline(answered, response, () => undefined);
    });
    outgoing.once("error", (cause) => {
      const detail = `${service} does not answer.`;
      sendProblem(response, new Problem("service-stopped", { detail, service, retryAfter, cause }));
    });
    response.once("close", () => outgoing.destroy());
    pipeline(incoming, outgoing, () => undefined);
  }
}

/** As every proxy does, it says whom it has heard; what a client wrote there itself stays on the left. */
const forwardedFor = ({ headers, socket }: IncomingMessage): string =>
  [headers["x-forwarded-for"] ?? [], socket.remoteAddress ?? ""].flat().join(", ");

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
