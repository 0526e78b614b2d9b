// Finds a request's route by its first path segment, which belongs to one service, and only then by its whole path.
import { type RequestHandler, Router } from "express";
import { Problem } from "#contracts/problems.ts";
import type { Route } from "../../declare/route.ts";

const firstSegment = (path: string): string => path.split("/", 2)[1] ?? "";

export class Doors {
  readonly #routers = new Map<string, Router>();
  readonly #methods = new Map<string, Set<string>>();

  add({ method, path }: Route, handlers: readonly RequestHandler[]): void {
    const router = this.#routers.get(firstSegment(path)) ?? Router();
    this.#routers.set(firstSegment(path), router);
    router[method.toLowerCase() as "get" | "post" | "put" | "delete"](path, ...handlers);
    this.#methods.set(path, (this.#methods.get(path) ?? new Set()).add(method));
  }
  /** Another method on a known path is refused, behind `guard`, with those that it has. */
  open(guard: RequestHandler): RequestHandler {
    for (const [path, methods] of this.#methods)
      this.#routers.get(firstSegment(path))?.all(path, guard, () => {
        throw new Problem("method-not-allowed", { allow: [...methods].join(", ") });
      });
    return (request, response, next) => {
      const router = this.#routers.get(firstSegment(request.path));
      if (router) router(request, response, next);
      else next();
    };
  }
}
