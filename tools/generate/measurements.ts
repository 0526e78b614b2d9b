// What the experiments have shown, as one page, from the lines that they have left.
import { join } from "node:path";
import { Results } from "#load-tests/experiment/result.ts";
import { EXPERIMENTS } from "#load-tests/experiments/index.ts";
import { measurementsPage } from "#load-tests/report/table.ts";
import { type GeneratedFile, ROOT } from "./files.ts";

const FOLDER = "docs/measurements";

export const measurements = (): GeneratedFile => ({
  path: `${FOLDER}/README.md`,
  content: measurementsPage(new Results(join(ROOT, FOLDER, "results.jsonl")).all(), EXPERIMENTS),
});
