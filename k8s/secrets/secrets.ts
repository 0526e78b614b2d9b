// All secrets of a release, from the passwords that are known and new ones.
import { DOORMAN } from "../parts/doorman.ts";
import { labelsOf } from "../parts/labels.ts";
import { ADMINISTRATOR, BROKER, OF_SERVICE, STORE } from "../parts/secrets.ts";
import type { Release } from "../release.ts";
import { brokerSecret } from "./broker-users.ts";
import { type Known, passwords } from "./passwords.ts";
import { storeUsers } from "./store-users.ts";

export interface Secret {
  readonly apiVersion: "v1";
  readonly kind: "Secret";
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Record<string, string> };
  readonly stringData: Readonly<Record<string, string>>;
}

export function secretsOf(release: Release, known: Known): readonly Secret[] {
  const { declarations, namespace } = release;
  const password = passwords(known);
  const secret = (name: string, role: Parameters<typeof labelsOf>[1], stringData: Secret["stringData"]): Secret => ({
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, labels: labelsOf(name, role) },
    stringData,
  });
  const own = (name: string, keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, password(name, key)]));
  return [
    ...declarations.map(({ name }) => secret(name, "service", own(name, Object.values(OF_SERVICE)))),
    secret(DOORMAN, "doorman", own(DOORMAN, [OF_SERVICE.storePassword])),
    secret(ADMINISTRATOR.name, "service", own(ADMINISTRATOR.name, [ADMINISTRATOR.token])),
    secret(STORE.name, "store", {
      ...own(STORE.name, [STORE.administrator, STORE.autoscaler]),
      [STORE.users]: storeUsers(declarations, password),
    }),
    secret(BROKER.name, "broker", brokerSecret(password(BROKER.name, BROKER.password), release)),
  ];
}
