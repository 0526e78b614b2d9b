// Prints the objects of a release: `node --import tsx k8s/render.ts --broker kafka --tag 1.2.3 | kubectl apply -f -`.
import { parseArgs } from "node:util";
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { manifestsOf, textOf } from "./manifests.ts";
import { observabilityOf, observabilityOptions } from "./observability/options.ts";
import { isProfile, PROFILES, releaseOf } from "./release.ts";

const { values } = parseArgs({
  options: {
    broker: { type: "string", default: "redis" },
    registry: { type: "string" },
    tag: { type: "string" },
    namespace: { type: "string" },
    faults: { type: "string", default: "off" },
    profile: { type: "string", default: "usual" },
    ...observabilityOptions,
  },
});
const { broker, faults, profile, observability, collector, sampled, ...choice } = values;
if (!isBroker(broker)) throw new Error(`--broker is one of ${BROKERS.join(", ")}.`);
if (!isProfile(profile)) throw new Error(`--profile is one of ${Object.keys(PROFILES).join(", ")}.`);

const seen = observabilityOf({ observability, collector, sampled });
const release = releaseOf({ declarations, broker, profile, faults: faults === "on", ...seen, ...choice });
process.stdout.write(textOf(manifestsOf(release).flatMap(({ objects }) => objects)));
