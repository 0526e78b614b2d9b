// The types that tie handlers to a declaration: a missing handler or an undeclared emission does not compile.
import type { CloudEvent } from "./cloud-event.ts";
import type { DataOf, Emission, EmissionOf, EventType } from "./event.ts";
import type { ParamsOf, Route } from "./route.ts";
import type { ServiceDeclaration } from "./service.ts";
import type { TraceSpan } from "./trace-span.ts";
import type { Decision, FeedEntry, UnitOfWork } from "./unit-of-work.ts";

export type UnitOfWorkOf<S> =
  S extends ServiceDeclaration<infer _R, infer _Ro, infer _Sc, infer States, infer Ports, infer Settings>
    ? UnitOfWork<States, Ports, Settings>
    : never;

export type Facts<E extends EventType> = readonly EmissionOf<E>[] | Decision<EmissionOf<E>>;
type EmittedBy<T> = T extends { emits: readonly (infer E extends EventType)[] } ? E : never;

/** The handler of one reaction: from a fact to the facts that follow. */
export type Reacts<S extends ServiceDeclaration, K extends keyof S["reactions"]> = (
  event: CloudEvent<DataOf<S["reactions"][K]["event"]>>,
  unitOfWork: UnitOfWorkOf<S>,
) => Promise<Facts<EmittedBy<S["reactions"][K]>>>;

/** The handler that hears every event, in a service that observes all: it only notes, and asks nobody outside. */
export type Observes<S extends ServiceDeclaration> = (
  event: CloudEvent,
  unitOfWork: Omit<UnitOfWorkOf<S>, "ports">,
) => Promise<readonly Emission<never>[]>;

export type Caller = { readonly kind: "anonymous" } | { readonly kind: "administrator" };

export interface RouteRequest<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  /** Lower-case header names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** In conversing routes: aborted when the client goes away or the service drains. */
  readonly signal: AbortSignal;
}
export interface ServerSentEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data: unknown;
}
export interface RouteReply<E extends EventType = never> {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Server-sent events instead of a body; only from conversing routes. */
  readonly stream?: AsyncIterable<ServerSentEvent>;
  readonly facts?: readonly EmissionOf<E>[];
}
type RequestOf<R> =
  R extends Route<infer Path, infer Body, infer Query> ? RouteRequest<ParamsOf<Path>, Query, Body> : never;

/** What a conversing route works with: several units of work, and waiting. */
export interface Conversation<S extends ServiceDeclaration, E extends EventType> {
  readonly ports: UnitOfWorkOf<S>["ports"];
  readonly settings: UnitOfWorkOf<S>["settings"];
  now(): number;
  newId(): string;
  /** Runs one unit of work and commits it; runs it again when something that it read has changed. */
  transact<T>(
    work: (unitOfWork: UnitOfWorkOf<S>) => Promise<{ value: T; facts?: readonly EmissionOf<E>[] }>,
  ): Promise<T>;
  /** Waits until the feed has entries after `after`, at most `timeout` milliseconds; an empty list when it had none. */
  follow<T>(
    state: keyof S["state"] & string,
    feed: string,
    after: number,
    timeout: number,
  ): Promise<readonly FeedEntry<T>[]>;
}

export type Answers<S extends ServiceDeclaration, K extends keyof S["routes"]> =
  S["routes"][K] extends Route<string, unknown, unknown, infer E, infer Mode>
    ? (
        request: RequestOf<S["routes"][K]>,
        context: Mode extends "atomic" ? UnitOfWorkOf<S> : Conversation<S, E>,
      ) => Promise<RouteReply<E>>
    : never;

/**
 * Facts, and what is done after them, each in a unit of work of its own: one whose records change all the time then keeps
 * none of the others from being done.
 */
export interface OneByOne<S extends ServiceDeclaration, E extends EventType> {
  readonly facts: readonly EmissionOf<E>[];
  readonly afterwards: readonly ((unitOfWork: UnitOfWorkOf<S>) => Promise<readonly EmissionOf<E>[]>)[];
}
export type Runs<S extends ServiceDeclaration, K extends keyof S["schedules"]> = (
  unitOfWork: UnitOfWorkOf<S>,
) => Promise<readonly EmissionOf<EmittedBy<S["schedules"][K]>>[] | OneByOne<S, EmittedBy<S["schedules"][K]>>>;

/** Puts example data in place, once. */
export type Seeds<S extends ServiceDeclaration> = (
  unitOfWork: UnitOfWorkOf<S>,
) => Promise<readonly EmissionOf<S["seeds"][number]>[]>;

/** What a host gives to the functions that build a service's ports. */
export interface PortContext<S extends ServiceDeclaration = ServiceDeclaration> {
  readonly settings: UnitOfWorkOf<S>["settings"];
  /** A unit of work of its own, for a stand-in of an outside partner that keeps its ledger in the store. */
  readonly transact: <T>(work: (unitOfWork: UnitOfWorkOf<S>) => Promise<{ value: T }>) => Promise<T>;
  /** Every service's declaration, for what is derived from all of them. */
  readonly declarations: readonly ServiceDeclaration[];
  /** Stops and starts services where the host can do that. */
  readonly fleet: Fleet | undefined;
  /** Where the host keeps the last traces: the steps of one, in the order of their beginnings. */
  readonly traceOf: ((traceId: string) => readonly TraceSpan[]) | undefined;
}
export interface Fleet {
  list(): readonly { readonly name: string; readonly state: "running" | "stopped" }[];
  stop(service: string): Promise<void>;
  start(service: string): Promise<void>;
}

type Handlers<S extends ServiceDeclaration> = {
  reactions: { [K in keyof S["reactions"]]: Reacts<S, K> };
  routes: { [K in keyof S["routes"]]: Answers<S, K> };
  schedules: { [K in keyof S["schedules"]]: Runs<S, K> };
};
/** A group without members may be left out. */
type OptionalWhenEmpty<T> = { [K in keyof T as keyof T[K] extends never ? never : K]: T[K] };

export type ImplementationOf<S extends ServiceDeclaration> = OptionalWhenEmpty<Handlers<S>> & {
  observer?: Observes<S>;
  ports?: (context: PortContext<S>) => UnitOfWorkOf<S>["ports"];
  seed?: Seeds<S>;
};

/** A declaration with its handlers, ready to be run by a host. */
export interface Service {
  readonly declaration: ServiceDeclaration;
  readonly reactions: Readonly<Record<string, AnyReacts>>;
  readonly routes: Readonly<Record<string, AnyAnswers>>;
  readonly schedules: Readonly<Record<string, AnyRuns>>;
  readonly observer: AnyReacts | undefined;
  readonly ports: ((context: PortContext) => object) | undefined;
  readonly seed: AnyWork | undefined;
}
export type AnyUnitOfWork = UnitOfWork<any, any, any>;
export type AnyReacts = (event: CloudEvent<any>, unitOfWork: any) => Promise<readonly Emission[] | Decision<Emission>>;
export type AnyAnswers = (request: RouteRequest<any, any, any>, context: any) => Promise<RouteReply<EventType>>;
export type AnyWork = (unitOfWork: any) => Promise<readonly Emission[]>;
export type AnyRuns = (
  unitOfWork: any,
) => Promise<readonly Emission[] | { readonly facts: readonly Emission[]; readonly afterwards: readonly AnyWork[] }>;

/** Ties handlers to their declaration. */
export function implement<S extends ServiceDeclaration>(declaration: S, handlers: ImplementationOf<S>): Service {
  const { reactions, routes, schedules, observer, ports, seed } = handlers as Partial<Service>;
  return Object.freeze({
    declaration,
    reactions: reactions ?? {},
    routes: routes ?? {},
    schedules: schedules ?? {},
    observer,
    ports,
    seed,
  });
}
