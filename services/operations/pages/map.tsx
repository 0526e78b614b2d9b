// The map: services, the channels between them as declared, and the events that run along them at this moment.
import { computed, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { count, plural } from "#platform/pages/words.ts";
import { Drops } from "./drops.ts";
import { onEvents } from "./heard-events.ts";
import { along, type Channel, type Format, layoutOf, type MapLayout, type Point } from "./map-layout.ts";
import { chosen, figures, stateOf, topology, trouble, turnTo } from "./room-state.ts";

const narrow = matchMedia("(max-width: 40rem)");
const format = signal<Format>(narrow.matches ? "tall" : "wide");
narrow.addEventListener("change", ({ matches }) => {
  format.value = matches ? "tall" : "wide";
});
const layout = computed(() => topology.value && layoutOf(topology.value, format.value));

/** A channel, its direction in the middle, and its events for whoever points at it. */
function Water(channel: Channel) {
  const { from, to, events, start, bend, end } = channel;
  const isNear = chosen.value === from || chosen.value === to;
  const line = `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${end.x} ${end.y}`;
  const { x, y } = along(channel, 0.5);
  const turn = (Math.atan2(end.y - start.y, end.x - start.x) * 180) / Math.PI;
  return (
    <g class={isNear ? "channel near" : "channel"}>
      <path d={line} />
      <path d="M-4 -4.5L2.5 0L-4 4.5" transform={`translate(${x} ${y})rotate(${turn})`} />
      <path class="bank" d={line}>
        <title>{`${from} tells ${to}: ${events.join(", ")}`}</title>
      </path>
    </g>
  );
}

function noteOf(name: string): string {
  const known = figures.value.get(name);
  const state = stateOf(name);
  const waiting = known && known.waiting > 0 ? `${count(known.waiting)} wait` : "";
  if (state !== "running") return [state, waiting].filter(Boolean).join(" · ");
  if (!known) return "…";
  if (known.errorsPerMinute > 0) return [plural(known.errorsPerMinute, "failure"), waiting].filter(Boolean).join(" · ");
  return waiting || (known.perSecond >= 0.05 ? `${known.perSecond.toFixed(known.perSecond < 10 ? 1 : 0)}/s` : "idle");
}
function moodOf(name: string): string {
  const known = figures.value.get(name);
  if (stateOf(name) !== "running") return "off";
  if (known && known.errorsPerMinute > 0) return "failing";
  return known?.faults && (known.faults.slow > 0 || known.faults.failing.length > 0) ? "strained" : "well";
}

/** One for each replica, up to eight. */
const Wheels = ({ name, y, x }: Point & { name: string }) => {
  const replicas = stateOf(name) === "running" ? Math.min(8, figures.value.get(name)?.replicas ?? 0) : 0;
  return (
    <>
      {Array.from({ length: replicas }, (_, at) => (
        <circle key={at} class="wheel" cx={x - (replicas - 1) * 5 + at * 10} cy={y} r={3} />
      ))}
    </>
  );
};

function Mill({ name, x, y, node }: Point & { name: string; node: MapLayout["node"] }) {
  const known = figures.value.get(name);
  const look = () => {
    chosen.value = name;
    turnTo("scaling");
  };
  const more = `${stateOf(name)}, ${plural(known?.replicas ?? 0, "replica")}`;
  return (
    <g
      class={`mill ${moodOf(name)}${chosen.value === name ? " chosen" : ""}`}
      role="button"
      tabindex={0}
      aria-description={more}
      onClick={look}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        look();
      }}
    >
      <rect x={x - node.width / 2} y={y - node.height / 2} width={node.width} height={node.height} rx={12} />
      <text class="mill-name" x={x} y={y - 4}>
        {name}
      </text>{" "}
      <text class="mill-note" x={x} y={y + 13}>
        {noteOf(name)}
      </text>
      <Wheels name={name} x={x} y={y + node.height / 2} />
    </g>
  );
}

export function ServiceMap() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = layout.value;
  useEffect(() => {
    if (!drawn || !canvas.current) return undefined;
    const drops = new Drops(canvas.current, drawn);
    const end = onEvents((rows) => drops.add(rows));
    return () => {
      end();
      drops.end();
    };
  }, [drawn]);
  const box = drawn && `0 0 ${drawn.width} ${drawn.height}`;
  return (
    <section class="card map-card" aria-labelledby="map-title">
      <div class="row between">
        <h2 id="map-title">Services</h2>
        <p class="row small soft legend">
          <span>
            <span class="dot plain" /> event
          </span>
          <span>
            <span class="dot good" /> completed
          </span>
          <span>
            <span class="dot bad" /> refused or given back
          </span>
        </p>
      </div>
      {drawn ? (
        <div class={trouble.value ? "map old" : "map"}>
          <svg viewBox={box} aria-hidden="true">
            {drawn.channels.map((channel) => (
              <Water key={`${channel.from}>${channel.to}`} {...channel} />
            ))}
          </svg>
          <canvas ref={canvas} aria-hidden="true" />
          <svg viewBox={box} role="group" aria-label="Services and who tells whom">
            {[...drawn.places].map(([name, place]) => (
              <Mill key={name} name={name} {...place} node={drawn.node} />
            ))}
          </svg>
        </div>
      ) : (
        <p class="empty">Reading the declarations …</p>
      )}
    </section>
  );
}
