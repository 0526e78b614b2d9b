import { expect, test } from "vitest";
import { version } from "#k8s/versions.ts";
import { gracefulStopOf } from "../k6/options.ts";
import { secondsOf, TESTS } from "../k6/tests.ts";
import type { Load } from "./generator.ts";
import { k6Job } from "./k6-job-manifest.ts";

const load = { test: "burst", url: "http://order:8080", administratorToken: "very-secret", run: "burst-1" } as const;
interface Item {
  readonly kind: string;
  readonly spec?: { activeDeadlineSeconds: number; template: { spec: { containers: { env: object[] }[] } } };
}
const itemsFor = (change: Partial<Load>): readonly Item[] =>
  (
    k6Job({
      name: "load-burst-1",
      image: "k6:1",
      load: { ...load, ...change },
      scripts: { "journey.ts": "…" },
    }) as { items: readonly Item[] }
  ).items;
const items = itemsFor({});

test("the token is in the secret and nowhere else", () => {
  const [secret, ...others] = [
    items.filter(({ kind }) => kind === "Secret"),
    items.filter(({ kind }) => kind !== "Secret"),
  ];
  expect(JSON.stringify(secret)).toContain("very-secret");
  expect(JSON.stringify(others)).not.toContain("very-secret");
});
test("the Job is told of its test, is tried once, and has no more rights than a restricted pod", () => {
  const job = items.find(({ kind }) => kind === "Job");
  expect(job?.spec).toMatchObject({
    backoffLimit: 0,
    template: { spec: { automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } } },
  });
  const [container] = job?.spec?.template.spec.containers ?? [];
  expect(container).toMatchObject({
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
  });
  expect(container?.env).toContainEqual({ name: "TEST", value: "burst" });
  expect(container?.env).toContainEqual({ name: "URL", value: "http://order:8080" });
});
test("a Job ends, after its test and everybody who insists, and so much later as those take longer", () => {
  const deadline = (change: Partial<Load>) =>
    itemsFor(change).find(({ kind }) => kind === "Job")?.spec?.activeDeadlineSeconds;
  expect(deadline({})).toBe(secondsOf(TESTS.burst) + gracefulStopOf(TESTS.burst) + 120);
  expect(deadline({ seconds: 70 })).toBe((deadline({}) ?? 0) + 60);
  expect(deadline({ slack: 2 })).toBeGreaterThan(deadline({}) ?? Infinity);
});
test("the image is one that versions.env names", () => {
  expect(version("K6_IMAGE")).toMatch(/^grafana\/k6:\d/);
});
