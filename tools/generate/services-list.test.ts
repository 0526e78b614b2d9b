import { expect, test } from "vitest";
import { declarationsList, servicesList } from "./services-list.ts";

const contentOf = (...folders: string[]) => servicesList(folders.map((folder) => ({ folder }))).content;

test("a short list stands on one line", () => {
  expect(contentOf("basket", "gift-card")).toContain('import giftCard from "./gift-card/implementation.ts";');
  expect(contentOf("basket", "gift-card")).toContain(
    "export const services: readonly Service[] = [basket, giftCard];\n",
  );
});

test("a long one has a line for each, as the formatter would have it", () => {
  const folders = Array.from({ length: 20 }, (_, at) => `service-${String.fromCharCode(97 + at)}`);
  expect(contentOf(...folders)).toContain("[\n  serviceA,\n");
  expect(contentOf(...folders)).toMatch(/ {2}serviceT,\n\];\n$/);
});

test("declarations come from where they are written, without handlers", () => {
  const { path, content } = declarationsList([{ folder: "order" }, { folder: "gift-card" }]);
  expect(path).toBe("services/declarations.ts");
  expect(content).toContain('import { giftCard } from "./gift-card/service.ts";');
  expect(content).toContain("export const declarations: readonly ServiceDeclaration[] = [order, giftCard];");
});
