import { implement } from "#platform/declare/implementation.ts";
import { onOrderCancelled } from "./handlers/on-order-cancelled.ts";
import { onOrderCompleted } from "./handlers/on-order-completed.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { getSummary } from "./routes/get-summary.ts";
import { listPopularProducts } from "./routes/list-popular-products.ts";
import { analytics } from "./service.ts";

export default implement(analytics, {
  reactions: { onOrderCreated, onOrderCompleted, onOrderCancelled },
  routes: { getSummary, listPopularProducts },
});
