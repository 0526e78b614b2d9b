// Completed orders have sold what they reserved, cancelled ones have given it back; parcels go to completed orders only.
import type { Books } from "../books.ts";

export const reservationsFollowOrders = ({ orders, reservations, parcels }: Books): string[] =>
  [...orders.values()].flatMap(({ orderId, status }) => {
    const state = reservations.get(orderId)?.state ?? "none";
    const wanted = status === "COMPLETED" ? ["sold"] : ["released"];
    const wrongStock = wanted.includes(state) ? [] : [`${orderId} is ${status} but its reservation is ${state}`];
    const isShipped = parcels.get(orderId)?.outcome === "shipped";
    const wrongParcel =
      isShipped === (status === "COMPLETED")
        ? []
        : [`${orderId} is ${status} and ${isShipped ? "a" : "no"} parcel is under way`];
    return [...wrongStock, ...wrongParcel];
  });
