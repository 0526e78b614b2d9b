// Tilt's button "Redrive dead letters": everything on the desk goes back to its service, as an administrator would send it.
import { spawnSync } from "node:child_process";

const url = process.env["URL"] || "http://localhost";
const namespace = process.env["NAMESPACE"] || "millrace";

function administratorToken(): string {
  const token = ["-o", "jsonpath={.data.token}"];
  const { status, stdout } = spawnSync("kubectl", ["-n", namespace, "get", "secret", "administrator", ...token], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`The namespace ${namespace} has no administrator's token.`);
  return Buffer.from(stdout, "base64").toString();
}
const headers = { authorization: `Bearer ${administratorToken()}` };

interface Desk {
  readonly deadLetters: readonly { id: string; service: string; event: string; reason: string }[];
  readonly next?: string;
}
async function page(after: string | undefined): Promise<Desk> {
  const listed = await fetch(`${url}/dead-letters?${new URLSearchParams(after ? { after } : {})}`, { headers });
  if (!listed.ok) throw new Error(`The dead letters cannot be read: ${listed.status} ${await listed.text()}`);
  return (await listed.json()) as Desk;
}
const deadLetters: Desk["deadLetters"][number][] = [];
for (let after: string | undefined, isLast = false; !isLast; isLast = after === undefined) {
  const desk = await page(after);
  deadLetters.push(...desk.deadLetters);
  after = desk.next;
}
for (const { id, service, event, reason } of deadLetters) {
  const { status } = await fetch(`${url}/dead-letters/${id}/redrive`, { method: "POST", headers });
  process.stdout.write(`${service} ${event} (${reason}): ${status}\n`);
}
process.stdout.write(`${deadLetters.length} dead letters.\n`);
