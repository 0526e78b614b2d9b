import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { manifestsOf, textOf } from "../manifests.ts";
import { releaseOf } from "../release.ts";
import { PATTERN, writeSchemas } from "./schemas.ts";
import { has, run } from "./tools.ts";

/** What `kubectl get --raw /openapi/v2` has printed, for those who have it. */
const OPENAPI = process.env["KUBERNETES_OPENAPI"];
/** Versions are pinned, so a pod need not ask the registry; the servers' images are made for users of their own below 10,000. */
const PINNED_ON_PURPOSE = ["container-image-pull-policy", "container-security-context-user-group-id"];
const MINUTE = 60_000;

const objectsOf = (broker: (typeof BROKERS)[number]) =>
  manifestsOf(releaseOf({ declarations, broker })).flatMap(({ objects }) => objects);
let folder = "";
const fileOf = (broker: string) => join(folder, `${broker}.yaml`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "millrace-checks-"));
  const kinds = new Set(BROKERS.flatMap((broker) => objectsOf(broker).map(({ kind }) => kind)));
  await writeSchemas(join(folder, "schemas"), OPENAPI ? { file: OPENAPI, kinds } : undefined);
  for (const broker of BROKERS) await writeFile(fileOf(broker), textOf(objectsOf(broker)));
}, MINUTE);
afterAll(() => rm(folder, { recursive: true, force: true }));

const hasKubeconform = has("kubeconform");
if (!hasKubeconform) console.log("Left out: kubeconform is not installed.");
else if (!OPENAPI)
  console.log(
    "Left out: Kubernetes' own kinds in kubeconform; KUBERNETES_OPENAPI names what `kubectl get --raw /openapi/v2` prints.",
  );

describe.runIf(hasKubeconform)("kubeconform -strict", () => {
  test.each(BROKERS)(
    "finds no fault in the objects for %s",
    (broker) => {
      const missing = OPENAPI ? [] : ["-ignore-missing-schemas"];
      const location = join(folder, "schemas", PATTERN);
      const { status, text } = run("kubeconform", [
        "-strict",
        ...missing,
        "-schema-location",
        location,
        fileOf(broker),
      ]);
      expect(text).toBe("");
      expect(status).toBe(0);
    },
    MINUTE,
  );
});

const hasKubeScore = has("kube-score");
if (!hasKubeScore) console.log("Left out: kube-score is not installed.");

describe.runIf(hasKubeScore)("kube-score", () => {
  test.each(BROKERS)(
    "finds nothing critical in the objects for %s",
    (broker) => {
      const ignored = PINNED_ON_PURPOSE.flatMap((name) => ["--ignore-test", name]);
      const { text } = run("kube-score", ["score", "--output-format", "ci", ...ignored, fileOf(broker)]);
      expect(text.split("\n").filter((line) => line.startsWith("[CRITICAL]"))).toEqual([]);
    },
    MINUTE,
  );
});
