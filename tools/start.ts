// `make start`: the whole platform in this process, with an example catalogue, and a word about what to do next.
import { startEmbedded } from "#platform/runtime/embedded.ts";
import { readLimits } from "#platform/runtime/limits.ts";
import { onTermination } from "#platform/runtime/shutdown.ts";
import { services } from "#services/all.ts";
import { BREAKING, listenTo } from "./start/breaking.ts";
import { EXAMPLES } from "./start/examples.ts";
import { welcome } from "./start/welcome.ts";
import { whyNot } from "./start/why-not.ts";

/** Milliseconds for publishing what is committed and closing the port. */
const REST_OF_END = 2_500;
const DEFAULT_PORT = "8080";

const environment = { FAULTS: "on", ...EXAMPLES, ...process.env };
const port = process.env["PORT"] || DEFAULT_PORT;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const platform = await startEmbedded({ services, port: Number(port), environment });
  onTermination(() => platform.close(), readLimits(environment).drain + REST_OF_END);
  say(welcome(platform, Boolean(process.env["ADMIN_TOKEN"])));
  if (process.env["BREAK"]) {
    say(BREAKING);
    listenTo(process.stdin, platform, say);
  }
} catch (error) {
  process.stderr.write(`${whyNot(error, port, "make start")}\n`);
  process.exit(1);
}
