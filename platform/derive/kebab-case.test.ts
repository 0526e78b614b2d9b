import { expect, test } from "vitest";
import { kebabCase } from "./kebab-case.ts";

test.each([
  ["onOrderCreated", "on-order-created"],
  ["getSku", "get-sku"],
  ["getSKU", "get-sku"],
  ["onSKUChanged", "on-sku-changed"],
  ["OrderPriced", "order-priced"],
  ["ask", "ask"],
])("%s lives in %s.ts", (key, file) => expect(kebabCase(key)).toBe(file));
