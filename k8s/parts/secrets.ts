// The secrets that a release reads. They are made at the installation and are in no file of the repository.
import type { k8s } from "cdk8s-plus-27";

/** A service's own secret has its name. */
export const OF_SERVICE = { token: "token", storePassword: "store-password" } as const;
export const ADMINISTRATOR = { name: "administrator", token: "token" } as const;
/** Users of the store, passwords as hashes; and the passwords of those that are no program of ours. */
export const STORE = {
  name: "store",
  users: "users.acl",
  autoscaler: "autoscaler-password",
  administrator: "administrator-password",
  /** Of a store that was there before: the one password for all. */
  password: "password",
} as const;
/** Of every broker: the password. RabbitMQ's users, and the two addresses that hold the password. */
export const BROKER = {
  name: "broker",
  password: "password",
  users: "users.json",
  connection: "connection-string",
  management: "management-url",
} as const;

/** Of a mail server that was there before: its whole address. */
export const MAIL_ADDRESS = "url";

export const fromSecret = (name: string, key: string): k8s.EnvVarSource => ({ secretKeyRef: { name, key } });
