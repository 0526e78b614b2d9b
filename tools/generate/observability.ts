// deploy/observability: rules for Prometheus and dashboards for Grafana.

import { ruleFile } from "#platform/derive/observability/alerts.ts";
import { dashboardsOf } from "#platform/derive/observability/dashboards.ts";
import { grafana } from "#platform/derive/observability/panels.ts";
import type { FoundService } from "./declarations.ts";
import { type GeneratedFile, json, yaml } from "./files.ts";

const FOLDER = "deploy/observability";

export function observability(services: readonly FoundService[]): readonly GeneratedFile[] {
  const declarations = services.map(({ declaration }) => declaration);
  return [
    yaml(`${FOLDER}/rules.yaml`, ruleFile(declarations)),
    ...dashboardsOf(declarations).map((dashboard) =>
      json(`${FOLDER}/dashboards/${dashboard.name}.json`, grafana(dashboard)),
    ),
  ];
}
