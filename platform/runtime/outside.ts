// What a service gets from its surroundings: settings from the environment, and ports to the outside.
import type { PortContext, Service } from "../declare/implementation.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import type { Host } from "./host.ts";
import { describeIssues } from "./issues.ts";
import { type TransactContext, transact } from "./transaction/transact.ts";

/** Throws an error that names each setting that is wrong. Empty texts count as not set. */
export function readSettings({ name, settings }: ServiceDeclaration, environment: Host["environment"]): object {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = settings.safeParse(given);
  if (result.success) return result.data as object;
  throw new Error(
    `The settings of ${name} are wrong: ${describeIssues(result.error)}. Correct these environment variables.`,
  );
}

export function buildPorts(
  { ports, declaration }: Service,
  { declarations, fleet, traceOf }: Host,
  context: TransactContext,
): object {
  if (!ports) return {};
  const cause = () => ({
    causationId: `/${declaration.name}/ports`,
    correlationId: context.newId(),
    traceparent: undefined,
  });
  const portContext: PortContext = {
    settings: context.settings as PortContext["settings"],
    declarations,
    fleet,
    traceOf,
    async transact(work) {
      const result = await transact(context, { emits: [], cause: cause() }, async (unitOfWork) => ({
        ...(await work(unitOfWork)),
        facts: [],
      }));
      if (result.outcome !== "committed") throw new Error("A port has no inbox mark and cannot be a duplicate.");
      return result.value;
    },
  };
  return ports(portContext);
}
