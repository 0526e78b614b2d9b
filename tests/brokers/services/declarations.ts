// The services of this suite: five of its own, and of the product the order service and the operators' desk.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { operations } from "#services/operations/service.ts";
import { order } from "#services/order/service.ts";
import { cashier } from "./cashier/service.ts";
import { newcomer, sleeper } from "./latecomer.ts";
import { packer } from "./packer/service.ts";
import { shop } from "./shop/service.ts";

/** Those that everybody has been told of. */
export const announced: readonly ServiceDeclaration[] = [shop, packer, cashier, sleeper, order, operations];
export const unannounced: ServiceDeclaration = newcomer;
