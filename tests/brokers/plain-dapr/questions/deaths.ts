// What becomes of events in the hands of a process that is killed.
import { setTimeout as sleep } from "node:timers/promises";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import type { Trouble } from "../../services/events.ts";
import { LOOKS_FOR } from "../ledger.ts";
import { FEW, type PlainDapr } from "../plain-dapr.ts";

/** A dead sidecar's events come again after 75 s by default on Redis; Kafka hands over one slow event after the other. */
const LOOKS_FOR_REDELIVERY: Readonly<Record<Broker, number>> = { redis: 85_000, rabbitmq: 25_000, kafka: 75_000 };

export async function fateOfKilled(plain: PlainDapr, kind: Trouble["kind"]): Promise<string> {
  const { consumer } = plain.parts;
  const ids = await plain.publish("rough", 1, { kind, times: 1 });
  await soon(() => consumer.app?.isRunning === false);
  await consumer.startApp();
  return plain.fate("rough", ids, { enough: kind === "dies after the commit" ? 2 : 1 });
}

/** The app goes on with what it has in hand; should it come again, it is done again. */
export const sidecarKilled = (plain: PlainDapr): Promise<string> =>
  killInHand(plain, () => plain.parts.consumer.sidecar.kill(), 2);

export const bothKilled = (plain: PlainDapr): Promise<string> =>
  killInHand(plain, () => plain.parts.consumer.kill(), 1);

/** The app first, as a supervisor would do it. */
export const toldToEnd = (plain: PlainDapr): Promise<string> => killInHand(plain, () => plain.parts.consumer.stop(), 1);

async function killInHand(plain: PlainDapr, kill: () => Promise<void>, enough: number): Promise<string> {
  const { consumer, consumed } = plain.parts;
  const ids = await plain.publish("rough", FEW, { kind: "is slow", times: 1 });
  await soon(() => ids.some((id) => consumed.attempts(id) > 0));
  await kill();
  await consumer.start();
  return plain.fate("rough", ids, { within: LOOKS_FOR_REDELIVERY[plain.kind], enough });
}

async function soon(isSo: () => boolean): Promise<void> {
  const end = performance.now() + LOOKS_FOR;
  while (!isSo() && performance.now() < end) await sleep(20);
}
