// The doors through which a person breaks one service on purpose; each service answers for itself, and only where FAULTS=on.
import { z } from "zod";
import { FaultSettings } from "../declare/fault-settings.ts";
import { post, put, type Route } from "../declare/route.ts";

const administrator = true;

export const Poison = z.strictObject({ topic: z.string().min(1).max(100) });

export const FAULT_DOORS = {
  faults: put("/services/:service/faults", {
    summary:
      "Makes every replica of a service slow, or some of its handlers throw; after 15 minutes all is well again.",
    administrator,
    body: FaultSettings,
    reply: FaultSettings,
  }),
  poison: post("/services/:service/poison", {
    summary: "Publishes, in the name of the service, an event of one of its topics that fits no schema.",
    administrator,
    status: 202,
    body: Poison,
    reply: z.object({ topic: z.string(), eventId: z.string() }),
  }),
} as const satisfies Readonly<Record<string, Route>>;

export type FaultDoor = keyof typeof FAULT_DOORS;

/** What a path of these doors ends with behind the service's name; a gateway routes by it. */
export const FAULT_PATHS = ["faults", "poison"] as const satisfies readonly FaultDoor[];
