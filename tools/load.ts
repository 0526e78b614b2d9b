// `make load URL=… RATE=… SECONDS=… SENT=file.jsonl`: customers for a running platform, and a list of what they sent for the auditor.
import { services } from "#services/all.ts";
import { stockOn } from "./audit/open-books.ts";
import { HttpShelf } from "./audit/over-http/http-shelf.ts";
import { unitsIn } from "./audit/over-http/open.ts";
import { keepComing } from "./load/keep-coming.ts";
import { writeSent } from "./load/sent.ts";
import { Shoppers } from "./load/shoppers.ts";
import { TownOverHttp } from "./load/town-over-http.ts";

const url = process.env["URL"] || "http://localhost:8080";
const administratorToken = process.env["ADMIN_TOKEN"] ?? "";
const rate = Number(process.env["RATE"] || 20);
const seconds = Number(process.env["SECONDS"] || 60);
const sentFile = process.env["SENT"];
const seed = Number(process.env["SEED"] || Date.now() % 1_000_000);

const declarations = services.map(({ declaration }) => declaration);
const town = new TownOverHttp({ url, administratorToken, declarations, seed });
const shelf = new HttpShelf(url, administratorToken);
const shoppers = new Shoppers(town, {
  stock: unitsIn(await stockOn(shelf, new Map())),
  name: `user-${Date.now().toString(36)}`,
  ...(sentFile && { note: (line) => writeSent(sentFile, line) }),
});
shelf.close();
const end = performance.now() + seconds * 1_000;
await keepComing(shoppers, rate, () => performance.now() > end);
await shoppers.served();
town.close();
const accepted = shoppers.requests.filter(({ orderIds }) => orderIds.length > 0).length;
process.stdout.write(`${shoppers.requests.length} customers served, ${accepted} orders accepted.\n`);
