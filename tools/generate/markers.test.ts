import { expect, test } from "vitest";
import { fill } from "./markers.ts";

const text = "# order\n\n<!-- generated:service -->\n<!-- /generated:service -->\n\nAfter.\n";

test("the part between the markers is replaced, and again by the same", () => {
  const once = fill(text, "service", "| a |");
  expect(once).toBe("# order\n\n<!-- generated:service -->\n\n| a |\n\n<!-- /generated:service -->\n\nAfter.\n");
  expect(fill(once, "service", "| a |")).toBe(once);
});

test("a text without the markers stays as it is", () => expect(fill(text, "topology", "…")).toBe(text));

test("a marker without its other half is refused", () => {
  expect(() => fill("<!-- generated:service -->", "service", "…")).toThrow("in this order");
  expect(() => fill("<!-- /generated:service -->", "service", "…")).toThrow("in this order");
});
