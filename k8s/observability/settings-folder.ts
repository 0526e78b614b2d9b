// The settings of a program that reads files, as a config map that is mounted as a folder.
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { stringify } from "yaml";
import { labelsOf } from "../parts/labels.ts";

/** Quoted always: in the chart's templates an expression takes the place of a text, which may be anything. */
export const quotedYaml = (settings: object): string =>
  stringify(settings, { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 });

export interface SettingsFolder {
  readonly volume: k8s.Volume;
  readonly folder: string;
}

export function settingsFolder(
  scope: Construct,
  program: string,
  files: Readonly<Record<string, string>>,
  what = "settings",
): SettingsFolder {
  const name = `${program}-${what}`;
  new k8s.KubeConfigMap(scope, name, {
    metadata: { name, labels: labelsOf(program, "observability") },
    data: { ...files },
  });
  return { volume: { name: what, configMap: { name } }, folder: `/etc/${name}` };
}
