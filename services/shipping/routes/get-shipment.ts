import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { viewOf } from "../domain/view.ts";
import type { shipping } from "../service.ts";

export const getShipment: Answers<typeof shipping, "getShipment"> = async ({ params }, { state }) => {
  const known = await state.shipment.get(params.orderId);
  const view = known && viewOf(known);
  if (!view) throw new Problem("shipment-unknown");
  return { body: view };
};
