// Makes a handler fail in the way that the event asks for.
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "#contracts/problems.ts";
import { dieAround } from "./crash-points.ts";
import type { Trouble } from "./events.ts";

export const SLOW = 4_000;

export async function meetTrouble(eventId: string, attempt: number, trouble: Trouble | undefined): Promise<void> {
  if (!trouble || attempt > trouble.times) return;
  switch (trouble.kind) {
    case "throws":
      throw new Error(`Attempt ${attempt} goes wrong.`);
    case "asks for a retry":
      throw new Problem("partner-away");
    case "refuses":
      throw new Problem("product-unknown", { detail: "There is no such thing." });
    case "is slow":
      return sleep(SLOW);
    case "dies before the commit":
      return dieAround(eventId, "before");
    case "dies after the commit":
      return dieAround(eventId, "after");
  }
}
