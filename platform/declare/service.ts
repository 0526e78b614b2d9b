// A service's declaration: the plain data from which everything else about it is derived.
import { z } from "zod";
import type { EventType } from "./event.ts";
import type { Reaction } from "./reaction.ts";
import type { Route } from "./route.ts";
import type { Schedule } from "./schedule.ts";
import type { StateShape } from "./state.ts";

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** Undelivered events per replica that the autoscaler aims at. */
  readonly backlogPerReplica: number;
}

export interface ServiceDeclaration<
  Reactions extends Record<string, Reaction> = Record<string, Reaction>,
  Routes extends Record<string, Route> = Record<string, Route>,
  Schedules extends Record<string, Schedule> = Record<string, Schedule>,
  States extends Record<string, StateShape> = Record<string, StateShape>,
  Ports = any,
  Settings extends object = any,
  Seeds extends readonly EventType[] = readonly EventType[],
> {
  readonly kind: "service";
  /** Singular noun; app-id, consumer group, key prefix and folder. */
  readonly name: string;
  readonly summary: string;
  readonly reactions: Reactions;
  readonly routes: Routes;
  readonly schedules: Schedules;
  readonly state: States;
  readonly scale: Scale;
  /** `all`: hears every business event and every dead letter through its one reaction `onAnyEvent`. */
  readonly observes: "all" | "declared";
  /** Facts that may follow when the service puts its example data in place. */
  readonly seeds: Seeds;
  readonly settings: z.ZodType<Settings>;
  /** Only a type: what the handlers need from the outside. */
  readonly ports?: Ports;
}

/** Marks the type of a service's ports: `ports: ports<{ mailer: Mailer }>()`. */
export const ports = <Ports>(): Ports => ({}) as Ports;

/** `onOrderCreated` must be the reaction to `OrderCreated`, so that files can be found by name. */
type NamedByEvent<Reactions extends Record<string, Reaction>> = {
  [K in keyof Reactions]: K extends `on${Reactions[K]["event"]["name"]}` ? Reactions[K] : never;
};

interface ServiceInput<Reactions, Routes, Schedules, States, Ports, Settings, Seeds> {
  name: string;
  summary: string;
  reactions?: Reactions;
  routes?: Routes;
  schedules?: Schedules;
  state?: States;
  scale?: Scale;
  observes?: "all";
  seeds?: Seeds;
  settings?: z.ZodType<Settings>;
  ports?: Ports;
}

/** Declares a service. Throws when the name is not a lower-case singular noun. */
export function defineService<
  const Reactions extends Record<string, Reaction> = {},
  const Routes extends Record<string, Route> = {},
  const Schedules extends Record<string, Schedule> = {},
  const States extends Record<string, StateShape> = {},
  Ports = {},
  Settings extends object = {},
  const Seeds extends readonly EventType[] = readonly [],
>(
  input: ServiceInput<Reactions & NamedByEvent<NoInfer<Reactions>>, Routes, Schedules, States, Ports, Settings, Seeds>,
): ServiceDeclaration<Reactions, Routes, Schedules, States, Ports, Settings, Seeds> {
  if (!/^[a-z][a-z-]*$/.test(input.name))
    throw new Error(`A service's name is a lower-case noun (app-id, key prefix, folder); "${input.name}" is not.`);
  return Object.freeze({
    kind: "service",
    name: input.name,
    summary: input.summary,
    reactions: input.reactions ?? ({} as Reactions),
    routes: input.routes ?? ({} as Routes),
    schedules: input.schedules ?? ({} as Schedules),
    state: input.state ?? ({} as States),
    scale: input.scale ?? { min: 1, max: 8, backlogPerReplica: 50 },
    observes: input.observes ?? "declared",
    seeds: input.seeds ?? ([] as readonly EventType[] as Seeds),
    settings: input.settings ?? (z.object({}) as unknown as z.ZodType<Settings>),
  });
}
