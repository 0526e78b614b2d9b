// Stops a service, or starts it, where that can be done from here.
import { signal } from "@preact/signals";
import { askAsAdministrator } from "./administrator.ts";
import { canStop, loadFleet, said, stateOf } from "./room-state.ts";

const busy = signal<string | undefined>(undefined);

async function turn(name: string, verb: "stop" | "start"): Promise<void> {
  busy.value = name;
  const { ok, trouble } = await askAsAdministrator("POST", `/services/${name}/${verb}`);
  said.value = ok ? `${name} is ${verb === "stop" ? "stopped; its events wait for it" : "running again"}.` : trouble;
  await loadFleet();
  busy.value = undefined;
}

export function SwitchButton({ name }: { name: string }) {
  if (!canStop.value || name === "operations")
    return (
      <button
        type="button"
        disabled
        title={canStop.value ? "Nobody could start it again." : "Not from here: use the tools of the cluster."}
      >
        Stop
      </button>
    );
  const verb = stateOf(name) === "stopped" ? "start" : "stop";
  return (
    <button
      type="button"
      class={verb === "stop" ? "danger" : "main"}
      disabled={busy.value === name}
      onClick={() => void turn(name, verb)}
    >
      {verb === "stop" ? "Stop" : "Start"} {name}
    </button>
  );
}
