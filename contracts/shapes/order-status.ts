// Where an order stands, as customers see it.
import { z } from "zod";

export const OrderStatus = z.enum(["PENDING", "CONFIRMED", "COMPLETED", "CANCELLED"]);
export type OrderStatus = z.infer<typeof OrderStatus>;
