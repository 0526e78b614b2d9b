// Customers who keep coming, whatever breaks: a burst every few seconds, in an open model.
import { setTimeout as sleep } from "node:timers/promises";
import type { Shoppers } from "./shoppers.ts";

const BURST = 5_000;

/** Ends when `isOver`; those who came are still being served then. */
export async function keepComing(shoppers: Shoppers, rate: number, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    shoppers.arrive(Math.round((rate * BURST) / 1_000), BURST);
    for (let waited = 0; waited < BURST && !isOver(); waited += 250) await sleep(250);
  }
}
