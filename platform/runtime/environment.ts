// The environment of one service's process: ports, addresses and secrets, each checked at the start.
import { z } from "zod";
import { PUBSUB } from "../derive/dapr/resource.ts";
import { describeIssues } from "./issues.ts";

const Port = z.coerce.number().int().min(0).max(65_535);

export const EnvironmentShape = z.object({
  PORT: Port.default(8080).describe("The service's routes."),
  INTAKE_PORT: Port.default(8081).describe("Where the sidecar brings events; on this machine only."),
  APP_API_TOKEN: z
    .string("Set it to a secret that the sidecar has too: without one, anybody could bring events.")
    .describe("What the sidecar shows with every event."),
  DAPR_HTTP_PORT: Port.default(3500).describe("Where the sidecar takes events."),
  DAPR_API_TOKEN: z.string().optional().describe("What the sidecar asks for."),
  PUBSUB: z.string().default(PUBSUB).describe("The name of the broker's component."),
  PUBSUB_PER_TOPIC: z
    .stringbool()
    .default(false)
    .describe("Whether the sidecar has a component of its own for each topic that is heard."),
  PUBSUB_PUBLISHERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe(
      "Through how many components of the sidecar events are published: the one that `PUBSUB` names, the same with `-publisher-2` behind it, and so on.",
    ),
  STORE_URL: z
    .url({ protocol: /^rediss?$/, error: "Set it to redis://[user:password@]host:port." })
    .describe("The service's Redis: redis://[user:password@]host:port."),
  STORE_USER: z.string().optional().describe("The user there, where it is not in the URL."),
  STORE_PASSWORD: z
    .string()
    .optional()
    .describe("The password, where it is not in the URL: here characters such as `/` stand as they are."),
  ADMIN_TOKEN: z.string().default("").describe("Who shows it is an administrator; without it nobody is."),
  FAULTS: z
    .enum(["on", "off"])
    .default("off")
    .describe("Whether an administrator may make the service slow or failing on purpose, to see what holds."),
  PUBLISHING: z
    .enum(["on", "paused"])
    .default("on")
    .describe("`paused`: what is committed stays in the outbox, so that a broker can be emptied and replaced."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("The least that is logged."),
});
export type Environment = z.infer<typeof EnvironmentShape>;

/** Throws an error that names each variable that is wrong. Empty texts count as not set. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
  const result = EnvironmentShape.safeParse(given);
  if (result.success) return result.data;
  throw new Error(`The environment is wrong: ${describeIssues(result.error)}`);
}
