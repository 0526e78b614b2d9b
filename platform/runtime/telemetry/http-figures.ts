// How long requests take, by route and status; the names are those of OpenTelemetry.
import type { RequestHandler } from "express";
import type { Route } from "../../declare/route.ts";
import type { Family } from "./family.ts";
import { Histogram, SHORT } from "./histogram.ts";

/** For a client that did not wait for the answer; no status of HTTP, but what proxies write in its place. */
const GAVE_UP = 499;

export class HttpFigures {
  readonly #figures = new Map<
    string,
    { readonly labels: Readonly<Record<string, string>>; readonly value: Histogram }
  >();

  /** Stands before a route's other handlers. A stream of events is no request that takes long, so it is left out. */
  measuring(service: string, { method, path }: Pick<Route, "method" | "path">): RequestHandler {
    return (_request, response, next) => {
      const begun = performance.now();
      // Not "finish", which never comes when the client goes away.
      response.once("close", () => {
        const type = response.getHeader("content-type");
        if (typeof type === "string" && type.startsWith("text/event-stream")) return;
        const status = response.writableFinished ? response.statusCode : GAVE_UP;
        this.#observe(service, method.toUpperCase(), path, status, (performance.now() - begun) / 1_000);
      });
      next();
    };
  }
  family(): Family {
    return {
      name: "http_server_request_duration_seconds",
      help: "Requests by how they were answered.",
      kind: "histogram",
      points: [...this.#figures.values()],
    };
  }

  #observe(service: string, method: string, route: string, status: number, seconds: number): void {
    const key = `${service} ${method} ${route} ${status}`;
    let known = this.#figures.get(key);
    if (!known) {
      const labels = {
        service,
        http_request_method: method,
        http_route: route,
        http_response_status_code: String(status),
      };
      known = { labels, value: new Histogram(SHORT) };
      this.#figures.set(key, known);
    }
    known.value.observe(seconds);
  }
}
