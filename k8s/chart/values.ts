// values.yaml: everything that an installation may choose, with the defaults that `make deploy` has too.
import { stringify } from "yaml";
import { EXAMPLES } from "#tools/start/examples.ts";
import { type Release } from "../release.ts";
import type { Defaults } from "./values-in-objects.ts";

export type Values = Readonly<Record<string, unknown>>;

/** `a.b.c` -> value, as objects in objects. */
function nested(defaults: Defaults): Values {
  const root: Record<string, unknown> = {};
  for (const [path, value] of defaults) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    let at = root;
    for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return root;
}

interface Section {
  readonly name: string;
  readonly comment: string;
  readonly value: unknown;
}

export function sectionsOf(
  { registry, tag, ingressClass, namespaces, observability }: Release,
  defaults: Defaults,
): readonly Section[] {
  const { services, resources, servers } = nested(defaults) as Record<string, Record<string, object>>;
  const { store, redis, rabbitmq, kafka, ...others } = servers ?? {};
  const brokers = { redis, rabbitmq, kafka };
  const { enabled, sampled, grafana, brokerExporter, mail } = observability;
  const section = (name: string, value: unknown, comment: string): Section => ({ name, comment, value });
  return [
    section("broker", "redis", "What carries the events: redis, rabbitmq or kafka."),
    section(
      "profile",
      "usual",
      "`small` is for a laptop: no service gets more than two replicas, and Kafka's topics no more partitions.",
    ),
    section(
      "image",
      { registry, tag, pullSecrets: [] },
      "Images are <registry>/<service>:<tag>, as `make images` pushes them. pullSecrets: [{name: …}]",
    ),
    section(
      "ingress",
      { className: ingressClass, host: "", annotations: {}, tls: [] },
      "Without a host, every host leads here. tls as in an Ingress: [{hosts: […], secretName: …}]",
    ),
    section(
      "faults",
      { enabled: false },
      "Whether services may be broken on purpose, from the control room. Not where it matters.",
    ),
    section(
      "settings",
      {},
      "Limits and settings that are not the usual ones: docs/reference/configuration.md. Such as CLIENT_RATE: 20, ORDER_DEADLINE_MS: 3600000.",
    ),
    section("examples", EXAMPLES, "With how many products, pieces of each, and users an empty store begins."),
    section(
      "secrets",
      { create: true },
      "Passwords are made at the installation and kept at upgrades. false: they are there already (`make secrets`),\nor a tool renders without asking the cluster, and would make others each time.",
    ),
    section(
      "existingStore",
      { host: "", port: 6379, user: "default", secret: "" },
      "A Redis 7 or newer that is there already, in place of the release's own: it must write to disk (appendfsync always)\nand never evict. The secret has the key `password`; all services share the user, their keys are apart by prefix.",
    ),
    section(
      "existingBroker",
      { host: "", port: 0, secret: "" },
      "A broker that is there already; port 0 is the usual one: 6379 of Redis, 5672 of RabbitMQ, 9092 of Kafka. What it must have before anybody starts is in\ndeploy/self-hosted/<broker>/. Keys of the secret: redis `password`; rabbitmq `connection-string` (amqp://…) and `management-url` (http://…); kafka none.",
    ),
    section(
      "existingMail",
      { secret: "", port: 587 },
      "A mail server to which customers' mails really go, in place of the one that only shows them. The secret's key `url` is\nits address, such as smtps://user:password@smtp.example:465 (there `/` is %2F); the port is told again for the network policy.",
    ),
    section(
      "existingCollector",
      { host: "", port: 4318 },
      "Takes the services' traces, as OTLP over HTTP without TLS; in place of the layer's Jaeger.",
    ),
    section(
      "observability",
      { enabled, sampled, grafana: { enabled: grafana }, brokerExporter, mail },
      "Jaeger, Prometheus with the alerts' rules, and Alertmanager, which mails them; Grafana with the dashboards, if wanted.\nsampled: the share of orders whose traces are told. The mail's server must take it without a password.\nbrokerExporter: an image beside the broker that shows its figures, such as oliver006/redis_exporter or danielqsj/kafka-exporter.",
    ),
    section("namespaces", namespaces, "Where the ingress controller, KEDA and Dapr run: only they are let in."),
    section(
      "notes",
      { lookIntoCluster: false },
      "Whether the text after an installation looks by itself if Dapr's sidecars drop all capabilities. Who wants that must be\nallowed to read namespaces and Dapr's deployments, or Helm fails; otherwise the text says how to look.",
    ),
    section("storageClass", "", "Of the volumes; empty is the cluster's default."),
    section(
      "servers",
      { store, ...brokers, ...others },
      "The store, the brokers, of which one runs, and those that look at the platform. A disk can be made larger later where its\nstorage class allows that. memory: what Redis may hold; give its container twice as much (resources.limits.memory).",
    ),
    section("resources", resources, "Of services, of their sidecars, and of the small programs beside them."),
    section(
      "services",
      services,
      "Replicas from least to most; 0 sleeps while nothing waits for it. On Kafka more than 8 share no more work.\nresources: in place of resources.service; those for whom customers wait ask for a larger share of the processors.",
    ),
  ];
}

const commented = (comment: string): string =>
  comment
    .split("\n")
    .map((line) => `# ${line}\n`)
    .join("");

export const valuesText = (sections: readonly Section[]): string =>
  sections
    .map(
      ({ name, comment, value }) => commented(comment) + stringify({ [name]: value }, { lineWidth: 0, version: "1.1" }),
    )
    .join("\n");
