import type { Case } from "../case.ts";
import { shopUntil } from "../crowd.ts";
import { allHandled } from "../outcomes.ts";

/** Every purchase that was answered with 202, also in the last millisecond. */
export const storeKilled: Case = {
  title: "the store is killed while purchases are accepted",
  expected: `none of the accepted is lost; ${allHandled(0)}`,
  async run(bench) {
    const { store } = bench.platform;
    const accepted = await shopUntil(bench, async () => {
      await store.kill();
      await store.start();
    });
    const found = await Promise.all(accepted.map((id) => bench.shop.get(`/purchases/${id}`)));
    const lost = found.filter(({ status }) => status !== 200).length;
    const doubled = await bench.untilHandled("packer", accepted);
    return { outcome: `${lost === 0 ? "none" : lost} of the accepted is lost; ${allHandled(doubled)}` };
  },
};
