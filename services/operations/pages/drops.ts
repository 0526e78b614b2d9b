// Events as drops that run along the channels of the map; when too many come at once, some stand for all.
import { wantsStillness } from "#platform/pages/ticking.ts";
import { kindOf, type Row } from "./heard-events.ts";
import { along, type Channel, type MapLayout } from "./map-layout.ts";

const TRAVEL = 900;
const MOST = 220;
const RADIUS = 4.2;
/** Between the drops of one bundle, so that they do not run on top of each other. */
const STAGGER = 45;

interface Drop {
  readonly channel: Channel;
  readonly begins: number;
  readonly colour: string;
}

export class Drops {
  readonly #canvas: HTMLCanvasElement;
  readonly #layout: MapLayout;
  #drops: Drop[] = [];
  #frame = 0;

  constructor(canvas: HTMLCanvasElement, layout: MapLayout) {
    this.#canvas = canvas;
    this.#layout = layout;
  }
  add(rows: readonly Row[]): void {
    if (wantsStillness() || document.hidden) return;
    // The stylesheet says which, for light and dark.
    const { color, caretColor, outlineColor } = getComputedStyle(this.#canvas);
    const colours = { plain: color, good: caretColor, bad: outlineColor };
    const now = performance.now();
    rows.forEach(({ event, service }, at) => {
      for (const channel of this.#layout.channels) {
        if (this.#drops.length >= MOST) return;
        if (channel.from !== service || !channel.events.includes(event)) continue;
        this.#drops.push({ channel, begins: now + Math.min(at * STAGGER, TRAVEL), colour: colours[kindOf(event)] });
      }
    });
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#draw);
  }
  end(): void {
    cancelAnimationFrame(this.#frame);
    this.#drops = [];
  }

  readonly #draw = (now: number): void => {
    const context = this.#canvas.getContext("2d");
    if (!context) return;
    const { clientWidth, clientHeight } = this.#canvas;
    const density = Math.min(2, devicePixelRatio);
    if (this.#canvas.width !== Math.round(clientWidth * density)) {
      this.#canvas.width = Math.round(clientWidth * density);
      this.#canvas.height = Math.round(clientHeight * density);
    }
    const scale = this.#canvas.width / this.#layout.width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.#layout.width, this.#layout.height);
    this.#drops = this.#drops.filter(({ begins }) => now - begins < TRAVEL);
    for (const { channel, begins, colour } of this.#drops) {
      const part = (now - begins) / TRAVEL;
      if (part < 0) continue;
      const { x, y } = along(channel, part);
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, y, RADIUS, 0, 2 * Math.PI);
      context.fill();
    }
    this.#frame = this.#drops.length > 0 ? requestAnimationFrame(this.#draw) : 0;
  };
}
