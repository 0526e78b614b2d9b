// Whether the whole platform's store stays as it is under a steady load, once its times of keeping are over.

import { SECOND } from "#platform/declare/duration.ts";
import { RedisServer } from "#platform/runtime/testing/redis-server.ts";
import { load } from "../bench/client.ts";
import { forgetExpired, heldBy, keysIn, megabytes, usedMemory } from "./bytes.ts";
import { Platform } from "./platform.ts";

const KEPT = Number(process.env["KEPT_SECONDS"] || 5);
const RATE = Number(process.env["RATE"] || 50);
const ROUNDS = Number(process.env["ROUNDS"] || 10);
/** How much more there may be at the end than when the first things were forgotten. */
const TOLERANCE = 1.1;

const SHORT = {
  ...Object.fromEntries(
    ["FINISHED_KEPT", "TOMBSTONES_KEPT", "INBOX_KEPT", "IDEMPOTENCY_KEPT", "REPORTS_KEPT"].map((name) => [
      name,
      `${KEPT}s`,
    ]),
  ),
  ...Object.fromEntries(["JOURNAL_KEPT", "BROKER_KEPT"].map((name) => [name, `${Math.floor((KEPT * SECOND) / 3)}ms`])),
  HEARTBEAT_EVERY: "1s",
};

/** Whether it has stayed. */
export async function measureRetention(): Promise<boolean> {
  const server = await RedisServer.start();
  try {
    const platform = await Platform.start(server, SHORT);
    await platform.idle();
    const { url } = await platform.ask();
    // The live stream is bounded: it is full before anything is counted.
    await load({ url, rate: 0, count: 1_200, inFlight: 32, skus: 100 });
    await platform.idle();
    const rows: { orders: number; keys: number; MB: number }[] = [];
    const refused: string[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const sent = await load({ url, rate: RATE, count: RATE * KEPT, inFlight: 256, skus: 100 });
      if (sent.refused.count > 0) refused.push(sent.refused.told);
      await forgetExpired(server);
      rows.push({ orders: round * RATE * KEPT, keys: await keysIn(server), MB: megabytes(await usedMemory(server)) });
    }
    console.log(`${RATE} orders/s, everything kept for ${KEPT} s; a row every ${KEPT} s:`);
    console.table(rows);
    await platform.stop();
    const held = [...(await heldBy(server))].toSorted(([, one], [, other]) => other.bytes - one.bytes).slice(0, 8);
    console.log("The most at the end:");
    console.table(Object.fromEntries(held));
    const [early, late] = [rows[Math.floor(ROUNDS / 2)], rows.at(-1)];
    const isFlat = !!early && !!late && late.keys <= early.keys * TOLERANCE && late.MB <= early.MB * TOLERANCE;
    console.log(isFlat ? "Flat." : "It grows.");
    if (refused.length > 0) console.log(`MISSED: there was less to keep than it seems; ${refused.join(", ")}.`);
    return isFlat && refused.length === 0;
  } finally {
    await server.stop();
  }
}
