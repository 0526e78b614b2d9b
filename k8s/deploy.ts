// Puts the platform into the cluster that kubectl knows, and ends when all of it is ready (`make deploy`).
import { parseArgs } from "node:util";
import { declarations } from "#services/declarations.ts";
import { choiceOf, RELEASE_OPTIONS } from "./options.ts";
import { releaseOf } from "./release.ts";
import { rollOut } from "./roll-out.ts";

const { values } = parseArgs({ options: RELEASE_OPTIONS });

rollOut(releaseOf({ declarations, broker: "redis", ...choiceOf(values) }), (line) => console.log(line));
