// Tilt's buttons "Place an order" and "Burst": so many orders at URL, and how they were answered.
import { FIRST_ORDER } from "../start/welcome.ts";

const url = process.env["URL"] || "http://localhost";
const wanted = Number(process.argv[2] ?? 1);
const AT_ONCE = 50;
/** Of the products that a new platform has in stock. */
const PRODUCTS = 20;

const began = performance.now();
const answers = new Map<number, number>();
let [left, last] = [wanted, ""];

/** One piece each of one product after the other, so that a burst empties no shelf. */
const orderOf = (number: number): string =>
  JSON.stringify({ ...JSON.parse(FIRST_ORDER), items: [{ sku: `SKU-${(number % PRODUCTS) + 1}`, quantity: 1 }] });

async function placeOneByOne(): Promise<void> {
  while (left > 0) {
    left -= 1;
    const response = await fetch(`${url}/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: orderOf(left),
    });
    last = await response.text();
    answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
  }
}
await Promise.all(Array.from({ length: Math.min(AT_ONCE, wanted) }, placeOneByOne));

const counts = [...answers].map(([status, count]) => `${count} times ${status}`).join(", ");
process.stdout.write(`${counts} in ${Math.round(performance.now() - began)} ms, the last: ${last}\n`);
if (!answers.has(202)) process.exitCode = 1;
