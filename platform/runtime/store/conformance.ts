// What every store must do, whatever it is made of: the same tests run against each.
import { describe } from "vitest";
import { committing } from "./conformance/committing.ts";
import { counters } from "./conformance/counters.ts";
import { feeds } from "./conformance/feeds.ts";
import type { OpenStore } from "./conformance/harness.ts";
import { inbox } from "./conformance/inbox.ts";
import { indexes } from "./conformance/indexes.ts";
import { journal } from "./conformance/journal.ts";
import { outbox } from "./conformance/outbox.ts";
import { pages } from "./conformance/pages.ts";
import { parking } from "./conformance/parking.ts";
import { records } from "./conformance/records.ts";
import { tallies } from "./conformance/tallies.ts";

export type { OpenStore, StoreOptions, StoreUnderTest } from "./conformance/harness.ts";

/** Defines the tests; `openStore` opens an empty store for each of them. */
export function storeConformance(name: string, openStore: OpenStore): void {
  describe(`${name} is a store`, () => {
    for (const part of [records, counters, indexes, feeds, committing, inbox, parking, outbox, journal, tallies, pages])
      part(openStore);
  });
}
