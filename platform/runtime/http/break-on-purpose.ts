// Answers a person who wants to see what holds: slows a service down, makes its handlers throw, poisons a topic.
import { Problem } from "#contracts/problems.ts";
import { FaultSettings } from "../../declare/fault-settings.ts";
import { type FaultDoor, Poison } from "../../derive/fault-doors.ts";
import { emittedBy } from "../../derive/graph.ts";
import type { FaultSwitch } from "../fault-switch.ts";
import type { ServiceRuntime } from "../service-runtime.ts";
import { parsed } from "./parsed.ts";

type Breaking = (runtime: ServiceRuntime, body: unknown) => Promise<object>;

export const BREAK: Readonly<Record<FaultDoor, Breaking>> = {
  async faults(runtime, body) {
    const settings = parsed(FaultSettings, body);
    await switchOf(runtime).set(settings);
    return settings;
  },
  async poison(runtime, body) {
    const { topic } = parsed(Poison, body);
    switchOf(runtime);
    if (!emittedBy(runtime.service.declaration).some(({ name }) => name === topic))
      throw new Problem("request-invalid", {
        errors: [{ field: "topic", message: `is none that ${runtime.name} publishes` }],
      });
    return { topic, eventId: await runtime.poison(topic) };
  },
};

function switchOf({ faultSwitch }: ServiceRuntime): FaultSwitch {
  if (faultSwitch) return faultSwitch;
  throw new Problem("not-supported-here", { detail: "Services are broken on purpose only where FAULTS=on is set." });
}
