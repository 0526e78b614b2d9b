import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const COMMAND = ["--import", "tsx"];
const run = (service: string, variables: Record<string, string>) =>
  spawnSync(process.execPath, [...COMMAND, `services/${service}/main.ts`], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], ...variables },
    encoding: "utf8",
    timeout: 25_000,
  });

test("a service that is started alone without its environment says what is missing, and ends", () => {
  const { status, stderr } = run("loyalty", { PORT: "many" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^loyalty does not start\. The environment is wrong: /);
  for (const name of ["PORT", "APP_API_TOKEN", "STORE_URL"]) expect(stderr).toContain(`${name}: `);
});

const ALONE = { APP_API_TOKEN: "t", STORE_URL: "redis://127.0.0.1:1", PORT: "0", INTAKE_PORT: "0" };

test("a setting of the service itself that is wrong is named too", () => {
  const { status, stderr } = run("inventory", { ...ALONE, SEED_STOCK: "plenty" });
  expect(status).toBe(1);
  expect(stderr).toContain("SEED_STOCK");
});

test("a service that waits for its store leaves in an orderly way when it is told to", async () => {
  const child = spawn(process.execPath, [...COMMAND, "services/inventory/main.ts"], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], ...ALONE },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  await expect.poll(() => said, { timeout: 25_000 }).toContain("the start is tried again");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});
