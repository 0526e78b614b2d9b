import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { newId } from "../test-bench.ts";

const PAGES = 200;
const ALL_THERE = "all arrive; no order is promised";

/** The only case whose measured part is the point: handlers must not rely on an order, whatever a broker shows. */
export const orderOfEvents: Case = {
  title: `${PAGES} events of one subject, published one after the other`,
  expected: ALL_THERE,
  async run(bench) {
    const book = newId();
    await bench.shop.post("/pages", { book, pages: PAGES });
    const cashier = bench.clientOf("cashier");
    const pages = await until(
      async () => {
        const { body } = await cashier.get<{ pages: readonly number[] }>(`/books/${book}`);
        return body.pages.length >= PAGES && body.pages;
      },
      { within: 60_000, every: 50 },
    );
    const overtaken = pages.filter((page, at) => pages.slice(0, at).some((earlier) => earlier > page)).length;
    const isComplete = new Set(pages).size === PAGES && pages.length === PAGES;
    return {
      outcome: isComplete ? ALL_THERE : `${pages.length} handled`,
      measured: { [`of ${PAGES} events of one subject, overtaken by a later one`]: String(overtaken) },
    };
  },
};
