// One server with a volume of its own (the store, a broker), in the same safe form for all of them.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { containerSecurity, podSecurity } from "./hardening.ts";
import { labelsOf, type Role, selectorOf } from "./labels.ts";
import { type Needs, resourcesOf } from "./resources.ts";
import { account, disruptionBudget } from "./web-address.ts";

/** Of a whole volume, or of one file in it. */
type Place = string | { readonly path: string; readonly file: string };

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
  readonly disk: string;
  readonly data: string;
  readonly volumes: readonly k8s.Volume[];
  /** Volume -> where the server finds it. */
  readonly mounts: Readonly<Record<string, Place>>;
  readonly container: Partial<k8s.Container>;
  readonly beside?: k8s.Container[];
  readonly grace: number;
}

const DATA = "data";

export function server(scope: Construct, options: Server): void {
  const { name, role, ports, user, needs, grace } = options;
  const labels = labelsOf(name, role);
  const [first = ""] = Object.keys(ports);
  const isListening = { tcpSocket: { port: k8s.IntOrString.fromString(first) }, periodSeconds: 2 };
  account(scope, name, role);
  disruptionBudget(scope, name, role);
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
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: grace,
          securityContext: podSecurity(user),
          volumes: [...options.volumes],
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
              volumeMounts: Object.entries<Place>({ [DATA]: options.data, ...options.mounts }).map(
                ([volume, place]) => ({
                  name: volume,
                  ...(typeof place === "string"
                    ? { mountPath: place }
                    : { mountPath: place.path, subPath: place.file }),
                }),
              ),
            },
            ...(options.beside ?? []),
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: DATA, labels },
          spec: {
            accessModes: ["ReadWriteOnce"],
            resources: { requests: { storage: k8s.Quantity.fromString(options.disk) } },
          },
        },
      ],
    },
  });
}
