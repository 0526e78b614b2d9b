// The public port: every route of one or many services on one Express app.
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import { Problem } from "#contracts/problems.ts";
import type { Route } from "../../declare/route.ts";
import { BOOK_DOORS, type BookDoor } from "../../derive/book-doors.ts";
import { FAULT_DOORS, type FaultDoor } from "../../derive/fault-doors.ts";
import type { Limits } from "../limits.ts";
import type { Log } from "../log.ts";
import type { ServiceRuntime } from "../service-runtime.ts";
import type { HttpFigures } from "../telemetry/http-figures.ts";
import { BREAK } from "./break-on-purpose.ts";
import { callerOf } from "./caller.ts";
import { Doors } from "./doors.ts";
import { failureLine, noteAsked } from "./failure-line.ts";
import { toProblem, toProblemReply } from "./problem-json.ts";
import { rateLimit } from "./rate-limit.ts";
import { READ_BOOK } from "./read-books.ts";
import { sendText } from "./send-text.ts";
import { sendEvents } from "./server-sent-events.ts";
import { untilGone } from "./until-gone.ts";

const BODY_LIMIT = 64 * 1_024;

export interface AppOptions {
  /** Name -> its runtime while it runs. Looked up at every request, because services are stopped and started. */
  readonly runtimes: ReadonlyMap<string, ServiceRuntime>;
  readonly services: readonly { readonly name: string; readonly routes: Readonly<Record<string, Route>> }[];
  readonly administratorToken: string;
  readonly metrics: () => Promise<string>;
  /** What one client may send. */
  readonly client: Limits["client"];
  readonly http: HttpFigures;
  readonly log: Log;
}

export function createApp({ runtimes, services, administratorToken, metrics, client, http, log }: AppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.use(secureHeaders);
  app.get("/health/live", (_request, response) => void response.json({ status: "live" }));
  app.get("/health/ready", (_request, response) => void response.json({ status: "ready" }));
  app.get("/metrics", async (_request, response) => {
    response.type("text/plain; version=0.0.4").send(await metrics());
  });
  /** Stands behind the measuring, so that those are counted who are told to wait. */
  const limited = rateLimit(client, administratorToken);
  const json = express.json({ limit: BODY_LIMIT, strict: false, type: ["application/json", "application/*+json"] });
  /** Nobody else's body is read at all. */
  const requireAdministrator: RequestHandler = (request, _response, next) => {
    if (callerOf(request.headers.authorization, administratorToken).kind !== "administrator")
      throw new Problem("administrator-only");
    next();
  };
  const doors = new Doors();
  for (const { name, routes } of services)
    for (const [key, route] of Object.entries(routes)) {
      const handle: RequestHandler = (request, response) => handleRoute(name, key, route, request, response);
      const guards = route.administrator ? [requireAdministrator] : [];
      doors.add(route, [
        http.measuring(name, route),
        limited,
        ...guards,
        ...(route.body ? [json, requireJson] : []),
        handle,
      ]);
    }
  for (const [key, route] of Object.entries(BOOK_DOORS))
    doors.add(route, [
      limited,
      requireAdministrator,
      (request, response) => showBook(key as BookDoor, request, response),
    ]);
  for (const [key, route] of Object.entries(FAULT_DOORS))
    doors.add(route, [
      limited,
      requireAdministrator,
      json,
      requireJson,
      (request, response) => breakOnPurpose(key as FaultDoor, request, response),
    ]);
  app.use(doors.open(limited));
  app.use(limited, () => {
    throw new Problem("not-found");
  });
  app.use(sendProblem(log));
  return app;

  function runtimeOf(name: string): ServiceRuntime {
    const runtime = runtimes.get(name);
    if (runtime) return runtime;
    throw new Problem("service-stopped", { detail: `${name} is not running.`, service: name, retryAfter: 1 });
  }
  async function showBook(key: BookDoor, { params, query }: Request, response: Response): Promise<void> {
    const { service = "" } = params as Record<string, string>;
    if (!services.some(({ name }) => name === service)) throw new Problem("service-unknown");
    const request = { params: params as Record<string, string>, query };
    response.json(await READ_BOOK[key](runtimeOf(service), request));
  }
  async function breakOnPurpose(key: FaultDoor, { params, body }: Request, response: Response): Promise<void> {
    const { service = "" } = params as Record<string, string>;
    if (!services.some(({ name }) => name === service)) throw new Problem("service-unknown");
    const answered = await BREAK[key](runtimeOf(service), body as unknown);
    response.status(FAULT_DOORS[key].status).json(answered);
  }
  async function handleRoute(
    name: string,
    key: string,
    route: Route,
    request: Request,
    response: Response,
  ): Promise<void> {
    const traced = noteAsked(request, name, route);
    const runtime = runtimeOf(name);
    const signal = route.mode === "conversing" ? untilGone(response, runtime.draining) : NEVER;
    const { status, headers, body, stream } = await runtime.answer(key, {
      params: request.params as Record<string, string>,
      query: request.query,
      body: request.body as unknown,
      headers: request.headers as Record<string, string | undefined>,
      caller: callerOf(request.headers.authorization, administratorToken),
      signal,
      traced,
    });
    if (stream) return sendEvents(response, stream, signal);
    response.status(status).set(headers);
    if (body === undefined) response.end();
    else if (typeof body === "string") sendText(request, response, headers["content-type"] ?? route.produces, body);
    else response.json(body);
  }
}

const NEVER = new AbortController().signal;

const secureHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("cache-control", "no-store");
  next();
};

/** Without a length, a body may still come in chunks. */
const isEmpty = ({ headers }: Request): boolean =>
  headers["content-type"] === undefined &&
  headers["transfer-encoding"] === undefined &&
  (headers["content-length"] ?? "0") === "0";

/** A body of another type was not read at all. */
const requireJson: RequestHandler = (request, _response, next) => {
  if (request.body === undefined && !request.is(["application/json", "application/*+json"])) {
    throw isEmpty(request)
      ? new Problem("request-malformed", { detail: "A JSON body is needed." })
      : new Problem("media-type-unsupported");
  }
  next();
};

const sendProblem =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, next) => {
    const problem = toProblem(error);
    if (problem.status >= 500 && problem.status !== 503 && problem.status !== 504)
      log.error(failureLine(problem.details.cause ?? problem, request), "A request failed.");
    if (response.headersSent) return next(error);
    const { status, headers, body } = toProblemReply(problem);
    response.status(status).set(headers).send(JSON.stringify(body));
  };
