import { implement } from "#platform/declare/implementation.ts";
import { localCarrier } from "./adapters/local-carrier.ts";
import { onInventoryReserved } from "./handlers/on-inventory-reserved.ts";
import { onOrderCancelled } from "./handlers/on-order-cancelled.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { getShipment } from "./routes/get-shipment.ts";
import { shipping } from "./service.ts";

export default implement(shipping, {
  reactions: { onOrderCreated, onInventoryReserved, onOrderCancelled },
  routes: { getShipment },
  ports: (context) => ({ carrier: localCarrier(context) }),
});
