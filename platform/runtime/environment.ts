// The environment of one service's process: ports, addresses and secrets, each checked at the start.
import { z } from "zod";
import { PUBSUB } from "../derive/dapr/resource.ts";
import { describeIssues } from "./issues.ts";

const Port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  /** The service's routes. */
  PORT: Port.default(8080),
  /** Where the sidecar brings events. */
  INTAKE_PORT: Port.default(8081),
  /** What the sidecar shows with every event. */
  APP_API_TOKEN: z.string("Set it to a secret that the sidecar has too: without one, anybody could bring events."),
  DAPR_HTTP_PORT: Port.default(3500),
  /** What the sidecar asks for. */
  DAPR_API_TOKEN: z.string().optional(),
  PUBSUB: z.string().default(PUBSUB),
  STORE_URL: z.url({ protocol: /^rediss?$/, error: "Set it to redis://[user:password@]host:port." }),
  /** Without it nobody is an administrator. */
  ADMIN_TOKEN: z.string().default(""),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});
export type Environment = z.infer<typeof Environment>;

/** Throws an error that names each variable that is wrong. Empty texts count as not set. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
  const result = Environment.safeParse(given);
  if (result.success) return result.data;
  throw new Error(`The environment is wrong: ${describeIssues(result.error)}`);
}
