// Puts the platform into the cluster that kubectl knows, and ends when all of it is ready (`make deploy`).
import { parseArgs } from "node:util";
import { declarations } from "#services/declarations.ts";
import { choiceOf, RELEASE_OPTIONS } from "./options.ts";
import { releaseOf } from "./release.ts";
import { rollOut } from "./roll-out.ts";
import { letAutoscalersGo } from "./swap/autoscalers.ts";

const { values } = parseArgs({ options: RELEASE_OPTIONS });

const release = releaseOf({ declarations, broker: "redis", ...choiceOf(values) });
rollOut(release, (line) => console.log(line));
// A swap of the broker that was killed may have left them held.
letAutoscalersGo(release.namespace);
