// A shipment as its customer sees it.
import { z } from "zod";
import { OrderId } from "#contracts/shapes/ids.ts";
import type { Shipment } from "./shipment.ts";

export const ShipmentView = z.object({ orderId: OrderId, status: z.enum(["CREATED", "FAILED", "CANCELLED"]) });

const STATUS = { created: "CREATED", failed: "FAILED", "called-back": "CANCELLED" } as const;

/** Undefined while nothing was shipped or refused. */
export function viewOf({ orderId, outcome }: Shipment): z.infer<typeof ShipmentView> | undefined {
  return outcome && { orderId, status: STATUS[outcome] };
}
