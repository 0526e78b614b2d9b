import { expect, it } from "vitest";
import { SHOP_PAGE } from "./shop-page.ts";

it.each(["/order-history/user-5678", "/products", "/topology", "/openapi.json", "/asyncapi.json"])(
  "leads to %s",
  (path) => {
    expect(SHOP_PAGE).toContain(`<a href="${path}">`);
  },
);
