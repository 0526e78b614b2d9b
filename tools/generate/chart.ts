// charts/millrace: the Helm chart; its texts come from k8s/chart.
import { chartFiles } from "#k8s/chart/chart.ts";
import type { FoundService } from "./declarations.ts";
import type { GeneratedFile } from "./files.ts";

const FOLDER = "charts/millrace";

export const chart = (services: readonly FoundService[]): readonly GeneratedFile[] =>
  [...chartFiles(services.map(({ declaration }) => declaration))].map(([path, content]) => ({
    path: `${FOLDER}/${path}`,
    content,
  }));
