// The order flow as it would be with blocking calls: who takes an order calls all others over HTTP, and answers when all have answered.
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Milliseconds; the usual choice, a few seconds, as nobody knows how long the others may take. */
const TIMEOUT = 5_000;
type Body = Readonly<Record<string, unknown>>;
type Answer = readonly [status: number, body: object];
type Handle = (path: string, body: Body) => Promise<Answer>;

/** An honest stand-in for each service: it keeps what it did in memory, once for each order, and knows nothing of failures. */
export class Twin {
  readonly #servers = new Map<string, Server>();
  readonly #ports = new Map<string, number>();
  readonly #agent = new Agent({ keepAlive: true });
  readonly #orders = new Map<string, string[]>();
  readonly #stock = new Map<string, number>();
  #last = 0;

  readonly #services: Readonly<Record<string, Handle>> = {
    order: (path, body) => (path === "/orders" ? this.#takeOrder(body) : this.#history(path.split("/").at(-1) ?? "")),
    inventory: async (_, { sku }) => {
      const sold = (this.#stock.get(String(sku)) ?? 0) + 1;
      this.#stock.set(String(sku), sold);
      return [200, { sold }];
    },
    pricing: async () => [200, { total: 1_999 }],
    billing: async (_, { total }) => [200, { captured: total }],
    shipping: async () => [200, { status: "CREATED" }],
    notification: async () => [200, { sent: true }],
    product: async (path) => [200, { sku: path.split("/").at(-1), name: "A thing" }],
    user: async (path) => [200, { userId: path.split("/").at(-1), name: "Ada" }],
  };

  async start(): Promise<void> {
    for (const name of Object.keys(this.#services)) await this.back(name);
  }
  urlOf(name: string): string {
    return `http://127.0.0.1:${this.#ports.get(name) ?? 0}`;
  }
  /** The service answers, at the port that it had. */
  async back(name: string): Promise<void> {
    const handle = this.#services[name];
    if (!handle || this.#servers.has(name)) return;
    const server = createServer((incoming, response) => void serve(handle, incoming, response));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#ports.get(name) ?? 0, "127.0.0.1", resolve);
    });
    this.#ports.set(name, (server.address() as AddressInfo).port);
    this.#servers.set(name, server);
  }
  /** The service is gone, and its connections with it. */
  async away(name: string): Promise<void> {
    const server = this.#servers.get(name);
    this.#servers.delete(name);
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
  async close(): Promise<void> {
    for (const name of this.#servers.keys()) await this.away(name);
    this.#agent.destroy();
  }

  /** One after the other, as each needs the answer of the one before. */
  async #takeOrder({ userId, sku }: Body): Promise<Answer> {
    const orderId = String(++this.#last);
    await this.#call("inventory", "/reserve", { sku });
    const { total } = await this.#call("pricing", "/price", { sku });
    await this.#call("billing", "/capture", { orderId, total });
    await this.#call("shipping", "/ship", { orderId });
    await this.#call("notification", "/mail", { orderId });
    this.#orders.set(String(userId), [...(this.#orders.get(String(userId)) ?? []), orderId]);
    return [201, { orderId, status: "COMPLETED", total }];
  }
  async #history(userId: string): Promise<Answer> {
    const [who, what] = await Promise.all([
      this.#call("user", `/users/${userId}`, {}),
      this.#call("product", "/products/SKU-1", {}),
    ]);
    return [200, { ...who, orders: this.#orders.get(userId)?.slice(-20) ?? [], product: what }];
  }
  async #call(service: string, path: string, body: Body): Promise<Body> {
    const { status, text } = await post(this.urlOf(service) + path, body, this.#agent);
    if (status >= 400) throw new Error(`${service} answers ${status}.`);
    return JSON.parse(text) as Body;
  }
}

async function serve(handle: Handle, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    let text = "";
    for await (const chunk of incoming) text += String(chunk);
    const [status, body] = await handle(incoming.url ?? "", JSON.parse(text || "{}") as Body);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  } catch (error) {
    response.writeHead(503).end(String(error));
  }
}

function post(url: string, body: Body, agent: Agent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", agent, timeout: TIMEOUT }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.once("timeout", () => asked.destroy(new Error("no answer in time")));
    asked.once("error", reject);
    asked.end(JSON.stringify(body));
  });
}
