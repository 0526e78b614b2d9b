// The way in: each first segment of a path leads to the service that owns it, or to the doorman of one that may be asleep.
import { Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { BOOKS } from "#platform/derive/book-doors.ts";
import { FAULT_PATHS } from "#platform/derive/fault-doors.ts";
import { ownersOf } from "#tools/self-hosted/gateway.ts";
import type { Release } from "../release.ts";
import { DOORMAN } from "./doorman.ts";
import { sleeps } from "./service.ts";

interface Way {
  readonly path: string;
  readonly pathType: "Exact" | "Prefix";
  readonly to: string;
}

/** A service's books stand under a segment of another service. */
const booksOf = (declarations: readonly ServiceDeclaration[]): readonly (readonly [string, string])[] =>
  declarations.flatMap(({ name }) =>
    [...BOOKS, ...FAULT_PATHS].map((book) => [`services/${name}/${book}`, name] as const),
  );

export function waysIn({ declarations }: Release): readonly Way[] {
  const asleep = new Set(declarations.filter(sleeps).map(({ name }) => name));
  return [...ownersOf(declarations), ...booksOf(declarations)].map(([segment, service]) => ({
    path: `/${segment}`,
    pathType: segment === "" ? "Exact" : "Prefix",
    to: asleep.has(service) ? DOORMAN : service,
  }));
}

export function ingressChart(scope: Construct, release: Release): Chart {
  const chart = new Chart(scope, "ingress");
  const paths = waysIn(release).map(({ path, pathType, to }) => ({
    path,
    pathType,
    backend: { service: { name: to, port: { name: "http" } } },
  }));
  new k8s.KubeIngress(chart, "ingress", {
    metadata: { name: "millrace" },
    spec: { ingressClassName: release.ingressClass, rules: [{ http: { paths } }] },
  });
  return chart;
}
