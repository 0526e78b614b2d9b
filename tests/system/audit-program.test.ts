// `make audit` as it is run: its exit code is the verdict, and what it cannot judge it says.
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import { declarations } from "#services/declarations.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { unfinishedOn } from "#tools/audit/over-http/open.ts";
import { plant, setRecord } from "../kit/plant.ts";
import { startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const ROOT = join(import.meta.dirname, "../..");
const LONG = 60_000;

const platform = await startPlatform();
const shop = new Shop(platform);
const shelf = new HttpShelf(platform.url, platform.administratorToken);
const rest = () => until(async () => (await unfinishedOn(shelf, declarations)).length === 0);
await Promise.all([shop.complete(), shop.complete(), shop.complete()]);
await rest();

function audited(change: Readonly<Record<string, string>> = {}): Promise<{ code: number; said: string }> {
  const asked = { URL: platform.url, ADMIN_TOKEN: platform.administratorToken, MAILS: "", SENT: "", ...change };
  const told = { cwd: ROOT, env: { ...process.env, ...asked } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["--import", "tsx", "tools/audit.ts"], told, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });
}

it("ends with 0 when every promise was kept", { timeout: LONG }, async () => {
  const { code, said } = await audited();
  expect(said).toMatch(/^Counted: 0 requests .*3 orders \(3 COMPLETED\)/);
  expect(said).toContain("Every promise was kept.");
  expect(code).toBe(0);
});
it("ends with 1 when one was broken, and says which", { timeout: LONG }, async () => {
  const mend = await plant(platform, "billing", setRecord("ledger", "nobody", { outcome: "captured", amount: 1 }));
  const { code, said } = await audited({ WITHIN: "1" });
  await mend();
  expect(said).toMatch(/^VIOLATION I4 .*nobody was charged/m);
  expect(code).toBe(1);
});
it("ends with 2 when nobody answers, and when the books are not for the caller", { timeout: LONG }, async () => {
  const [nobody, stranger] = await Promise.all([
    audited({ URL: "http://127.0.0.1:1" }),
    audited({ ADMIN_TOKEN: "another" }),
  ]);
  expect(nobody).toMatchObject({ code: 2, said: expect.stringContaining("Nobody answers") });
  expect(stranger).toMatchObject({ code: 2, said: expect.stringContaining("administrator-only") });
});
it("accuses nobody of what the platform has dropped because there was too much of it", { timeout: LONG }, async () => {
  const small = await startPlatform({ environment: { FINISHED_CAP: "2" } }, onTestFinished);
  const visitors = new Shop(small);
  await visitors.placeMany(4);
  // Not by looking at the orders: one that is finished may be dropped before anybody has looked.
  await until(async () => (await visitors.summary()).ordersCompleted === 4);
  const asked = { URL: small.url, ADMIN_TOKEN: small.administratorToken };
  const { code, said } = await audited({ ...asked, FINISHED_CAP: "2" });
  expect(said).toMatch(/Of 4 orders \d are not there .*FINISHED_CAP/);
  expect(code).toBe(2);
  expect((await audited(asked)).code, "Nobody told it how much is kept.").toBe(1);
});
it("leaves out whether mails arrive when the mail server came later than the mails", { timeout: LONG }, async () => {
  let since = Date.now();
  const mailServer = createServer((_, response) => {
    response.end(JSON.stringify({ since, forgotten: 0, messageIds: [] }));
  });
  const port = await listen(mailServer, 0, "127.0.0.1");
  onTestFinished(() => void mailServer.close());
  const MAILS = `http://127.0.0.1:${port}`;
  const late = await audited({ MAILS });
  expect(late.said).toMatch(/^Left out: I5 mails arrive: .* mails were sent before\./m);
  expect(late.code).toBe(0);
  since = 0;
  expect(await audited({ MAILS })).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^VIOLATION I5 .*never arrived/m),
  });
});
