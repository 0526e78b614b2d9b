// `make dapr BROKER=redis|rabbitmq|kafka`: the platform as processes with real sidecars, a real broker and a real store.
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { onTermination } from "#platform/runtime/shutdown.ts";
import { startSelfHosted } from "./self-hosted/self-hosted.ts";
import { EXAMPLES } from "./start/examples.ts";
import { welcome } from "./start/welcome.ts";
import { whyNot } from "./start/why-not.ts";

const broker = process.env["BROKER"] || "redis";
const port = process.env["PORT"] || "8080";
const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** Thirteen services drain, and a broker leaves in order. */
const LONGEST_END = 60_000;

try {
  if (!isBroker(broker)) throw new Error(`BROKER=${broker} is none of ${BROKERS.join(", ")}.`);
  const environment = { FAULTS: "on", ...EXAMPLES, ...process.env };
  const ending = new AbortController();
  const starting = startSelfHosted({ broker, port: Number(port), environment, say, signal: ending.signal });
  onTermination(async () => {
    ending.abort();
    await (await starting).close();
  }, LONGEST_END);
  const platform = await starting;
  const place = `Its processes are on this machine: services and sidecars with their logs, the store and ${broker}: ${platform.folder}\nCtrl+C ends them all and removes their data. docs/guides/self-hosted.md tells more.`;
  say(welcome(platform, Boolean(process.env["ADMIN_TOKEN"]), place));
} catch (error) {
  process.stderr.write(`${whyNot(error, port, `make dapr BROKER=${broker}`)}\n`);
  process.exit(1);
}
