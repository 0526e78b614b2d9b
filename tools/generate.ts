// Writes everything that follows from the declarations; with --check it only names what is stale and exits with 1.
import { validate } from "#platform/derive/validate.ts";
import { chart } from "./generate/chart.ts";
import { loadEvents, loadServices } from "./generate/declarations.ts";
import { eventsIndex } from "./generate/events-index.ts";
import { type GeneratedFile, staleOf, write } from "./generate/files.ts";
import { kubernetes } from "./generate/kubernetes.ts";
import { measurements } from "./generate/measurements.ts";
import { observability } from "./generate/observability.ts";
import { pages } from "./generate/pages.ts";
import { readmes } from "./generate/readmes.ts";
import { reference } from "./generate/reference.ts";
import { schemas } from "./generate/schemas.ts";
import { selfHosted } from "./generate/self-hosted.ts";
import { declarationsList, servicesList } from "./generate/services-list.ts";

const isCheck = process.argv.includes("--check");
const outdated: string[] = [];

async function put(files: readonly GeneratedFile[]): Promise<void> {
  const stale = await staleOf(files);
  outdated.push(...stale.map(({ path }) => path));
  if (!isCheck) await write(stale);
}
function refuseStale(): void {
  if (isCheck && outdated.length > 0)
    throw new Error(`Stale, run \`make generate\` and commit the result:\n- ${outdated.join("\n- ")}`);
}

try {
  const events = await loadEvents();
  // Services import the index, so it must be right before they are loaded.
  await put([eventsIndex(events)]);
  refuseStale();
  // And they serve their pages.
  await put(await pages());
  refuseStale();
  const services = await loadServices();
  validate(services.map(({ declaration }) => declaration));
  await put([servicesList(services), declarationsList(services), ...(await schemas(events))]);
  await put(reference(events, services));
  await put(await readmes(services));
  await put(selfHosted(services));
  await put(kubernetes(services));
  await put(chart(services));
  await put(observability(services));
  await put([measurements()]);
  refuseStale();
  console.log(outdated.length > 0 ? `Written:\n- ${outdated.join("\n- ")}` : "Everything generated is up to date.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
