// The labels by which people, policies and selectors find the objects of a release.
import { PRODUCT } from "#platform/derive/product.ts";

/** What a pod is for; policies are written for roles. */
export type Role = "service" | "doorman" | "store" | "broker" | "mail" | "observability";

export const selectorOf = (name: string) => ({ "app.kubernetes.io/name": name });
export const roleLabel = (role: Role) => ({ "app.kubernetes.io/component": role });

export const labelsOf = (name: string, role: Role): Record<string, string> => ({
  ...selectorOf(name),
  ...roleLabel(role),
  "app.kubernetes.io/part-of": PRODUCT.title.toLowerCase(),
});
