import { expect, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { type KubernetesObject, manifestsOf } from "./manifests.ts";
import { choiceOf } from "./options.ts";
import { releaseOf } from "./release.ts";

const told = (options: Parameters<typeof choiceOf>[0]) =>
  releaseOf({ declarations, broker: "redis", ...choiceOf(options) });
const objectsOf = (options: Parameters<typeof choiceOf>[0]): readonly KubernetesObject[] =>
  manifestsOf(told(options)).flatMap(({ objects }) => objects);
const find = (objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) as KubernetesObject;
const variablesOf = (objects: readonly KubernetesObject[], service: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    find(objects, "Deployment", service)["spec"].template.spec.containers[0].env.map(
      ({ name, value, valueFrom }: { name: string; value?: string; valueFrom?: object }) => [name, value ?? valueFrom],
    ),
  );

test("limits are told to every service, a setting to those that declare it", () => {
  const objects = objectsOf({ settings: "CLIENT_RATE=20 SMTP_FROM=Shop <orders@shop.example> JOURNAL_KEPT=2h" });
  for (const { name } of declarations)
    expect(variablesOf(objects, name)).toMatchObject({ CLIENT_RATE: "20", JOURNAL_KEPT: "2h" });
  expect(variablesOf(objects, "notification")).toMatchObject({ SMTP_FROM: "Shop <orders@shop.example>" });
  expect(variablesOf(objects, "order")).not.toHaveProperty("SMTP_FROM");
});

test.each([
  ["CLIENT_RAET=20", "cannot be told CLIENT_RAET"],
  ["20", "NAME=value"],
  ["CLIENT_RATE=many", "CLIENT_RATE=many: It must be a whole number"],
  ["INBOX_KEPT=1h", "INBOX_KEPT=1h is shorter"],
  ["ORDER_DEADLINE_MS=soon", "The settings of order are wrong"],
  // It stands in the broker's own objects too.
  ["BROKER_KEPT=2d", "cannot be told BROKER_KEPT"],
])("settings that no service would start with are refused: %s", (settings, reason) => {
  expect(() => told({ settings })).toThrow(reason);
});

test("what one release was told before stays, unless it is told anew", () => {
  const before = told({ settings: "CLIENT_RATE=20", "store-disk": "9Gi", collector: "otel", "mail-secret": "smtp" });
  const after = choiceOf({ settings: "CLIENT_BURST=5", "store-memory": "2Gi" }, before);
  expect(after.chosen).toEqual({ CLIENT_RATE: "20", CLIENT_BURST: "5" });
  expect(after.sizes?.store).toEqual({ disk: "9Gi", memory: "2Gi" });
  expect(after.existing).toEqual({ collector: { host: "otel", port: 4_318 }, mail: { secret: "smtp", port: 587 } });
});

test("a store and a broker can be made larger: their disks are claims of their own, and Redis and its container grow together", () => {
  const objects = objectsOf({
    "store-disk": "20Gi",
    "store-memory": "2Gi",
    "broker-disk": "9Gi",
    "broker-memory": "1Gi",
  });
  for (const [name, disk, memory, limit] of [
    ["store", "20Gi", "2gb", "4Gi"],
    ["redis", "9Gi", "1gb", "2Gi"],
  ] as const) {
    const { spec } = find(objects, "StatefulSet", name);
    // There, nobody could change it any more.
    expect(spec.volumeClaimTemplates).toBeUndefined();
    const [{ claimName }] = spec.template.spec.volumes.flatMap(
      ({ persistentVolumeClaim }: { persistentVolumeClaim?: object }) => persistentVolumeClaim ?? [],
    );
    expect(find(objects, "PersistentVolumeClaim", claimName)["spec"].resources.requests.storage).toBe(disk);
    const [{ env, resources }] = spec.template.spec.containers;
    expect(env).toContainEqual({ name: "MAX_MEMORY", value: memory });
    expect(resources.limits.memory).toBe(limit);
  }
  expect(() => told({ "store-memory": "2 GB" })).toThrow("--store-memory is such as");
});

test("mails go to a server of one's own: its address comes from a secret, and its port is open", () => {
  const objects = objectsOf({ "mail-secret": "smtp-of-shop", "mail-port": "465" });
  const address = { secretKeyRef: { name: "smtp-of-shop", key: "url" } };
  expect(variablesOf(objects, "notification")["SMTP_URL"]).toEqual(address);
  expect(find(objects, "NetworkPolicy", "mailers")["spec"].egress).toEqual([{ ports: [{ port: 465 }] }]);
  expect(() => told({ "mail-port": "465" })).toThrow("--mail-secret");
});
