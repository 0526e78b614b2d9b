import { expect, test } from "vitest";
import { defineService } from "../declare/service.ts";
import { mermaid } from "./mermaid.ts";
import { smallShop } from "./small-shop.ts";

test("services are nodes, events label the arrow between two of them, and observers are left out", () => {
  expect(mermaid(smallShop)).toBe(`flowchart LR
  Desk["desk"]
  StoreRoom["store-room"]
  Desk -- "Asked" --> StoreRoom
  StoreRoom -- "Given<br/>Refused" --> Desk
`);
});

test("a service may be called as one of Mermaid's own words", () => {
  expect(mermaid([defineService({ name: "end", summary: "Ends." })])).toContain('End["end"]');
});
