import { implement } from "#platform/declare/implementation.ts";
import { onInventoryFailed } from "./handlers/on-inventory-failed.ts";
import { onInventoryReleased } from "./handlers/on-inventory-released.ts";
import { onInventoryReserved } from "./handlers/on-inventory-reserved.ts";
import { onOrderPriced } from "./handlers/on-order-priced.ts";
import { onOrdersQueried } from "./handlers/on-orders-queried.ts";
import { onPaymentCaptured } from "./handlers/on-payment-captured.ts";
import { onPaymentFailed } from "./handlers/on-payment-failed.ts";
import { onPaymentRefunded } from "./handlers/on-payment-refunded.ts";
import { onPointsReversed } from "./handlers/on-points-reversed.ts";
import { onPricingFailed } from "./handlers/on-pricing-failed.ts";
import { onProductsRejected } from "./handlers/on-products-rejected.ts";
import { onProductsResolved } from "./handlers/on-products-resolved.ts";
import { onShipmentCancelled } from "./handlers/on-shipment-cancelled.ts";
import { onShipmentCreated } from "./handlers/on-shipment-created.ts";
import { onShipmentFailed } from "./handlers/on-shipment-failed.ts";
import { cancelOrder } from "./routes/cancel-order.ts";
import { createOrder } from "./routes/create-order.ts";
import { getOrder } from "./routes/get-order.ts";
import { watchUnsettledOrders } from "./schedules/watch-unsettled-orders.ts";
import { order } from "./service.ts";

export default implement(order, {
  reactions: {
    onInventoryFailed,
    onInventoryReleased,
    onInventoryReserved,
    onOrderPriced,
    onOrdersQueried,
    onPaymentCaptured,
    onPaymentFailed,
    onPaymentRefunded,
    onPointsReversed,
    onPricingFailed,
    onProductsRejected,
    onProductsResolved,
    onShipmentCancelled,
    onShipmentCreated,
    onShipmentFailed,
  },
  routes: { createOrder, getOrder, cancelOrder },
  schedules: { watchUnsettledOrders },
});
