// Where services stand on the map: the one that talks with most of the others in the middle, the others around it, friends side by side.
import type { Topology } from "./topology-types.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Channel {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
  readonly start: Point;
  readonly bend: Point;
  readonly end: Point;
}
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly node: { readonly width: number; readonly height: number };
  readonly places: ReadonlyMap<string, Point>;
  readonly channels: readonly Channel[];
}
export type Format = "wide" | "tall";

const SIZES = {
  wide: { width: 980, height: 540, node: { width: 138, height: 50 } },
  tall: { width: 380, height: 660, node: { width: 106, height: 46 } },
} as const;
/** Between the outermost services and the edge of the map. */
const MARGIN = 12;
/** How far a channel leaves the straight line: so that both directions are seen, or further, to lead around somebody else. */
const BENDS = [0.09, 0.18, -0.14, 0.28, -0.26, 0.4, -0.4] as const;
/** Beside a box that it leads around. */
const CLEARANCE = 5;
const SAMPLES = 32;

export function layoutOf({ services, edges }: Topology, format: Format): MapLayout {
  const { width, height, node } = SIZES[format];
  const names = services.filter(({ observes }) => observes !== "all").map(({ name }) => name);
  const known = edges.filter(({ from, to }) => names.includes(from) && names.includes(to));
  const ties = tiesOf(known);
  const hub = names.toSorted((a, b) => weight(ties, b) - weight(ties, a) || (a < b ? -1 : 1))[0];
  const ring = friendsSideBySide(
    names.filter((name) => name !== hub),
    ties,
  );
  const centre = { x: width / 2, y: height / 2 };
  const reach = { x: centre.x - node.width / 2 - MARGIN, y: centre.y - node.height / 2 - MARGIN };
  const around = format === "wide" ? onAnEllipse(ring.length) : inTwoColumns(ring.length);
  const places = new Map<string, Point>(hub === undefined ? [] : [[hub, centre]]);
  around.forEach(({ x, y }, at) => {
    places.set(ring[at] ?? "", { x: centre.x + reach.x * x, y: centre.y + reach.y * y });
  });
  return { width, height, node, places, channels: channelsOf(known, places, SIZES[format]) };
}

/** From -1 to 1 in both directions, clockwise from the top; between an ellipse and its box, so that names have room. */
function onAnEllipse(count: number): Point[] {
  const spread = (part: number): number => Math.sign(part) * Math.abs(part) ** 0.82;
  const points = Array.from({ length: count }, (_, at) => {
    const angle = -Math.PI / 2 + ((at + 0.5) / count) * 2 * Math.PI;
    return { x: spread(Math.cos(angle)), y: spread(Math.sin(angle)) };
  });
  const top = Math.min(...points.map(({ y }) => y));
  const bottom = Math.max(...points.map(({ y }) => y));
  // An odd number has nobody at the top.
  return points.map(({ x, y }) => ({ x, y: bottom > top ? ((y - top) / (bottom - top)) * 2 - 1 : y }));
}
/** Down on the right and up on the left: a phone has no room for a ring. */
function inTwoColumns(count: number): Point[] {
  const right = Math.ceil(count / 2);
  const left = count - right;
  const height = (at: number, all: number): number => (all === 1 ? 0 : (at / (all - 1)) * 2 - 1);
  return Array.from({ length: count }, (_, at) =>
    at < right ? { x: 1, y: height(at, right) } : { x: -1, y: height(left - 1 - (at - right), left) },
  );
}

type Ties = ReadonlyMap<string, ReadonlySet<string>>;

function tiesOf(edges: Topology["edges"]): Ties {
  const ties = new Map<string, Set<string>>();
  const tie = (a: string, b: string) => ties.set(a, (ties.get(a) ?? new Set()).add(b));
  for (const { from, to } of edges) {
    tie(from, to);
    tie(to, from);
  }
  return ties;
}
const weight = (ties: Ties, name: string): number => ties.get(name)?.size ?? 0;

/** Swaps neighbours as long as that brings friends closer together; the same for the same declarations. */
function friendsSideBySide(names: readonly string[], ties: Ties): readonly string[] {
  let ring = [...names].sort();
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let one = 0; one < ring.length; one++)
      for (let other = one + 1; other < ring.length; other++) {
        const swapped = ring.with(one, ring[other] ?? "").with(other, ring[one] ?? "");
        if (length(swapped, ties) >= length(ring, ties)) continue;
        ring = swapped;
        isBetter = true;
      }
  }
  return ring;
}
const length = (ring: readonly string[], ties: Ties): number =>
  ring.reduce(
    (sum, name, at) =>
      sum +
      ring.reduce((part, friend, place) => {
        const steps = Math.abs(at - place);
        return ties.get(name)?.has(friend) ? part + Math.min(steps, ring.length - steps) ** 2 : part;
      }, 0),
    0,
  );

type Sheet = Pick<MapLayout, "width" | "height" | "node">;

function channelsOf(edges: Topology["edges"], places: MapLayout["places"], sheet: Sheet): Channel[] {
  const byPair = new Map<string, { from: string; to: string; events: string[] }>();
  for (const { from, to, event } of edges) {
    const key = channelKey(from, to);
    const pair = byPair.get(key) ?? { from, to, events: [] };
    pair.events.push(event);
    byPair.set(key, pair);
  }
  return [...byPair.values()].flatMap((pair) => {
    const start = places.get(pair.from);
    const end = places.get(pair.to);
    if (!start || !end) return [];
    const others = [...places].filter(([name]) => name !== pair.from && name !== pair.to).map(([, place]) => place);
    const ways = BENDS.map((bend) => ({ ...pair, start, end, bend: bendOf(start, end, bend) }));
    return ways.toSorted((a, b) => hiddenBy(a, others, sheet) - hiddenBy(b, others, sheet)).slice(0, 1);
  });
}
const bendOf = (start: Point, end: Point, bend: number): Point => ({
  x: (start.x + end.x) / 2 - (end.y - start.y) * bend,
  y: (start.y + end.y) / 2 + (end.x - start.x) * bend,
});
/** How much of it lies behind services that it has nothing to do with, or beside the map. */
function hiddenBy(channel: Channel, others: readonly Point[], { width, height, node }: Sheet): number {
  const points = Array.from({ length: SAMPLES }, (_, at) => along(channel, at / SAMPLES));
  const isBehind = (point: Point) =>
    others.some(
      ({ x, y }) =>
        Math.abs(point.x - x) < node.width / 2 + CLEARANCE && Math.abs(point.y - y) < node.height / 2 + CLEARANCE,
    );
  const isOutside = ({ x, y }: Point) => Math.min(x, width - x, y, height - y) < CLEARANCE;
  return points.filter((point) => isBehind(point) || isOutside(point)).length;
}

export const channelKey = (from: string, to: string): string => `${from}>${to}`;

/** A point on the channel; `part` from 0 to 1. */
export function along({ start, bend, end }: Channel, part: number): Point {
  const rest = 1 - part;
  const mix = (a: number, b: number, c: number): number => rest * rest * a + 2 * rest * part * b + part * part * c;
  return { x: mix(start.x, bend.x, end.x), y: mix(start.y, bend.y, end.y) };
}
