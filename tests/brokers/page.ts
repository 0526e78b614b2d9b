// docs/reference/brokers.md: what comes of each case on each broker, and in what they differ.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { cases, type Findings } from "./findings.ts";

export const PAGE = "docs/reference/brokers.md";

const NAMES: Readonly<Record<Broker, string>> = { redis: "Redis", rabbitmq: "RabbitMQ", kafka: "Kafka" };
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** One answer where all brokers give the same, otherwise each with its brokers. */
function together(answers: readonly (readonly [Broker, string | undefined])[]): string {
  const brokersOf = new Map<string, string[]>();
  for (const [broker, answer = "–"] of answers)
    brokersOf.set(answer, [...(brokersOf.get(answer) ?? []), NAMES[broker]]);
  const [only] = brokersOf.keys();
  if (brokersOf.size === 1 && only !== undefined) return only;
  return [...brokersOf].map(([answer, names]) => `${names.join(", ")}: ${answer}`).join("; ");
}

function outcomes(all: readonly Findings[]): string {
  const rows = cases.map(({ title }) => [
    title,
    ...all.map(({ found }) => found[title]?.outcome ?? "–"),
    together(all.map(({ broker, plain }) => [broker, plain[title]])),
  ]);
  return table(["what happens", ...all.map(({ broker }) => NAMES[broker]), "plain Dapr, SDK defaults"], rows);
}

function differences(all: readonly Findings[]): string {
  const questions = cases.flatMap(({ title }) =>
    Object.keys(all[0]?.found[title]?.measured ?? {}).map((q) => [title, q]),
  );
  const rows = questions.map(([title = "", question = ""]) => [
    question,
    ...all.map(({ found }) => found[title]?.measured?.[question] ?? "–"),
  ]);
  return table(["measured", ...all.map(({ broker }) => NAMES[broker])], rows);
}

export function page(all: readonly Findings[]): string {
  const [{ daprd, cores }] = all as readonly [Findings];
  return `# What holds on every broker

Written by \`make test-brokers\` from one run of each case on each broker: services as processes of their own, each beside a
real sidecar (daprd ${daprd}), a real broker, a real store. The cases are in [tests/brokers/cases](../../tests/brokers/cases).

${outcomes(all)}

The first three columns must say the same: a run in which one does not, fails. The last one is a control, as found: the same
events to a consumer as Dapr's JavaScript SDK documents it, with components that name an address and leave everything else at
Dapr's defaults ([tests/brokers/plain-dapr](../../tests/brokers/plain-dapr)). An event counts as lost there when it has not come
20 s later (where a sidecar died: 85 s on Redis, 25 s on RabbitMQ, 75 s on Kafka), and one that was published after that has. A
dash: there is no such thing to ask for. It has the same brokers, set up to keep what they take (Redis with its append-only file), and
on Kafka its topics are made for it, with one partition. When the broker is killed or wiped, its consumer is away meanwhile.

## What differs

Delays and the order of events are the broker's own and cannot be made equal; nothing here relies on them. Measured once, on ${cores} cores
that other work may have shared.

${differences(all)}

- **Order.** Kafka hands over one subject's events in order, because it is the partition's key; Redis and RabbitMQ in parallel. A
  service handles at once what comes together, so on none of them are events done with in the order in which they were published.
- **What is in the hands of a consumer that dies** comes back when RabbitMQ notices the closed connection, when Kafka has
  rebalanced, and on Redis after the component's \`processingTimeout\`, or earlier by replay.
- **A slow handler** holds up what was handed over together with it, and what waits behind that on the same topic of the same replica.
  On Redis 64 events that are in the hands of slow handlers hold up all topics of their replica, because its sidecar hands over no more
  at once.
- **A new consumer group** hears the past from the broker on Redis and Kafka (24 h). RabbitMQ has no past: the publishers replay
  it from their journals (1 h).
`;
}
