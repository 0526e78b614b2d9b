// A drawing for each kind of thing in the example catalogue, because a shop without pictures is a list; a parcel for everything else.
interface Drawing {
  /** Filled. */
  readonly body: string;
  /** Drawn as a line over it. */
  readonly lines?: string;
}
const DRAWINGS: Readonly<Record<string, Drawing>> = {
  Mug: {
    body: "M14 18h28v26a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6z",
    lines: "M42 24h5a6 6 0 0 1 6 6v4a6 6 0 0 1-6 6h-5M20 26v14",
  },
  Teapot: {
    body: "M16 28c0-6 7-10 15-10s15 4 15 10v8c0 8-7 12-15 12s-15-4-15-12z",
    lines: "M46 26c6-4 8 4 12 2M16 28c-8-4-12 12-1 14M31 18v-4M24 18h14",
  },
  Bowl: { body: "M8 28h48c0 14-10 20-24 20S8 42 8 28z", lines: "M24 48v4h16v-4M8 28h48" },
  Plate: { body: "M32 12a20 20 0 1 0 0 40 20 20 0 0 0 0-40z", lines: "M32 20a12 12 0 1 0 0 24 12 12 0 0 0 0-24" },
  Vase: {
    body: "M26 10h12l-2 10c8 4 10 12 8 20-2 7-5 12-8 12h-8c-3 0-6-5-8-12-2-8 0-16 8-20z",
    lines: "M25 30c4 3 10 3 14 0",
  },
  Candle: { body: "M24 26h16v26H24z", lines: "M32 26v-5M32 20c-4-3-2-7 0-10 2 3 4 7 0 10M24 34c3 3 6-1 8 2s5 0 8-2" },
  Lamp: { body: "M22 12h20l8 20H14z", lines: "M32 32v18M22 52h20M44 32v8" },
  Notebook: {
    body: "M16 10h30a3 3 0 0 1 3 3v38a3 3 0 0 1-3 3H16z",
    lines: "M23 10v44M30 22h12M30 28h8M13 18h6M13 32h6M13 46h6",
  },
  Case: { body: "M8 24h44a6 6 0 0 1 0 18H8z", lines: "M8 33h38M46 33l4 4M14 24v18" },
  Scarf: { body: "M20 10h24v16H20zM24 26h12v26H24z", lines: "M24 46h12M26 52v4M30 52v4M34 52v4M20 18h24" },
  Blanket: { body: "M10 18h44v28H10z", lines: "M10 26h44M10 38h44M20 18v28M44 18v28" },
  Cushion: { body: "M14 14c12 4 24 4 36 0-4 12-4 24 0 36-12-4-24-4-36 0 4-12 4-24 0-36z", lines: "M32 30v4M30 32h4" },
  Basket: { body: "M10 28h44l-5 24H15z", lines: "M16 28c2-20 30-20 32 0M12 36h40M14 44h36M24 28l2 24M40 28l-2 24" },
  Clock: { body: "M32 10a22 22 0 1 0 0 44 22 22 0 0 0 0-44z", lines: "M32 20v12l8 6" },
  Mirror: { body: "M32 8c10 0 16 8 16 18s-6 18-16 18-16-8-16-18S22 8 32 8z", lines: "M32 44v12M25 30l10-12M24 56h16" },
  Apron: { body: "M24 12h16v12l8 4v26H16V28l8-4z", lines: "M24 12c0-6 16-6 16 0M24 38h16v8H24zM16 28l-6 4M48 28l6 4" },
  Kettle: { body: "M18 26h28l4 26H14z", lines: "M20 26c0-16 24-16 24 0M49 34l8-4M22 44h20" },
  Tray: { body: "M6 26h52l-6 14H12z", lines: "M6 26c-3-6 3-8 6-4M58 26c3-6-3-8-6-4M18 33h28" },
  Jug: {
    body: "M20 12h20l4 6-4 6c4 6 6 12 4 20-1 5-3 8-6 8H22c-3 0-5-3-6-8-2-8 2-14 6-20z",
    lines: "M22 22c-12 0-12 18-5 18",
  },
  Umbrella: {
    body: "M32 12c14 0 24 10 24 22-4-4-8-4-12 0-4-4-8-4-12 0-4-4-8-4-12 0-4-4-8-4-12 0 0-12 10-22 24-22z",
    lines: "M32 34v16c0 6 8 6 8 0M32 12V8",
  },
};
const PARCEL: Drawing = { body: "M12 20h40v32H12z", lines: "M12 20l6-8h28l6 8M32 12v20l-5-4-5 4V20" };

export const ProductPicture = ({ name }: { name: string }) => {
  const word = name.replace(/ \d+$/, "").split(" ").at(-1) ?? "";
  const { body, lines } = DRAWINGS[word] ?? PARCEL;
  return (
    <svg class="picture" viewBox="0 0 64 64" aria-hidden="true" stroke-linecap="round" stroke-linejoin="round">
      <path class="picture-body" d={body} />
      <path class="picture-lines" d={lines} />
    </svg>
  );
};
