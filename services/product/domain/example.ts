// The example catalogue: the same products under the same numbers at every start.
import { CURRENCY } from "#contracts/shapes/money.ts";
import type { Product } from "./product.ts";

const THINGS = [
  "Mug",
  "Teapot",
  "Bowl",
  "Plate",
  "Vase",
  "Candle",
  "Lamp",
  "Notebook",
  "Pencil Case",
  "Scarf",
  "Blanket",
  "Cushion",
  "Basket",
  "Clock",
  "Mirror",
  "Apron",
  "Kettle",
  "Tray",
  "Jug",
  "Umbrella",
];
const KINDS = ["", "Small ", "Large ", "Blue ", "Green ", "Red ", "Grey ", "Striped ", "Wooden ", "Travel "];

/** Product number 1, 2, 3 …; number 1 is a mug. */
export function exampleProduct(number: number): Product {
  const at = number - 1;
  const thing = THINGS[at % THINGS.length];
  const kind = KINDS[Math.floor(at / THINGS.length) % KINDS.length];
  const series = Math.floor(at / (THINGS.length * KINDS.length)) + 1;
  return {
    sku: `SKU-${number}`,
    name: series === 1 ? `${kind}${thing}` : `${kind}${thing} ${series}`,
    unitPrice: 499 + ((number * 700) % 9_500),
    currency: CURRENCY,
    revision: 1,
  };
}
