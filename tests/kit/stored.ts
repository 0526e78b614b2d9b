// Everything that the services have stored, to see that nothing has changed.
import type { Embedded } from "#platform/runtime/embedded.ts";
import { services } from "#services/all.ts";

/** Records and counters by service and state; what the platform notes for itself is left out. */
export const everythingStored = ({ stores }: Embedded): unknown[] =>
  services.flatMap(({ declaration: { name, state } }) =>
    Object.keys(state).map((part) => {
      const dump = stores.get(name)?.dump(part);
      return [`${name}/${part}`, [...(dump?.records ?? [])], [...(dump?.counters ?? [])]];
    }),
  );
