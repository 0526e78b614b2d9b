// A consumer as Dapr's JavaScript SDK documents it; it has the same troubles as the packer, and notes what it did in files.
import { setTimeout as sleep } from "node:timers/promises";
import { DaprPubSubStatusEnum, DaprServer } from "@dapr/dapr";
import { beginAttempt } from "../services/attempts.ts";
import type { Trouble } from "../services/events.ts";
import { SLOW } from "../services/meet-trouble.ts";
import { PUBSUB, TOPICS } from "./topics.ts";

const { APP_PORT = "", DAPR_HTTP_PORT = "", ATTEMPTS_FOLDER = "", CONSUMER = "" } = process.env;

interface Purchase {
  readonly purchaseId: string;
  readonly trouble?: Trouble;
}
const isDue = (trouble: Trouble | undefined, attempt: number, kind: Trouble["kind"]): boolean =>
  trouble?.kind === kind && attempt <= trouble.times;

async function handle({ purchaseId, trouble }: Purchase, headers: object = {}): Promise<DaprPubSubStatusEnum> {
  const attempt = beginAttempt(ATTEMPTS_FOLDER, CONSUMER, purchaseId);
  if (isDue(trouble, attempt, "throws")) throw new Error(`Attempt ${attempt} goes wrong.`);
  if (isDue(trouble, attempt, "asks for a retry")) return DaprPubSubStatusEnum.RETRY;
  if (isDue(trouble, attempt, "refuses")) return DaprPubSubStatusEnum.DROP;
  if (isDue(trouble, attempt, "is slow")) await sleep(SLOW);
  if (isDue(trouble, attempt, "dies before the commit")) process.kill(process.pid, "SIGKILL");
  beginAttempt(ATTEMPTS_FOLDER, `${CONSUMER}-effects`, purchaseId);
  if ("traceparent" in headers) beginAttempt(ATTEMPTS_FOLDER, `${CONSUMER}-traces`, purchaseId);
  if (isDue(trouble, attempt, "dies after the commit")) process.kill(process.pid, "SIGKILL");
  return DaprPubSubStatusEnum.SUCCESS;
}

const server = new DaprServer({
  serverHost: "127.0.0.1",
  serverPort: APP_PORT,
  clientOptions: { daprHost: "127.0.0.1", daprPort: DAPR_HTTP_PORT },
});
for (const topic of TOPICS) await server.pubsub.subscribe(PUBSUB, topic, handle);
await server.start();
