// A chart over time as SVG: lines or steps on one axis, the fault as a band, its blows as ticks; no script, no network.
export interface Series {
  readonly name: string;
  /** Seconds and value. */
  readonly points: readonly (readonly [number, number])[];
}
export interface ChartOptions {
  readonly title: string;
  readonly unit: string;
  readonly series: readonly Series[];
  /** Seconds on the axis. */
  readonly seconds: number;
  readonly band: readonly [from: number, to: number];
  readonly ticks: readonly number[];
}
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [920, 200, 46, 10, 8, 22];
const COLOURS = [
  "#2563eb",
  "#16a34a",
  "#d97706",
  "#dc2626",
  "#7c3aed",
  "#0891b2",
  "#be185d",
  "#4d7c0f",
  "#92400e",
  "#475569",
  "#0f766e",
  "#a21caf",
  "#b45309",
];
export const colourOf = (at: number): string => COLOURS[at % COLOURS.length] as string;

/** 1, 2 or 5 times a power of ten. */
function stepOf(range: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(range / most, 1e-9)));
  return power * ([1, 2, 5, 10].find((factor) => range / (power * factor) <= most) ?? 10);
}
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const rounded = (value: number): string => String(Math.round(value * 10) / 10);

export function chart({ title, unit, series, seconds, band, ticks }: ChartOptions): string {
  const highest = Math.max(1, ...series.flatMap(({ points }) => points.map(([, value]) => value)));
  const x = (second: number): number => LEFT + (Math.min(second, seconds) / seconds) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / highest) * (HEIGHT - TOP - BOTTOM);
  const [xStep, yStep] = [stepOf(seconds, 12), Math.max(1, stepOf(highest, 4))];
  const grid = count(highest, yStep).map(
    (value) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${rounded(y(value))}" y2="${rounded(y(value))}" class="grid"/>` +
      `<text x="${LEFT - 6}" y="${rounded(y(value) + 4)}" text-anchor="end">${value}</text>`,
  );
  const axis = count(seconds, xStep).map(
    (second) => `<text x="${rounded(x(second))}" y="${HEIGHT - 6}" text-anchor="middle">${second} s</text>`,
  );
  const [from, to] = band;
  const fault = `<rect x="${rounded(x(from))}" width="${rounded(Math.max(1, x(to) - x(from)))}" y="${TOP}" height="${HEIGHT - TOP - BOTTOM}" class="fault"/>`;
  const blows = ticks.map(
    (second) =>
      `<line x1="${rounded(x(second))}" x2="${rounded(x(second))}" y1="${TOP}" y2="${TOP + 8}" class="blow"/>`,
  );
  const lines = series.map(({ points }, at) => {
    const path = points.map(([second, value]) => `${rounded(x(second))},${rounded(y(value))}`).join(" ");
    return `<polyline points="${path}" stroke="${colourOf(at)}"/>`;
  });
  const legend = series.map(
    ({ name }, at) => `<span><i style="background:${colourOf(at)}"></i>${escaped(name)}</span>`,
  );
  return [
    `<figure><figcaption>${escaped(title)} <small>${escaped(unit)}</small></figcaption>`,
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">`,
    fault,
    ...grid,
    ...axis,
    ...blows,
    ...lines,
    "</svg>",
    `<p class="legend">${legend.join("")}</p></figure>`,
  ].join("\n");
}
const count = (to: number, step: number): number[] =>
  Array.from({ length: Math.floor(to / step) + 1 }, (_, at) => Math.round(at * step * 100) / 100);
