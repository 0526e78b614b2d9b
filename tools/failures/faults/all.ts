// Every way in which the platform is broken.
import type { Fault } from "./fault.ts";
import { killBroker } from "./kill-broker.ts";
import { killService } from "./kill-service.ts";
import { killSidecar } from "./kill-sidecar.ts";
import { killStore } from "./kill-store.ts";
import { stopService } from "./stop-service.ts";
import { wipeBroker } from "./wipe-broker.ts";

export const FAULTS: readonly Fault[] = [killService, killSidecar, stopService, killBroker, wipeBroker, killStore];
