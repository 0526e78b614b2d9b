// `tilt up` as somebody meets it who develops: everything gets ready, buttons do what they say, and a changed program runs in its old pod.
import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../kit/until.ts";
import { PATIENT, Session } from "./session.ts";

const namespace = process.env["NAMESPACE"] || "millrace-tilt";
const url = process.env["URL"] || "http://127.0.0.1";
const BROKER = process.env["BROKER"] || "redis";
const BUNDLE = join(import.meta.dirname, "../../dist/user/main.mjs");
const kubectl = (...args: readonly string[]): string =>
  execFileSync("kubectl", ["--namespace", namespace, ...args], { encoding: "utf8" });
const podsOf = (name: string): readonly string[] =>
  kubectl("get", "pods", "--selector", `app.kubernetes.io/name=${name}`, "--output", "name").trim().split("\n");
const tell = (line: string): void => void process.stdout.write(`  ${line}\n`);
const since = (began: number): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`;

let session: Session;
beforeAll(async () => {
  const began = performance.now();
  session = new Session({ BROKER, NAMESPACE: namespace, URL: url });
  await session.settled();
  tell(`All is ready ${since(began)} after tilt up, on ${BROKER}.`);
});
afterAll(async () => {
  await session.end();
  kubectl("delete", "namespace", namespace, "--timeout=180s");
});

test("an order is placed by its button, and is completed", async () => {
  await session.press("place-order");
  const orderId = await until(() => /"orderId":"([^"]+)"/.exec(session.log)?.[1] ?? false, PATIENT);
  await until(async () => {
    const order = (await (await fetch(`${url}/orders/${orderId}`)).json()) as { readonly status: string };
    return order.status === "COMPLETED";
  }, PATIENT);
});

test("a changed program runs in its old pod, within seconds", async () => {
  const before = podsOf("user");
  const mark = `// ${Date.now()}`;
  const began = performance.now();
  appendFileSync(BUNDLE, `\n${mark}\n`);
  // Node says so when it starts the program again.
  await until(() => session.log.includes("Restarting 'main.mjs'"), PATIENT);
  await until(async () => (await fetch(`${url}/users/user-5678`)).ok, PATIENT);
  tell(`A changed program of user answers ${since(began)} after its file was written.`);
  expect(podsOf("user")).toEqual(before);
  expect(kubectl("exec", `deployment/user`, "--container", "user", "--", "tail", "-n", "1", "main.mjs").trim()).toBe(
    mark,
  );
});

test("a pod is killed by its button, and another comes", async () => {
  const before = podsOf("product");
  await session.press("kill-product");
  await until(() => {
    const now = podsOf("product");
    return now.length > 0 && !before.some((pod) => now.includes(pod));
  }, PATIENT);
  await until(async () => (await fetch(`${url}/products`)).ok, PATIENT);
});
