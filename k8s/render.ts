// Prints the objects of a release: `node --import tsx k8s/render.ts --broker kafka --tag 1.2.3 | kubectl apply -f -`.
import { parseArgs } from "node:util";
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { manifestsOf, textOf } from "./manifests.ts";
import { releaseOf } from "./release.ts";

const { values } = parseArgs({
  options: {
    broker: { type: "string", default: "redis" },
    registry: { type: "string" },
    tag: { type: "string" },
    namespace: { type: "string" },
  },
});
const { broker, ...choice } = values;
if (!isBroker(broker)) throw new Error(`--broker is one of ${BROKERS.join(", ")}.`);

const release = releaseOf({ declarations, broker, ...choice });
process.stdout.write(textOf(manifestsOf(release).flatMap(({ objects }) => objects)));
