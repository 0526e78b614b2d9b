// What a service hears and says, and from whom and to whom: the channels of the map in words.
import { computed } from "@preact/signals";
import { topology } from "./room-state.ts";

interface Told {
  readonly event: string;
  readonly others: readonly string[];
}
/** Without the one that hears everything. */
const edges = computed(() => {
  const { edges: all = [], services = [] } = topology.value ?? {};
  const watchers = new Set(services.filter(({ observes }) => observes === "all").map(({ name }) => name));
  return all.filter(({ to }) => !watchers.has(to));
});

function grouped(pairs: readonly (readonly [event: string, other: string])[]): readonly Told[] {
  const byEvent = new Map<string, string[]>();
  for (const [event, other] of pairs) byEvent.set(event, [...(byEvent.get(event) ?? []), other]);
  return [...byEvent].map(([event, others]) => ({ event, others }));
}

const List = ({ title, word, told }: { title: string; word: string; told: readonly Told[] }) => (
  <div>
    <dt class="soft">{title}</dt>
    {told.length === 0 && <dd class="soft">nothing</dd>}
    {told.map(({ event, others }) => (
      <dd key={event}>
        {event}{" "}
        <span class="soft">
          {word} {others.join(", ")}
        </span>
      </dd>
    ))}
  </div>
);

export function Talk({ name }: { name: string }) {
  const heard = edges.value.filter(({ to }) => to === name).map(({ event, from }) => [event, from] as const);
  const said = edges.value.filter(({ from }) => from === name).map(({ event, to }) => [event, to] as const);
  return (
    <dl class="talk small">
      <List title="Hears" word="from" told={grouped(heard)} />
      <List title="Says" word="to" told={grouped(said)} />
    </dl>
  );
}
