// The environment of a service's container: its ports, its secrets, and those settings of the release that it declares.
import type { k8s } from "cdk8s-plus-27";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { pubsubEnvironment } from "#platform/derive/dapr/component.ts";
import { tracesEnvironment } from "../observability/traces.ts";
import { addressOf, type Release } from "../release.ts";
import { settingsOf, toldTo } from "./choosable.ts";
import { PORTS } from "./ports.ts";
import { ADMINISTRATOR, fromSecret, MAIL_ADDRESS, OF_SERVICE, STORE } from "./secrets.ts";

export function storeAddress(name: string, { existing: { store } }: Release): k8s.EnvVar[] {
  const password = store ? fromSecret(store.secret, STORE.password) : fromSecret(name, OF_SERVICE.storePassword);
  const user = store?.user ?? name;
  const address = store ? addressOf(store) : `${STORE.name}:${PORTS.store}`;
  return [
    { name: "STORE_URL", value: `redis://${address}` },
    { name: "STORE_USER", value: user },
    { name: "STORE_PASSWORD", valueFrom: password },
  ];
}

/** The setting by which a service is told where its mails go. */
export const MAIL = "SMTP_URL";

export function environmentOf(service: ServiceDeclaration, release: Release): k8s.EnvVar[] {
  const { name } = service;
  const { settings, chosen, broker, faults, publishing, existing } = release;
  const own = settingsOf(service).flatMap((setting): k8s.EnvVar[] => {
    const value = settings[setting];
    if (setting === MAIL && existing.mail)
      return [{ name: MAIL, valueFrom: fromSecret(existing.mail.secret, MAIL_ADDRESS) }];
    return value === undefined ? [] : [{ name: setting, value }];
  });
  const told = toldTo(service);
  const others = Object.entries(chosen)
    .filter(([setting]) => told.includes(setting))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([setting, value]) => ({ name: setting, value }));
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
    ...others,
  ];
}
