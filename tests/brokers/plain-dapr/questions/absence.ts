// What becomes of events whose consumer is not there yet, not there for a while, or whose broker is not.
import { newId } from "../../test-bench.ts";
import { fateOfAll } from "../ledger.ts";
import { FEW, type PlainDapr } from "../plain-dapr.ts";

export const publishedBeforeFirstStart = (plain: PlainDapr): Promise<string> => plain.fate("first", plain.published);

export async function readFromTheStart(plain: PlainDapr): Promise<string> {
  const { newcomer, consumedByNewcomer } = plain.parts;
  const earlier = await plain.publish("rough", FEW);
  await newcomer.start();
  const effects = await consumedByNewcomer.look(earlier);
  await newcomer.stop();
  return fateOfAll(effects);
}

export const publishedWhileAway = (plain: PlainDapr): Promise<string> => whileAway(plain, async () => {});

export const brokerKilled = (plain: PlainDapr): Promise<string> =>
  whileAway(plain, async () => {
    await plain.parts.broker.kill();
    await plain.parts.broker.start();
  });

export const brokerWiped = (plain: PlainDapr): Promise<string> => whileAway(plain, () => plain.parts.broker.wipe());

/** The consumer goes, events are published, something happens, and the consumer is back. */
async function whileAway(plain: PlainDapr, happens: () => Promise<void>): Promise<string> {
  const { consumer } = plain.parts;
  await consumer.stop();
  const ids = await plain.publish("rough", FEW);
  await happens();
  await consumer.start();
  const fate = await plain.fate("rough", ids);
  await plain.renewSidecars();
  return fate;
}

export async function brokerStopped(plain: PlainDapr): Promise<string> {
  const { broker } = plain.parts;
  const before = await plain.publish("rough", FEW);
  await broker.stop();
  const refusal = await plain.publishOne("rough", { purchaseId: newId() });
  await broker.start();
  const fate = await plain.fate("rough", before);
  await plain.renewSidecars();
  return `${refusal ? "refused" : "accepted"} meanwhile; ${fate}`;
}
