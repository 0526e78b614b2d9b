// Outboxes, parked events, dead letters and the broker are empty in the end.
import type { Books } from "../books.ts";

export const nothingIsLeft = ({ leftovers }: Books): string[] => [...leftovers];
