// One server with a volume of its own (the store, a broker), in the same safe form for all of them.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { containerSecurity, podSecurity } from "./hardening.ts";
import { labelsOf, type Role, selectorOf } from "./labels.ts";
import { fingerprint, READ_AT_START } from "./read-at-start.ts";
import { type Needs, resourcesOf } from "./resources.ts";
import { account, disruptionBudget } from "./web-address.ts";

interface PlaceOfFile {
  readonly path: string;
  readonly file: string;
}
/** Of a whole volume, or of files in it. */
type Place = string | PlaceOfFile | readonly PlaceOfFile[];

export interface Server {
  readonly name: string;
  readonly role: Role;
  readonly image: string;
  /** As whom the image is made to run. */
  readonly user: number;
  readonly ports: Readonly<Record<string, number>>;
  /** The first of its ports is asked whether it is ready. */
  readonly readiness?: k8s.Probe;
  readonly needs: Needs;
  /** Left out where its data may go with its pod. */
  readonly disk?: string;
  /** Where it writes, if it does. */
  readonly data?: string;
  readonly volumes: readonly k8s.Volume[];
  /** Volume -> where the server finds it. */
  readonly mounts: Readonly<Record<string, Place>>;
  /** What it reads there when it starts and not again, without passwords: when that changes, its pod is made anew. */
  readonly readAtStart?: string;
  readonly container: Partial<k8s.Container>;
  readonly beside?: k8s.Container[];
  readonly grace: number;
  /** Whether it gets a token for the cluster's API. */
  readonly mayAskCluster?: boolean;
}

const DATA = "data";
const claimOf = (name: string): string => `${name}-data`;
/** It outlives whoever has installed it: a broker that was replaced, Helm's uninstall, Tilt's down. */
const KEPT = { "helm.sh/resource-policy": "keep", "tilt.dev/down-policy": "keep" };

export function server(scope: Construct, options: Server): void {
  const { name, role, ports, user, needs, grace, disk, data, readAtStart } = options;
  const labels = labelsOf(name, role);
  const [first = ""] = Object.keys(ports);
  const isListening = { tcpSocket: { port: k8s.IntOrString.fromString(first) }, periodSeconds: 2 };
  account(scope, name, role);
  disruptionBudget(scope, name, role);
  if (disk !== undefined)
    // An object of its own and no template in the StatefulSet, where nobody may make it larger any more.
    new k8s.KubePersistentVolumeClaim(scope, "disk", {
      metadata: { name: claimOf(name), labels, annotations: KEPT },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: k8s.Quantity.fromString(disk) } } },
    });
  new k8s.KubeService(scope, "service", {
    metadata: { name, labels },
    spec: {
      clusterIp: "None",
      selector: selectorOf(name),
      ports: Object.entries(ports).map(([key, port]) => ({ name: key, port })),
    },
  });
  new k8s.KubeStatefulSet(scope, "server", {
    metadata: { name, labels },
    spec: {
      serviceName: name,
      replicas: 1,
      selector: { matchLabels: selectorOf(name) },
      template: {
        metadata: {
          labels,
          ...(readAtStart !== undefined && { annotations: { [READ_AT_START]: fingerprint(readAtStart) } }),
        },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: options.mayAskCluster ?? false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: grace,
          securityContext: podSecurity(user),
          volumes: [...(data === undefined ? [] : [volumeOf(options)]), ...options.volumes],
          containers: [
            {
              name,
              image: options.image,
              imagePullPolicy: "IfNotPresent",
              ports: Object.entries(ports).map(([key, port]) => ({ name: key, containerPort: port })),
              resources: resourcesOf(needs),
              securityContext: containerSecurity,
              readinessProbe: options.readiness ?? isListening,
              ...options.container,
              volumeMounts: mountsOf(options),
            },
            ...(options.beside ?? []),
          ],
        },
      },
    },
  });
}

const volumeOf = ({ name, disk }: Server): k8s.Volume => ({
  name: DATA,
  ...(disk === undefined ? { emptyDir: {} } : { persistentVolumeClaim: { claimName: claimOf(name) } }),
});

function mountsOf({ data, mounts }: Server): k8s.VolumeMount[] {
  const places = Object.entries<Place>({ ...(data === undefined ? {} : { [DATA]: data }), ...mounts });
  return places.flatMap(([name, place]) => {
    if (typeof place === "string") return [{ name, mountPath: place }];
    const files: readonly PlaceOfFile[] = "path" in place ? [place] : place;
    return files.map(({ path, file }) => ({ name, mountPath: path, subPath: file }));
  });
}
