// `make start`: the whole platform in this process, with an example catalogue, and a word about what to do next.
import { startEmbedded } from "#platform/runtime/embedded.ts";
import { onTermination } from "#platform/runtime/shutdown.ts";
import { services } from "#services/all.ts";
import { welcome } from "./start/welcome.ts";

const EXAMPLES = { SEED_PRODUCTS: "20", SEED_STOCK: "1000", SEED_USERS: "1" };
const DEFAULT_PORT = 8080;

const environment = { ...EXAMPLES, ...process.env };
const platform = await startEmbedded({ services, port: Number(process.env["PORT"] || DEFAULT_PORT), environment });
onTermination(() => platform.close());
process.stdout.write(welcome(platform, process.env["ADMIN_TOKEN"] !== undefined));
