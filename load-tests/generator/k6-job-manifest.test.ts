import { expect, test } from "vitest";
import { version } from "#k8s/versions.ts";
import { k6Job } from "./k6-job-manifest.ts";

const load = { test: "burst", url: "http://order:8080", administratorToken: "very-secret", run: "burst-1" };
const { items } = k6Job({ name: "load-burst-1", image: "k6:1", load, scripts: { "journey.ts": "…" } }) as {
  items: { kind: string; stringData?: object; spec?: { template: { spec: { containers: { env: object[] }[] } } } }[];
};

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
test("the image is one that versions.env names", () => {
  expect(version("K6_IMAGE")).toMatch(/^grafana\/k6:\d/);
});
