// A route: a door of the system for HTTP, with the shapes that may pass it.
import { z } from "zod";
import type { EventType } from "./event.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** `atomic` routes are one unit of work; `conversing` ones make several, wait for feeds, or stream. */
export type RouteMode = "atomic" | "conversing";

export interface Route<
  Path extends string = string,
  Body = unknown,
  Query = unknown,
  Emits extends EventType = EventType,
  Mode extends RouteMode = RouteMode,
> {
  readonly kind: "route";
  readonly method: Method;
  readonly mode: Mode;
  /** Express path: `/orders/:orderId`. Its first segment belongs to one service. */
  readonly path: Path;
  readonly summary: string;
  /** Shapes of what stands in the path; a name without one may be any text. */
  readonly params: z.ZodObject;
  readonly body?: z.ZodType<Body>;
  readonly query?: z.ZodType<Query>;
  readonly reply?: z.ZodType;
  /** The status of success. */
  readonly status: number;
  readonly emits: readonly Emits[];
  /** Needs the administrator's bearer token. */
  readonly administrator: boolean;
  /** Honours an `Idempotency-Key` header. */
  readonly idempotent: boolean;
  /** Content type of the reply where it is not JSON. */
  readonly produces: string;
}

interface RouteOptions<Path extends string, Body, Query, Emits extends readonly EventType[]> {
  summary: string;
  params?: { readonly [Name in keyof ParamsOf<Path>]?: z.ZodType<string> };
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
  reply?: z.ZodType;
  status?: number;
  emits?: Emits;
  administrator?: boolean;
  idempotent?: boolean;
  produces?: string;
}

function door<Mode extends RouteMode>(method: Method, mode: Mode) {
  return <
    const Path extends string,
    Body = undefined,
    Query = undefined,
    const Emits extends readonly EventType[] = readonly [],
  >(
    path: Path,
    { params = {}, ...options }: RouteOptions<Path, Body, Query, Emits>,
  ): Route<Path, Body, Query, Emits[number], Mode> =>
    Object.freeze({
      kind: "route",
      method,
      mode,
      path,
      status: 200,
      emits: [] as readonly Emits[number][],
      administrator: false,
      idempotent: false,
      produces: "application/json",
      params: z.looseObject(params),
      ...options,
    });
}

export const get = door("GET", "atomic");
export const post = door("POST", "atomic");
export const put = door("PUT", "atomic");
export const del = door("DELETE", "atomic");
/** A GET that commits several units of work, waits for answers, or streams. */
export const converse = door("GET", "conversing");
/** A POST of the same kind. */
export const command = door("POST", "conversing");

/** `{ orderId: string }` from `"/orders/:orderId"`. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown;
