// Prints the objects of a release: `node --import tsx k8s/render.ts --broker kafka --tag 1.2.3 | kubectl apply -f -`.
import { parseArgs } from "node:util";
import { declarations } from "#services/declarations.ts";
import { manifestsOf, textOf } from "./manifests.ts";
import { choiceOf, RELEASE_OPTIONS } from "./options.ts";
import { releaseOf } from "./release.ts";

const { values } = parseArgs({ options: RELEASE_OPTIONS });

const release = releaseOf({ declarations, broker: "redis", ...choiceOf(values) });
process.stdout.write(textOf(manifestsOf(release).flatMap(({ objects }) => objects)));
