// The Job, its scripts and its secret token, as Kubernetes takes them; nothing in it needs more rights than a restricted pod has.
import { argumentsOf, type Load, longestOf, variablesOf } from "./generator.ts";

interface JobOptions {
  readonly name: string;
  readonly image: string;
  readonly load: Load;
  /** The content of each script by its name. */
  readonly scripts: Readonly<Record<string, string>>;
}
const SCRIPTS = "/scripts";
const LOGGING = ["--log-format", "raw", "--console-output", "/dev/stdout"] as const;
const USER = 12_345;
const KEPT_SECONDS = 600;

export function k6Job({ name, image, load, scripts }: JobOptions): object {
  const { ADMIN_TOKEN = "", ...variables } = variablesOf(load);
  const metadata = { name, labels: { "app.kubernetes.io/name": "load", "app.kubernetes.io/part-of": "millrace" } };
  const container = {
    name: "k6",
    image,
    args: ["run", "--quiet", ...argumentsOf(load), ...LOGGING, `${SCRIPTS}/journey.ts`],
    env: Object.entries(variables).map(([variable, value]) => ({ name: variable, value })),
    envFrom: [{ secretRef: { name } }],
    volumeMounts: [{ name: "scripts", mountPath: SCRIPTS, readOnly: true }],
    resources: { requests: { cpu: "200m", memory: "256Mi" }, limits: { memory: "1Gi" } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    },
  };
  const job = {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata,
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: longestOf(load),
      ttlSecondsAfterFinished: KEPT_SECONDS,
      template: {
        metadata: { labels: metadata.labels },
        spec: {
          restartPolicy: "Never",
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: USER, seccompProfile: { type: "RuntimeDefault" } },
          containers: [container],
          volumes: [{ name: "scripts", configMap: { name } }],
        },
      },
    },
  };
  return {
    apiVersion: "v1",
    kind: "List",
    items: [
      { apiVersion: "v1", kind: "ConfigMap", metadata, data: scripts },
      { apiVersion: "v1", kind: "Secret", metadata, stringData: { ADMIN_TOKEN } },
      job,
    ],
  };
}
