import { implement } from "#platform/declare/implementation.ts";
import { localGateway } from "./adapters/local-gateway.ts";
import { onInventoryReserved } from "./handlers/on-inventory-reserved.ts";
import { onOrderCancelled } from "./handlers/on-order-cancelled.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { onOrderPriced } from "./handlers/on-order-priced.ts";
import { getPayment } from "./routes/get-payment.ts";
import { billing } from "./service.ts";

export default implement(billing, {
  reactions: { onOrderCreated, onOrderPriced, onInventoryReserved, onOrderCancelled },
  routes: { getPayment },
  ports: (context) => ({ gateway: localGateway(context) }),
});
