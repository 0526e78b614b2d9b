import { implement } from "#platform/declare/implementation.ts";
import { onOrderCancelled } from "./handlers/on-order-cancelled.ts";
import { onOrderConfirmed } from "./handlers/on-order-confirmed.ts";
import { onOrderPriced } from "./handlers/on-order-priced.ts";
import { getPoints } from "./routes/get-points.ts";
import { loyalty } from "./service.ts";

export default implement(loyalty, {
  reactions: { onOrderConfirmed, onOrderPriced, onOrderCancelled },
  routes: { getPoints },
});
