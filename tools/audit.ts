// `make audit URL=… ADMIN_TOKEN=… [SENT=file.jsonl] [MAILS=url]`: checks every promise of a running platform against its services' own books.
import { services } from "#services/all.ts";
import { arrivedIn, readMessageIds } from "./audit/arrived.ts";
import { HttpShelf } from "./audit/over-http/http-shelf.ts";
import { openOverHttp } from "./audit/over-http/open.ts";
import { report } from "./audit/report.ts";
import { readSent } from "./load/sent.ts";

const url = process.env["URL"] || "http://localhost:8080";
const file = process.env["SENT"];
const mailServer = process.env["MAILS"];

try {
  const shelf = new HttpShelf(url, process.env["ADMIN_TOKEN"] ?? "");
  const sent = file ? await readSent(file) : undefined;
  const declarations = services.map(({ declaration }) => declaration);
  const mails = mailServer ? await readMessageIds(mailServer) : undefined;
  if (mails && mails.forgotten > 0) throw new Error(`${mailServer} has forgotten ${mails.forgotten} mails.`);
  const opened = await openOverHttp(shelf, declarations, { sent, arrived: mails && arrivedIn(mails.messageIds) });
  const violations = report(opened, (line) => process.stdout.write(`${line}\n`));
  shelf.close();
  process.exitCode = violations.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(
    `The books of ${url} cannot be read. ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 2;
}
