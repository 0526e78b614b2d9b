// The environment of a service's container: its ports, its secrets, and those settings of the release that it declares.
import type { k8s } from "cdk8s-plus-27";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { pubsubEnvironment } from "#platform/derive/dapr/component.ts";
import { tracesEnvironment } from "../observability/traces.ts";
import { addressOf, type Release } from "../release.ts";
import { PORTS } from "./ports.ts";
import { ADMINISTRATOR, fromSecret, OF_SERVICE, STORE } from "./secrets.ts";

/** The shape of an object's schema; a declaration's settings are one. */
export const settingsOf = ({ settings }: ServiceDeclaration): readonly string[] =>
  Object.keys((settings as { shape?: object }).shape ?? {});

export function storeAddress(name: string, { existing: { store } }: Release): k8s.EnvVar[] {
  const password = store ? fromSecret(store.secret, STORE.password) : fromSecret(name, OF_SERVICE.storePassword);
  const user = store?.user ?? name;
  const address = store ? addressOf(store) : `${STORE.name}:${PORTS.store}`;
  return [
    { name: "STORE_PASSWORD", valueFrom: password },
    { name: "STORE_URL", value: `redis://${user}:$(STORE_PASSWORD)@${address}` },
  ];
}

export function environmentOf(service: ServiceDeclaration, release: Release): k8s.EnvVar[] {
  const { name } = service;
  const { settings, broker, faults, publishing } = release;
  const own = settingsOf(service).flatMap((setting) => {
    const value = settings[setting];
    return value === undefined ? [] : [{ name: setting, value }];
  });
  return [
    { name: "PORT", value: String(PORTS.service) },
    { name: "INTAKE_PORT", value: String(PORTS.intake) },
    { name: "APP_API_TOKEN", valueFrom: fromSecret(name, OF_SERVICE.token) },
    { name: "DAPR_API_TOKEN", valueFrom: fromSecret(name, OF_SERVICE.token) },
    { name: "ADMIN_TOKEN", valueFrom: fromSecret(ADMINISTRATOR.name, ADMINISTRATOR.token) },
    ...storeAddress(name, release),
    ...Object.entries(pubsubEnvironment(broker)).map(([variable, value]) => ({ name: variable, value })),
    ...(faults ? [{ name: "FAULTS", value: "on" }] : []),
    ...(publishing === "on" ? [] : [{ name: "PUBLISHING", value: publishing }]),
    ...tracesEnvironment(release),
    ...own,
  ];
}
