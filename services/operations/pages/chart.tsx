// One figure over time, as an area; steps where it counts things that come and go whole.
import { duration } from "#platform/pages/words.ts";

interface Series {
  readonly points: readonly { readonly at: number; readonly value: number }[];
  readonly label: string;
  readonly words: (value: number) => string;
  readonly isStepped?: boolean;
}
type Points = Series["points"];
const WIDTH = 600;
const HEIGHT = 90;

/** The figure as a line from the oldest to the newest, below a `top` that it does not reach. */
function lineOf(points: Points, top: number, isStepped = false): string {
  const start = points[0]?.at ?? 0;
  const length = Math.max(1, (points.at(-1)?.at ?? 0) - start);
  const x = (at: number): number => ((at - start) / length) * WIDTH;
  const y = (value: number): number => HEIGHT - (value / top) * (HEIGHT - 4);
  return points
    .map(({ at, value }, place) => {
      if (place === 0) return `M${x(at)} ${y(value)}`;
      return isStepped ? `H${x(at)}V${y(value)}` : `L${x(at)} ${y(value)}`;
    })
    .join("");
}
const mostOf = (points: Points): number => Math.max(0, ...points.map(({ value }) => value));
/** So that a full chart does not look like a wall. */
const above = (most: number): number => Math.max(1, most) * 1.2;

/** Two figures in a row of a table: what waits as an area, how many replicas as a line. */
export const Spark = ({ waiting, replicas }: { waiting: Points; replicas: Points }) => (
  <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
    <path class="chart-area" d={`${lineOf(waiting, above(mostOf(waiting)))}V${HEIGHT}H0Z`} />
    <path class="chart-line" d={lineOf(replicas, above(Math.max(2, mostOf(replicas))), true)} />
  </svg>
);

export function Chart({ points, label, words, isStepped = false }: Series) {
  const newest = points.at(-1);
  const most = mostOf(points);
  const length = Math.max(1, (newest?.at ?? 0) - (points[0]?.at ?? 0));
  const line = lineOf(points, above(most), isStepped);
  return (
    <figure class="chart">
      <figcaption class="row between small">
        <span>{label}</span>
        <span class="figure">
          <strong>{newest ? words(newest.value) : "–"}</strong> <span class="soft">peak {words(most)}</span>
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {points.length > 1 && (
          <>
            <path class="chart-area" d={`${line}V${HEIGHT}H0Z`} />
            <path class="chart-line" d={line} />
          </>
        )}
      </svg>
      <p class="row between small soft figure">
        <span>{duration(length)} ago</span>
        <span>now</span>
      </p>
    </figure>
  );
}
