// How a bug is planted: one handler of one service is replaced, or the view that the services have of their stores.
import type { AnyReacts, Service } from "#platform/declare/implementation.ts";
import type { Store } from "#platform/runtime/store/port.ts";
import { services } from "#services/all.ts";
import type { RunOptions } from "#tools/simulate/run.ts";

export interface PlantedBug {
  readonly name: string;
  readonly services: readonly Service[];
  readonly options: RunOptions;
}

/** A service whose handler of one reaction is another. */
export function inHandler(
  name: string,
  service: string,
  reaction: string,
  change: (original: AnyReacts) => AnyReacts,
): PlantedBug {
  const found = services.find(({ declaration }) => declaration.name === service)?.reactions[reaction];
  if (!found) throw new Error(`${service} has no ${reaction} to plant a bug in.`);
  const changed = services.map((each) =>
    each.declaration.name === service ? { ...each, reactions: { ...each.reactions, [reaction]: change(found) } } : each,
  );
  return { name, services: changed, options: {} };
}

/** Every service's store with some operations replaced. */
export const inStore = (name: string, change: (store: Store, service: string) => Partial<Store>): PlantedBug => ({
  name,
  services,
  options: { wrapStore: (store, service) => altered(store, change(store, service)) },
});

function altered(store: Store, changes: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const changed = changes[name];
      if (changed) return changed;
      const value = target[name];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
