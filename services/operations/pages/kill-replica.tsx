// Kills a replica where others come in its place, and says why not elsewhere.
import { askAsAdministrator } from "./administrator.ts";
import { canBreak, canStop, isCluster, loadFleet, said } from "./room-state.ts";

async function kill(name: string): Promise<void> {
  const { ok, body, trouble } = await askAsAdministrator<{ replica?: string }>("POST", `/services/${name}/kill`);
  const killed = body?.replica
    ? `${body.replica} is killed; another one takes over its work.`
    : `${name} has no replica.`;
  said.value = ok ? killed : trouble;
  await loadFleet();
}

export function KillReplica({ name }: { name: string }) {
  if (isCluster.value && canBreak.value)
    return (
      <div class="row">
        <button type="button" class="danger" onClick={() => void kill(name)}>
          Kill a replica of {name}
        </button>
      </div>
    );
  return (
    <div class="cannot small">
      <strong>Kill a replica</strong>{" "}
      {canStop.value ? (
        <span class="soft">is for a cluster; here each service is one process or a part of one.</span>
      ) : (
        <span class="soft">
          is not done from this page, unless <code>FAULTS=on</code> was set: <code>kubectl delete pod --now</code> with
          a pod of {name}.
        </span>
      )}
    </div>
  );
}
