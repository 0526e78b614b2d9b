import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import type { operations } from "../service.ts";

export const killReplica: Answers<typeof operations, "killReplica"> = async ({ params: { name } }, { ports }) => {
  const { cluster, declarations } = ports;
  if (!cluster) throw new Problem("not-supported-here", { detail: "Replicas are killed from here only in a cluster." });
  if (!declarations.some((service) => service.name === name)) throw new Problem("service-unknown");
  const replica = await cluster.killReplica(name);
  return { body: { name, ...(replica !== undefined && { replica }) } };
};
