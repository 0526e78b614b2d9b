// What the injector is told about a service's sidecar.
import { APP_HEALTH } from "#platform/derive/dapr/app-health.ts";
import { CONFIGURATION } from "#platform/derive/dapr/configuration.ts";
import { SIDECAR_ENVIRONMENT } from "#platform/derive/dapr/sidecar-environment.ts";
import { ENDING } from "./ending.ts";
import { PORTS } from "./ports.ts";
import { SIDECAR } from "./resources.ts";

/**
 * A container beside the service and no native sidecar: of those the kubelet ends the service first, while its sidecar
 * still brings events (dapr #9422). Here both are told at once; the sidecar stops bringing events, and goes after the service.
 */
export const sidecarAnnotations = (service: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      enabled: true,
      "app-id": service,
      "app-port": PORTS.intake,
      "app-protocol": "http",
      config: CONFIGURATION,
      // One secret between the two containers of a pod, in both directions; it is in the key `token`.
      "api-token-secret": service,
      "app-token-secret": service,
      "enable-app-health-check": true,
      "app-health-check-path": APP_HEALTH.path,
      "app-health-probe-interval": APP_HEALTH.interval,
      "app-health-threshold": APP_HEALTH.threshold,
      "block-shutdown-duration": `${ENDING.block}s`,
      "graceful-shutdown-seconds": ENDING.sidecar,
      env: Object.entries(SIDECAR_ENVIRONMENT)
        .map(([variable, value]) => `${variable}=${value}`)
        .join(","),
      "max-body-size": "16Mi",
      "disable-builtin-k8s-secret-store": true,
      // Actors and jobs are not used; otherwise a sidecar waits for their servers.
      "placement-host-address": "",
      "scheduler-host-address": "",
      "sidecar-seccomp-profile-type": "RuntimeDefault",
      "sidecar-cpu-request": SIDECAR.cpu,
      "sidecar-cpu-limit": SIDECAR.mostCpu,
      "sidecar-memory-request": SIDECAR.memory,
      "sidecar-memory-limit": SIDECAR.mostMemory,
    }).map(([name, value]) => [`dapr.io/${name}`, String(value)]),
  );
