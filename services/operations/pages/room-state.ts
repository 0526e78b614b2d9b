// What the control room knows of the services: their declarations, whether they run, and their figures.
import { computed, signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";
import { repeat, wantsStillness } from "#platform/pages/ticking.ts";
import { FigureBook, type Report, type ServiceFigures } from "./figure-book.ts";
import type { Topology } from "./topology-types.ts";

const FIGURES_EVERY = 2_000;
const FLEET_EVERY = 3_000;

export type RunState = "running" | "stopped" | "asleep" | "unknown";
export interface SeenService {
  readonly name: string;
  readonly state: RunState;
  readonly replicas?: { readonly ready: number; readonly wanted: number; readonly most: number };
}
export const topology = signal<Topology | undefined>(undefined);
export const fleet = signal<ReadonlyMap<string, SeenService>>(new Map());
export const figures = signal<ReadonlyMap<string, ServiceFigures>>(new Map());
export const trouble = signal("");
export const said = signal("");
/** The service that is looked at. */
export const chosen = signal<string | undefined>(undefined);
export type Tab = "load" | "order" | "letters" | "services" | "scaling" | "asking";
export const tab = signal<Tab>("load");

/** So much of the instruments is enough to see that something has changed there. */
const SEEN = 260;

/** Turns to an instrument, and to where it is seen: on a small screen it lies below what was pressed. */
export function turnTo(next: Tab): void {
  tab.value = next;
  requestAnimationFrame(() => {
    const table = document.querySelector("#instruments");
    if (!table || innerHeight - table.getBoundingClientRect().top >= SEEN) return;
    table.scrollIntoView({ block: "nearest", behavior: wantsStillness() ? "auto" : "smooth" });
  });
}

export const names = computed(() => (topology.value?.services ?? []).map(({ name }) => name));
/** Whether services can be stopped and started from here. */
export const canStop = computed(
  () => [...fleet.value.values()].some(({ state }) => state !== "unknown") && !isCluster.value,
);
/** Where replicas come and go by themselves. */
export const isCluster = computed(() => [...fleet.value.values()].some(({ replicas }) => replicas !== undefined));
export const canBreak = computed(() => [...figures.value.values()].some(({ faults }) => faults !== undefined));
export const stateOf = (name: string): "running" | "stopped" | "asleep" | "silent" => {
  const state = fleet.value.get(name)?.state;
  if (state === "stopped" || state === "asleep") return state;
  const known = figures.value.get(name);
  return state === "unknown" && known?.replicas === 0 ? "silent" : "running";
};

export async function loadFleet(): Promise<void> {
  const { ok, body } = await ask<{ services: SeenService[] }>("GET", "/services");
  if (ok) fleet.value = new Map(body.services.map((service) => [service.name, service]));
}

const book = new FigureBook();
let next: number | undefined;

async function loadFigures(): Promise<void> {
  const query = next === undefined ? "?limit=1000" : `?limit=1000&after=${next}`;
  const {
    ok,
    body,
    trouble: words,
  } = await ask<{ figures: Report[]; next: number }>("GET", `/services/figures${query}`);
  trouble.value = words;
  if (!ok) return;
  next = body.next;
  book.take(body.figures);
  figures.value = book.figures();
}

async function loadTopology(): Promise<void> {
  if (topology.value) return;
  const { ok, body } = await ask<Topology>("GET", "/topology");
  if (ok) topology.value = body;
}

export function watchServices(): void {
  repeat(FLEET_EVERY, async () => {
    await loadTopology();
    await loadFleet();
  });
  repeat(FIGURES_EVERY, loadFigures);
}
