// The books of a simulated world: every service's own store.
import type { World } from "#platform/simulate/world.ts";
import type { Books } from "../audit/books.ts";
import { openBooks } from "../audit/open-books.ts";
import type { Shelf } from "../audit/shelf.ts";
import type { Shoppers } from "../load/shoppers.ts";
import { leftoversOf } from "./quiet.ts";

const shelfOf = (world: World): Shelf => ({
  records: async <T>(service: string, state: string) =>
    world.storeOf(service).dump(state).records as ReadonlyMap<string, T>,
  counters: async (service, state) => world.storeOf(service).dump(state).counters,
  members: async (service, state, set) => {
    const members = await world.storeOf(service).range(state, set, { limit: 1_000 });
    return new Map(members.map(({ member, score }) => [member, score]));
  },
  tally: (service) => world.storeOf(service).tally(),
});

export async function booksOf(world: World, shoppers: Shoppers, lowest: ReadonlyMap<string, number>): Promise<Books> {
  const { requests, supplied } = shoppers;
  const leftovers = await leftoversOf(world);
  return openBooks(shelfOf(world), { requests, supplied, lowest, events: [...world.committed.values()], leftovers });
}
