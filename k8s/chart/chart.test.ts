import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { leftOut } from "../../tests/kit/left-out.ts";
import { type KubernetesObject, manifestsOf } from "../manifests.ts";
import { PORTS } from "../parts/ports.ts";
import { OBSERVABILITY, type Release, releaseOf, SIZES } from "../release.ts";
import { CHART, hasHelm, helmTemplate, isHook, objectsIn, setting } from "./helm.ts";

if (!hasHelm) leftOut("the chart as Helm renders it", ["helm"]);

const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;
const byName = (objects: readonly KubernetesObject[]) => new Map(objects.map((object) => [nameOf(object), object]));

/** What both ways to install have to say alike: passwords, tests and the namespace are Helm's own matter. */
const comparable = (objects: readonly KubernetesObject[]) =>
  byName(objects.filter((object) => !["Secret", "Namespace"].includes(object.kind) && !isHook(object)));

function rendered(values: Parameters<typeof setting>[0]): readonly KubernetesObject[] {
  const { status, text } = helmTemplate(...setting(values));
  expect(status, text).toBe(0);
  return objectsIn(text);
}
const constructed = (choice: Partial<Release>): readonly KubernetesObject[] =>
  manifestsOf(releaseOf({ declarations, broker: "redis", ...choice })).flatMap(({ objects }) => objects);

function expectSame(values: Parameters<typeof setting>[0], choice: Partial<Release>): void {
  const [chart, manifests] = [comparable(rendered(values)), comparable(constructed(choice))];
  expect([...chart.keys()].toSorted()).toEqual([...manifests.keys()].toSorted());
  for (const [name, object] of manifests) expect(chart.get(name), name).toEqual(object);
}

describe.runIf(hasHelm)("the chart says the same as the constructs", () => {
  test.each(BROKERS)("with its defaults, on %s", (broker) => expectSame({ broker }, { broker }));

  test.each(BROKERS)("in the small profile, on %s", (broker) =>
    expectSame({ broker, profile: "small" }, { broker, profile: "small" }),
  );

  test.each(BROKERS)("with a store and a broker that are there already, on %s", (broker) =>
    expectSame(
      {
        broker,
        "existingStore.host": "redis.example",
        "existingStore.port": 6_380,
        "existingStore.user": "shop",
        "existingStore.secret": "redis-shop",
        "existingBroker.host": "broker.example",
        "existingBroker.port": 9_999,
        "existingBroker.secret": "broker-shop",
      },
      {
        broker,
        existing: {
          store: { host: "redis.example", port: 6_380, user: "shop", secret: "redis-shop" },
          broker: { host: "broker.example", port: 9_999, secret: "broker-shop" },
        },
      },
    ),
  );

  test.each(BROKERS)("with a broker that is there already at its usual port: %s", (broker) =>
    expectSame(
      { broker, "existingBroker.host": "broker.example", "existingBroker.secret": "broker-shop" },
      { broker, existing: { broker: { host: "broker.example", port: PORTS.broker[broker], secret: "broker-shop" } } },
    ),
  );

  test.each(BROKERS)("with those that look at it, on %s", (broker) =>
    expectSame(
      { broker, "observability.enabled": true },
      { broker, observability: { ...OBSERVABILITY, enabled: true } },
    ),
  );

  test.each(BROKERS)("with a program beside the broker that shows its figures, on %s", (broker) =>
    expectSame(
      { broker, "observability.enabled": true, "observability.brokerExporter": "mirror.example/exporter:1" },
      { broker, observability: { ...OBSERVABILITY, enabled: true, brokerExporter: "mirror.example/exporter:1" } },
    ),
  );

  test.each([true, false])("with a collector that is there already, those that look at it: %s", (enabled) =>
    expectSame(
      {
        "observability.enabled": enabled,
        "observability.grafana.enabled": true,
        "observability.sampled": 0.05,
        "observability.mail.to": "shift@shop.example",
        "existingCollector.host": "otel.example",
        "existingCollector.port": 4_319,
      },
      {
        observability: {
          enabled,
          grafana: true,
          brokerExporter: "",
          sampled: "0.05",
          mail: { ...OBSERVABILITY.mail, to: "shift@shop.example" },
        },
        existing: { collector: { host: "otel.example", port: 4_319 } },
      },
    ),
  );

  test("with another registry, ingress class and example data, in the small profile, where things may be broken", () =>
    expectSame(
      {
        profile: "small",
        "faults.enabled": true,
        "image.registry": "registry.example/shop",
        "image.tag": "v7",
        "ingress.className": "nginx",
        "namespaces.autoscaler": "scaling",
        "examples.SEED_STOCK": "7",
        "settings.CLIENT_RATE": 20,
        "settings.ORDER_DEADLINE_MS": 3_600_000,
        "servers.store.disk": "9Gi",
        "servers.redis.memory": "2Gi",
        "servers.redis.resources.limits.memory": "4Gi",
        "existingMail.secret": "smtp",
        "existingMail.port": 465,
      },
      {
        profile: "small",
        faults: true,
        registry: "registry.example/shop",
        tag: "v7",
        ingressClass: "nginx",
        namespaces: { ingress: "traefik", autoscaler: "scaling", dapr: "dapr-system" },
        settings: { ...releaseOf({ declarations, broker: "redis" }).settings, SEED_STOCK: "7" },
        chosen: { CLIENT_RATE: "20", ORDER_DEADLINE_MS: "3600000" },
        sizes: { store: { ...SIZES.store, disk: "9Gi" }, broker: { ...SIZES.broker, memory: "2Gi" } },
        existing: { mail: { secret: "smtp", port: 465 } },
      },
    ));
});

describe.runIf(hasHelm)("the chart's values", () => {
  const find = (objects: readonly KubernetesObject[], name: string): KubernetesObject => {
    const object = byName(objects).get(name);
    if (!object) throw new Error(`There is no ${name}.`);
    return object;
  };

  test("change one service's replicas and resources, the host, the disks and the servers' images", () => {
    const objects = rendered({
      "services.order.replicas.max": 3,
      "services.inventory.resources.requests.cpu": "300m",
      "ingress.host": "shop.example",
      "servers.store.disk": "9Gi",
      "servers.redis.image": "mirror.example/redis:8.0",
      storageClass: "fast",
      "image.pullSecrets[0].name": "registry",
    });
    expect(find(objects, "ScaledObject/order")["spec"].maxReplicaCount).toBe(3);
    expect(find(objects, "ScaledObject/basket")["spec"].maxReplicaCount).toBe(8);
    const container = (name: string) => find(objects, name)["spec"].template.spec.containers[0];
    expect(container("Deployment/inventory").resources).toEqual({ requests: { cpu: "300m" } });
    expect(container("Deployment/order").resources.requests.cpu).toBe("100m");
    expect(container("Deployment/product").resources.requests.cpu).toBe("10m");
    expect(container("StatefulSet/redis").image).toBe("mirror.example/redis:8.0");
    expect(find(objects, "Ingress/millrace")["spec"].rules[0].host).toBe("shop.example");
    expect(find(objects, "PersistentVolumeClaim/store-data")["spec"]).toMatchObject({
      storageClassName: "fast",
      resources: { requests: { storage: "9Gi" } },
    });
    expect(find(objects, "ServiceAccount/order")["imagePullSecrets"]).toEqual([{ name: "registry" }]);
  });

  test.each([
    ["broker=nats", "'/broker': value must be one of 'redis', 'rabbitmq', 'kafka'"],
    ["services.order.replicas.min=0", "'/services/order/replicas/min'"],
    ["services.ordr.replicas.min=1", "additional properties 'ordr' not allowed"],
    ["services.order.replicas.min=9", "services.order.replicas: min is 9 and max is 8."],
    ["existingStore.host=redis.example", "existingStore.secret: name the secret that holds the key `password`."],
    ["servers.store.disk=big", "'/servers/store/disk'"],
    ["servers.jaeger.disk=9Gi", "additional properties 'disk' not allowed"],
    ["observability.sampled=5%", "'/observability/sampled'"],
    ["settings.CLIENT_RAET=20", "additional properties 'CLIENT_RAET' not allowed"],
    ["settings.JOURNAL_KEPT=long", "'/settings/JOURNAL_KEPT'"],
    ["servers.store.memory=2gb", "'/servers/store/memory'"],
  ])("are refused with a reason: %s", (value, reason) => {
    const { status, text } = helmTemplate("--set", value);
    expect(status).not.toBe(0);
    expect(text).toContain(reason);
  });

  test("hold no password: each is made, and the store and the broker are told the same ones", () => {
    const secrets = () => rendered({}).filter(({ kind }) => kind === "Secret");
    const valueOf = (secret: string, key: string, all: readonly KubernetesObject[]): string =>
      find(all, `Secret/${secret}`)["stringData"][key];
    const [first, second] = [secrets(), secrets()];
    expect(first.map(nameOf).toSorted()).toEqual(
      [...declarations.map(({ name }) => name), "doorman", "administrator", "store", "broker"]
        .map((name) => `Secret/${name}`)
        .toSorted(),
    );
    expect(valueOf("order", "token", first)).toMatch(/^\w{32}$/);
    expect(valueOf("order", "token", first)).not.toBe(valueOf("order", "token", second));
    const hash = createHash("sha256")
      .update(valueOf("order", "store-password", first))
      .digest("hex");
    expect(valueOf("store", "users.acl", first)).toContain(`user order reset on #${hash} ~{order}:*`);
    const { users } = JSON.parse(valueOf("broker", "users.json", first)) as { users: readonly { password: string }[] };
    const password = valueOf("broker", "password", first);
    expect(users[0]?.password).toBe(password);
    expect(valueOf("broker", "connection-string", first)).toBe(`amqp://millrace:${password}@rabbitmq:5672`);
  });
});

describe.runIf(hasHelm)("the examples' renders are what Helm makes of their values", () => {
  const EXAMPLES = join(CHART, "examples");

  // `make renders` writes them. Passwords are left out, because they would be others each time.
  test.each(readdirSync(EXAMPLES))("%s", (example) => {
    const values = join(EXAMPLES, example, "values.yaml");
    const { status, text } = helmTemplate("--values", values, "--set", "secrets.create=false");
    expect(status, text).toBe(0);
    const path = join(EXAMPLES, example, "rendered.yaml");
    if (process.env["UPDATE_RENDERS"]) writeFileSync(path, text);
    expect(readFileSync(path, "utf8") === text, "Stale: `make renders` writes it again.").toBe(true);
  });
});
