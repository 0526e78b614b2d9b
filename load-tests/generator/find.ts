// Finds a way to make load: k6 on the PATH, or as a Job in the cluster that kubectl knows.
import { findProgram, howToGet, Missing } from "#tools/self-hosted/programs.ts";
import type { Generator } from "./generator.ts";
import { runK6Job } from "./k6-job.ts";
import { runK6 } from "./k6-program.ts";

/** `where`: "here" or "cluster"; by default here, when there is a k6. */
export function findGenerator(where: string, environment: Readonly<Record<string, string | undefined>>): Generator {
  if (where !== "" && where !== "here" && where !== "cluster")
    throw new Error(`WHERE=${where} is neither here nor cluster.`);
  const k6 = findProgram("k6", environment);
  if (k6 && where !== "cluster") return (options) => runK6(k6, options);
  if (where === "here") throw new Missing([howToGet("k6")]);
  const kubectl = findProgram("kubectl", environment);
  if (kubectl) return (options) => runK6Job(kubectl, options);
  throw new Missing([`${howToGet("k6")}; or ${howToGet("kubectl")}`]);
}
