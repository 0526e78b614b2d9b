import { implement } from "#platform/declare/implementation.ts";
import { onOrderCancelled } from "./handlers/on-order-cancelled.ts";
import { onOrderCompleted } from "./handlers/on-order-completed.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { getStock } from "./routes/get-stock.ts";
import { listStock } from "./routes/list-stock.ts";
import { restock } from "./routes/restock.ts";
import { seed } from "./seed.ts";
import { inventory } from "./service.ts";

export default implement(inventory, {
  reactions: { onOrderCreated, onOrderCompleted, onOrderCancelled },
  routes: { listStock, getStock, restock },
  seed,
});
