import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { fleetWith } from "../queries/read-fleet.ts";
import { operations } from "../service.ts";

export const stopService: Answers<typeof operations, "stopService"> = async ({ params }, { ports }) => {
  const fleet = fleetWith(params.name, ports);
  if (params.name === operations.name)
    throw new Problem("not-supported-here", { detail: "Nobody would be left to start operations again." });
  await fleet.stop(params.name);
  return { body: { name: params.name, state: "stopped" } };
};
