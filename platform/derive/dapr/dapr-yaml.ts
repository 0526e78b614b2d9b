// The run file for `dapr run -f`: every service beside its sidecar, for those who have the Dapr CLI.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { APP_HEALTH } from "./app-health.ts";
import { portsAt } from "./ports.ts";

/** Far below the ports that systems give out by themselves. */
export const FIRST_PORT = 18_100;
/** From the folder of the run file. */
const ROOT = "../../..";

export const daprRunFile = (
  declarations: readonly ServiceDeclaration[],
  environment: Readonly<Record<string, string>>,
) => ({
  version: 1,
  common: {
    resourcesPaths: ["./resources"],
    configFilePath: "./config.yaml",
    enableAppHealthCheck: true,
    appHealthCheckPath: APP_HEALTH.path,
    appHealthProbeInterval: APP_HEALTH.interval,
    appHealthThreshold: APP_HEALTH.threshold,
    // Many events go in one request.
    maxBodySize: "16Mi",
    apiListenAddresses: "127.0.0.1",
    // There are no actors and no jobs.
    placementHostAddress: "",
    schedulerHostAddress: "",
    env: environment,
  },
  apps: declarations.map(({ name }, place) => {
    const ports = portsAt(place, FIRST_PORT);
    return {
      appID: name,
      appDirPath: ROOT,
      appPort: ports.intake,
      daprHTTPPort: ports.sidecar,
      daprGRPCPort: ports.sidecarGrpc,
      daprInternalGRPCPort: ports.sidecarInternal,
      metricsPort: ports.sidecarMetrics,
      command: ["node", "--import", "tsx", `services/${name}/main.ts`],
      env: { PORT: String(ports.service), INTAKE_PORT: String(ports.intake), DAPR_HTTP_PORT: String(ports.sidecar) },
    };
  }),
});
