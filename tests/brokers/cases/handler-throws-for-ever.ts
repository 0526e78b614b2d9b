import type { Case } from "../case.ts";
import { untilLetter } from "../letters.ts";
import { deadLetterAfter } from "../outcomes.ts";
import { fateOfHopeless } from "../plain-dapr/questions/handlers.ts";
import { ATTEMPTS } from "../test-bench.ts";

const told = `${deadLetterAfter(ATTEMPTS)}, with the handler's reason`;

export const handlerThrowsForEver: Case = {
  title: "the handler throws for ever",
  expected: told,
  async run(bench) {
    const id = await bench.buyOne({ kind: "throws", times: 1_000 });
    const { attempts, reason, service, event } = await untilLetter(bench, id);
    const isTold =
      reason.includes(`Attempt ${attempts} goes wrong`) && service === "packer" && event === "PurchaseMade";
    const known = deadLetterAfter(bench.attempts("packer", id));
    return { outcome: `${known}, ${isTold ? "with the handler's reason" : `with the reason "${reason}"`}` };
  },
  plain: (plain) => fateOfHopeless(plain, { kind: "throws", times: 1_000 }),
};
