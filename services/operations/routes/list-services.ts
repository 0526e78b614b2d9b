import type { Answers } from "#platform/declare/implementation.ts";
import { readFleet } from "../queries/read-fleet.ts";
import type { operations } from "../service.ts";

export const listServices: Answers<typeof operations, "listServices"> = async (_, { ports }) => ({
  body: { services: await readFleet(ports) },
});
