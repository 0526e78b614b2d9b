// Tilt's buttons "Place an order" and "Burst": so many orders at URL, and how they were answered.
import { FIRST_ORDER } from "../start/welcome.ts";

const url = process.env["URL"] || "http://localhost";
const wanted = Number(process.argv[2] ?? 1);
const AT_ONCE = 50;

const began = performance.now();
const answers = new Map<number, number>();
let [left, last] = [wanted, ""];

async function placeOneByOne(): Promise<void> {
  while (left > 0) {
    left -= 1;
    const response = await fetch(`${url}/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: FIRST_ORDER,
    });
    last = await response.text();
    answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
  }
}
await Promise.all(Array.from({ length: Math.min(AT_ONCE, wanted) }, placeOneByOne));

const counts = [...answers].map(([status, count]) => `${count} times ${status}`).join(", ");
process.stdout.write(`${counts} in ${Math.round(performance.now() - began)} ms, the last: ${last}\n`);
if (!answers.has(202)) process.exitCode = 1;
