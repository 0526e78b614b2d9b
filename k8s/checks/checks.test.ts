import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { leftOut } from "../../tests/kit/left-out.ts";
import { textOf as textOfFile } from "../../tests/repository/files.ts";
import { hasHelm, helmTemplate, setting } from "../chart/helm.ts";
import { manifestsOf, textOf } from "../manifests.ts";
import { OBSERVABILITY, releaseOf } from "../release.ts";
import { PATTERN, writeSchemas } from "./schemas.ts";
import { has, run } from "./tools.ts";

/** What `kubectl get --raw /openapi/v2` has printed, for those who have it. */
const OPENAPI = process.env["KUBERNETES_OPENAPI"];
/** The reference says of each what it wants, and why it does not get it. */
const LEFT_OUT_ON_PURPOSE = ["container-image-pull-policy", "container-security-context-user-group-id"];
const MINUTE = 60_000;

type Source = readonly [name: string, text: () => string];
const manifests = BROKERS.map(
  (broker): Source => [
    `manifests-${broker}`,
    () => textOf(manifestsOf(releaseOf({ declarations, broker })).flatMap(({ objects }) => objects)),
  ],
);
const observed: Source = [
  "manifests-observed",
  () => {
    const observability = { ...OBSERVABILITY, enabled: true, grafana: true };
    const release = releaseOf({ declarations, broker: "rabbitmq", observability });
    return textOf(manifestsOf(release).flatMap(({ objects }) => objects));
  },
];
const charts = BROKERS.map((broker): Source => [`chart-${broker}`, () => helmTemplate(...setting({ broker })).text]);
if (!hasHelm) leftOut("the checks of the chart", ["helm"]);
const sources = [...manifests, observed, ...(hasHelm ? charts : [])];
let folder = "";
const fileOf = (source: string) => join(folder, `${source}.yaml`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "millrace-checks-"));
  const texts = sources.map(([name, text]) => ({ name, text: text() }));
  const kinds = new Set(
    texts.flatMap(({ text }) => [...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind = ""]) => kind)),
  );
  await writeSchemas(join(folder, "schemas"), OPENAPI ? { file: OPENAPI, kinds } : undefined);
  for (const { name, text } of texts) await writeFile(fileOf(name), text);
}, MINUTE);
afterAll(() => rm(folder, { recursive: true, force: true }));

const hasKubeconform = has("kubeconform");
if (!hasKubeconform) leftOut("objects against their schemas", ["kubeconform"]);
else if (!OPENAPI)
  console.log(
    "Left out: Kubernetes' own kinds in kubeconform; KUBERNETES_OPENAPI names what `kubectl get --raw /openapi/v2` prints.",
  );

describe.runIf(hasKubeconform)("kubeconform -strict", () => {
  test.each(sources)(
    "finds no fault in the %s",
    (source) => {
      const missing = OPENAPI ? [] : ["-ignore-missing-schemas"];
      const location = join(folder, "schemas", PATTERN);
      const { status, text } = run("kubeconform", [
        "-strict",
        ...missing,
        "-schema-location",
        location,
        fileOf(source),
      ]);
      expect(text).toBe("");
      expect(status).toBe(0);
    },
    MINUTE,
  );
});

test("the reference names the checks that are left out on purpose", () => {
  const reference = textOfFile("docs/reference/kubernetes.md");
  for (const check of LEFT_OUT_ON_PURPOSE) expect(reference).toContain(`| \`${check}\` |`);
});

const hasKubeScore = has("kube-score");
if (!hasKubeScore) leftOut("what is critical in objects", ["kube-score"]);

describe.runIf(hasKubeScore)("kube-score", () => {
  test.each(sources)(
    "finds nothing critical in the %s",
    (source) => {
      const ignored = LEFT_OUT_ON_PURPOSE.flatMap((name) => ["--ignore-test", name]);
      const { text } = run("kube-score", ["score", "--output-format", "ci", ...ignored, fileOf(source)]);
      expect(text.split("\n").filter((line) => line.startsWith("[CRITICAL]"))).toEqual([]);
    },
    MINUTE,
  );
});
