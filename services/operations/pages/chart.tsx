// One figure over time, as an area; steps where it counts things that come and go whole.
import { duration } from "#platform/pages/words.ts";

interface Series {
  readonly points: readonly { readonly at: number; readonly value: number }[];
  readonly label: string;
  readonly words: (value: number) => string;
  readonly isStepped?: boolean;
}
const WIDTH = 600;
const HEIGHT = 90;

export function Chart({ points, label, words, isStepped = false }: Series) {
  const newest = points.at(-1);
  const most = Math.max(0, ...points.map(({ value }) => value));
  const top = Math.max(1, most);
  const start = points[0]?.at ?? 0;
  const length = Math.max(1, (newest?.at ?? 0) - start);
  const x = (at: number): number => ((at - start) / length) * WIDTH;
  const y = (value: number): number => HEIGHT - (value / top) * (HEIGHT - 4);
  const line = points
    .map(({ at, value }, place) => {
      if (place === 0) return `M${x(at)} ${y(value)}`;
      return isStepped ? `H${x(at)}V${y(value)}` : `L${x(at)} ${y(value)}`;
    })
    .join("");
  return (
    <figure class="chart">
      <figcaption class="row between small">
        <span>{label}</span>
        <span class="figure">
          <strong>{newest ? words(newest.value) : "–"}</strong> <span class="soft">at most {words(most)}</span>
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
