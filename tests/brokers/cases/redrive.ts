import { until } from "../../kit/until.ts";
import type { Case } from "../case.ts";
import { lettersAbout, untilLetter } from "../letters.ts";
import { ATTEMPTS } from "../test-bench.ts";

const ONLY_THERE = "handled once by the one that failed, untouched elsewhere";

export const redrive: Case = {
  title: "a dead letter is sent back to its consumer",
  expected: ONLY_THERE,
  async run(bench) {
    const id = await bench.buyOne({ kind: "throws", times: ATTEMPTS });
    const letter = await untilLetter(bench, id);
    const { status } = await bench.desk.post(`/dead-letters/${encodeURIComponent(letter.id)}/redrive`);
    if (status !== 202) return { outcome: `the desk answers ${status}` };
    await bench.untilHandled("packer", [id]);
    await until(async () => (await lettersAbout(bench, id)).length === 0);
    const there = bench.attempts("packer", id) === ATTEMPTS + 1 && (await bench.handled("packer", id)).times === 1;
    const elsewhere = bench.attempts("cashier", id);
    return { outcome: there && elsewhere === 1 ? ONLY_THERE : `handled ${elsewhere} times by the other consumer` };
  },
};
