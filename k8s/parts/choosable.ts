// Which variables of docs/reference/configuration.md an installation may choose, and who of its services is told.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { LIMIT_VARIABLES, readLimits } from "#platform/runtime/limits.ts";
import { readSettings } from "#platform/runtime/outside.ts";

/** What a release says itself: by values of their own, or because of where it runs. */
const SAID_BY_RELEASE = ["SMTP_URL", "CLUSTER_NAMESPACE", "SEED_PRODUCTS", "SEED_STOCK", "SEED_USERS"];
/** One stands in the broker's own objects too, one must fit into the pods' orderly end, and some are of `make start` only. */
const FIXED_LIMITS = ["BROKER_KEPT", "DRAIN_WITHIN", "FINISHED_CAP", "INBOX_CAP", "JOURNAL_CAP"];
const LOG_LEVEL = "LOG_LEVEL";

/** The shape of an object's schema; a declaration's settings are one. */
export const settingsOf = ({ settings }: ServiceDeclaration): readonly string[] =>
  Object.keys((settings as { shape?: object }).shape ?? {});

const limits = Object.keys(LIMIT_VARIABLES).filter((name) => !FIXED_LIMITS.includes(name));
const ofAll: readonly string[] = [...limits, LOG_LEVEL];
const ownOf = (service: ServiceDeclaration): readonly string[] =>
  settingsOf(service).filter((name) => !SAID_BY_RELEASE.includes(name));

type Declarations = readonly ServiceDeclaration[];

export const choosable = (declarations: Declarations): readonly string[] =>
  [...new Set([...ofAll, ...declarations.flatMap(ownOf)])].toSorted();
/** Names that others may be told and this service not. */
export const notFor = (service: ServiceDeclaration, declarations: Declarations): readonly string[] => {
  const told = new Set(toldTo(service));
  return choosable(declarations).filter((name) => !told.has(name));
};
export const toldTo = (service: ServiceDeclaration): readonly string[] => [...ofAll, ...ownOf(service)];

/** Throws for what no service would start with. */
export function checkChosen(chosen: Readonly<Record<string, string>>, declarations: Declarations): void {
  const known = choosable(declarations);
  const unknown = Object.keys(chosen).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`A release cannot be told ${unknown.join(", ")}. It can be told: ${known.join(", ")}.`);
  readLimits(chosen);
  for (const service of declarations) readSettings(service, chosen);
}
