// `make audit URL=… ADMIN_TOKEN=… [SENT=file.jsonl] [MAILS=url] [WITHIN=300]`: checks every promise of a running platform against its services' own books.
import { readLimits } from "#platform/runtime/limits.ts";
import { services } from "#services/all.ts";
import { untilCalm } from "./audit/calm.ts";
import { arrivalsOn } from "./audit/over-http/arrivals.ts";
import { HttpShelf } from "./audit/over-http/http-shelf.ts";
import { mustAnswer } from "./audit/over-http/must-answer.ts";
import { openOverHttp, unfinishedOn } from "./audit/over-http/open.ts";
import { report } from "./audit/report.ts";
import { readSent } from "./load/sent.ts";

const url = (process.env["URL"] || "http://localhost:8080").replace(/\/$/, "");
const file = process.env["SENT"];
const mailServer = process.env["MAILS"];
const within = Number(process.env["WITHIN"] || 0) * 1_000;

try {
  const finishedCap = readLimits(process.env).caps.finished;
  await mustAnswer(url);
  const shelf = new HttpShelf(url, process.env["ADMIN_TOKEN"] ?? "");
  const sent = file ? await readSent(file) : undefined;
  const declarations = services.map(({ declaration }) => declaration);
  if (!(within >= 0)) throw new Error("WITHIN is no number of seconds, such as 300.");
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (within > 0) await untilCalm({ look: () => unfinishedOn(shelf, declarations), limit: within, say });
  const arrivals = mailServer ? await arrivalsOn(shelf, mailServer) : {};
  const opened = await openOverHttp(shelf, declarations, { sent, finishedCap, ...arrivals });
  const violations = report(opened, say);
  shelf.close();
  process.exitCode = violations.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(
    `The books of ${url} cannot be audited. ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 2;
}
