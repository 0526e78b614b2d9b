// Puts the platform into the cluster that kubectl knows, and ends when all of it is ready (`make deploy`).
import { parseArgs } from "node:util";
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { observabilityOf, observabilityOptions } from "./observability/options.ts";
import { releaseOf } from "./release.ts";
import { rollOut } from "./roll-out.ts";

const { values } = parseArgs({
  options: {
    broker: { type: "string", default: "redis" },
    registry: { type: "string" },
    tag: { type: "string" },
    namespace: { type: "string" },
    /** Services may be made slow or failing on purpose, and replicas killed. */
    faults: { type: "string", default: "off" },
    ...observabilityOptions,
  },
});
const { broker, faults, observability, collector, sampled, ...choice } = values;
if (!isBroker(broker)) throw new Error(`--broker is one of ${BROKERS.join(", ")}.`);

const seen = observabilityOf({ observability, collector, sampled });
const release = releaseOf({ declarations, broker, faults: faults === "on", ...seen, ...choice });
rollOut(release, (line) => console.log(line));
