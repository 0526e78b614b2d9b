// `tilt up` as somebody meets it who develops: everything gets ready, buttons do what they say, and a changed program runs in its old pod.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { until } from "../kit/until.ts";
import { PATIENT, Session } from "./session.ts";

const namespace = process.env["NAMESPACE"] || "millrace-tilt";
const url = process.env["URL"] || "http://127.0.0.1";
const BROKER = process.env["BROKER"] || "redis";
const BUNDLE = join(import.meta.dirname, "../../dist/user/main.mjs");
const kubectl = (...args: readonly string[]): string =>
  execFileSync("kubectl", ["--namespace", namespace, ...args], { encoding: "utf8" });
const podsOf = (name: string): readonly string[] =>
  kubectl("get", "pods", "--selector", `app.kubernetes.io/name=${name}`, "--output", "name")
    .split("\n")
    .filter(Boolean);
const tell = (line: string): void => void process.stdout.write(`  ${line}\n`);
const since = (began: number): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`;

let session: Session | undefined;
beforeAll(async () => {
  if (kubectl("get", "namespaces", "--output", "name").split("\n").includes(`namespace/${namespace}`))
    throw new Error(`The namespace ${namespace} is there already; name another with NAMESPACE=…, or delete it.`);
  const began = performance.now();
  session = new Session({ BROKER, NAMESPACE: namespace, URL: url });
  await session.settled();
  tell(`All is ready ${since(began)} after tilt up, on ${BROKER}.`);
});
afterAll(async () => {
  if (!session) return;
  await session.end();
  kubectl("delete", "namespace", namespace, "--ignore-not-found", "--timeout=300s");
});
/** What Tilt says from now on. */
const listening = (): (() => string) => {
  const heard = session?.log.length ?? 0;
  onTestFailed(() => tell(session?.log.slice(-2_000) ?? ""));
  return () => session?.log.slice(heard) ?? "";
};

test("an order is placed by its button, and is completed", async () => {
  const said = listening();
  const began = performance.now();
  await session?.press("place-order");
  const orderId = await until(() => /1 times 202 .*"orderId":"([^"]+)"/.exec(said())?.[1] ?? false, PATIENT);
  await until(async () => {
    const order = (await (await fetch(`${url}/orders/${orderId}`)).json()) as { readonly status: string };
    return order.status === "COMPLETED";
  }, PATIENT);
  tell(`The order of a button is COMPLETED ${since(began)} after it was pressed.`);
});

test("a changed program runs in its old pod", async () => {
  const said = listening();
  const before = podsOf("user");
  const bundle = readFileSync(BUNDLE, "utf8");
  const mark = `changed at ${Date.now()}`;
  const began = performance.now();
  try {
    writeFileSync(BUNDLE, `${bundle}\nconsole.log(${JSON.stringify(mark)});\n`);
    await until(() => said().includes(mark), PATIENT);
    await until(async () => (await fetch(`${url}/users/user-5678`)).ok, PATIENT);
    tell(`A changed program of user runs and answers ${since(began)} after its file was written.`);
  } finally {
    writeFileSync(BUNDLE, bundle);
  }
  expect(podsOf("user")).toEqual(before);
});

test("a pod is killed by its button, and another comes", async () => {
  listening();
  const before = podsOf("product");
  expect(before.length).toBeGreaterThan(0);
  await session?.press("kill-product");
  await until(() => {
    const now = podsOf("product");
    return now.length > 0 && !before.some((pod) => now.includes(pod));
  }, PATIENT);
  await until(async () => (await fetch(`${url}/products`)).ok, PATIENT);
});
