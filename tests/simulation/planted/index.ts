// Every planted bug; the simulation must find each.
import * as handlerBugs from "./handler-bugs.ts";
import type { PlantedBug } from "./plant.ts";
import * as storeBugs from "./store-bugs.ts";

export const plantedBugs: readonly PlantedBug[] = [...Object.values(storeBugs), ...Object.values(handlerBugs)];
