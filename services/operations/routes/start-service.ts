import type { Answers } from "#platform/declare/implementation.ts";
import { fleetWith } from "../queries/read-fleet.ts";
import type { operations } from "../service.ts";

export const startService: Answers<typeof operations, "startService"> = async ({ params }, { ports }) => {
  await fleetWith(params.name, ports).start(params.name);
  return { body: { name: params.name, state: "running" } };
};
