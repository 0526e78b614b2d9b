// Notes what is found, says it as it comes, and writes the page when all of it is there.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { ROOT } from "#tools/self-hosted/bundle.ts";
import type { Case, Finding } from "./case.ts";
import { keep, keptOfAll } from "./findings.ts";
import { seconds } from "./outcomes.ts";
import { PAGE, page } from "./page.ts";

export class Report {
  readonly #broker: Broker;
  readonly #found: Record<string, Finding> = {};
  readonly #plain: Record<string, string> = {};

  constructor(broker: Broker) {
    this.#broker = broker;
  }
  note({ title }: Case, finding: Finding, took: number): void {
    this.#found[title] = finding;
    console.log(`${this.#broker}, ${title}: ${finding.outcome} (${seconds(took)})`);
    for (const [what, value] of Object.entries(finding.measured ?? {})) console.log(`    ${what}: ${value}`);
  }
  notePlain({ title }: Case, outcome: string): void {
    this.#plain[title] = outcome;
    console.log(`${this.#broker}, plain Dapr, ${title}: ${outcome}`);
  }
  /** Only what is whole is written down. */
  close(): void {
    keep(this.#broker, this.#found, this.#plain);
    const all = keptOfAll();
    if (all) writeFileSync(join(ROOT, PAGE), page(all));
  }
}
