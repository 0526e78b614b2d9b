// Which services there are, and how to stop and start them where that is possible.
import { Problem } from "#contracts/problems.ts";
import type { Fleet } from "#platform/declare/implementation.ts";
import type { ServiceView } from "../domain/service-view.ts";
import type { OperationsPorts } from "../ports.ts";

type Ports = Pick<OperationsPorts, "declarations" | "fleet" | "cluster">;

export async function readFleet({ declarations, fleet, cluster }: Ports): Promise<readonly ServiceView[]> {
  const names = declarations.map(({ name }) => name);
  return (
    fleet?.list() ?? (await cluster?.services(names)) ?? names.map((name) => ({ name, state: "unknown" as const }))
  );
}

/** The fleet, once it is certain that it has a service of this name. */
export function fleetWith(service: string, { fleet }: Ports): Fleet {
  if (!fleet) throw new Problem("not-supported-here");
  if (!fleet.list().some(({ name }) => name === service)) throw new Problem("service-unknown");
  return fleet;
}
