// The broker's secret holds what each kind of broker needs, so that a release can change its broker.

import { passwordHash } from "#tools/self-hosted/brokers/rabbitmq.ts";
import { PORTS } from "../parts/ports.ts";
import { BROKER } from "../parts/secrets.ts";
import { hostOf, type Release } from "../release.ts";

const USER = "millrace";

/** As RabbitMQ imports it. */
const rabbitmqUsers = (password: string) => ({
  users: [
    {
      name: USER,
      password_hash: passwordHash(password),
      hashing_algorithm: "rabbit_password_hashing_sha256",
      tags: ["administrator"],
    },
  ],
  vhosts: [{ name: "/" }],
  permissions: [{ user: USER, vhost: "/", configure: ".*", write: ".*", read: ".*" }],
});

export const brokerSecret = (password: string, release: Release): Readonly<Record<string, string>> => ({
  [BROKER.password]: password,
  [BROKER.users]: JSON.stringify(rabbitmqUsers(password)),
  [BROKER.connection]: `amqp://${USER}:${encodeURIComponent(password)}@rabbitmq:${PORTS.broker.rabbitmq}`,
  [BROKER.management]: `http://${USER}:${encodeURIComponent(password)}@${hostOf("rabbitmq", release)}:${PORTS.rabbitmqManagement}`,
});
