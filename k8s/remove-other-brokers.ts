// Takes away what a release on another broker has left: Tilt remembers nothing of the session before.
import { parseArgs } from "node:util";
import { declarations } from "#services/declarations.ts";
import { remove } from "./cluster.ts";
import { choiceOf, RELEASE_OPTIONS } from "./options.ts";
import { objectsOfOtherBrokers } from "./other-brokers.ts";
import { releaseOf } from "./release.ts";

const { values } = parseArgs({ options: RELEASE_OPTIONS });

const removed = remove(objectsOfOtherBrokers(releaseOf({ declarations, broker: "redis", ...choiceOf(values) })));
console.log(removed || "There is nothing of another broker.");
