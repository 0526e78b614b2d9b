// Puts a service's example data in place, once in the life of its store.
import type { Service } from "../declare/implementation.ts";
import { type TransactContext, transact } from "./transaction/transact.ts";

/** The inbox mark makes a second seeding at the same moment a duplicate. It is forgotten one day; that it was seen never is. */
const MARK = { eventId: "$seed", topic: "$seed", standing: "done" } as const;

export async function seedOnce({ declaration, seed }: Service, context: TransactContext): Promise<void> {
  if (!seed || (await context.store.tally()).seen[MARK.topic]) return;
  const id = context.newId();
  const cause = { causationId: `/${declaration.name}/seed`, correlationId: id, traceparent: undefined };
  await transact(context, { emits: declaration.seeds, cause, mark: MARK }, async (unitOfWork) => ({
    value: undefined,
    facts: await seed(unitOfWork),
  }));
}
