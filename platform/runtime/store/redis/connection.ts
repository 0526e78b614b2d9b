// One connection to the server that heals itself. While the server is away, every command fails within two seconds.
import { createClient, ErrorReply } from "redis";
import { Problem } from "#contracts/problems.ts";
import type { Log } from "../../log.ts";
import { Deadline } from "./deadline.ts";
import { ServerClock } from "./server-clock.ts";
import { ServerMemory } from "./server-memory.ts";

const ANSWER_WITHIN = 2_000;
const LOOK_EVERY = 1_000;
/** A connection on which nothing was answered for so long is given up for a new one: it may be open on our side only. */
const GIVE_UP_AFTER = 5_000;
const FIRST_READINGS = 3;
const RECONNECT = { first: 20, longest: 500 };
/** Errors that say something about the command; all others say that the server cannot serve now (loading, full, read-only …). */
const OURS = /^(ERR|WRONGTYPE|NOPERM|CROSSSLOT)\b/;

const newClient = (url: string) =>
  createClient({
    url,
    RESP: 3,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: "disabled",
    // It would make an AbortSignal for each command, a fifth of the whole cost, and not end one that was sent; `send` does.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: ANSWER_WITHIN,
      reconnectStrategy: (retries) => Math.min(RECONNECT.first * 2 ** Math.min(retries, 10), RECONNECT.longest),
    },
  });
type Client = ReturnType<typeof newClient>;

const away = (cause: unknown): Problem => new Problem("store-away", { retryAfter: 1, cause });
/** What a caller is told of an error that the server has answered, or of none. */
export const asProblem = (error: unknown): unknown =>
  error instanceof ErrorReply && OURS.test(error.message) ? error : away(error);

export class Connection {
  readonly clock = new ServerClock();
  readonly memory = new ServerMemory();
  readonly #deadline = new Deadline(ANSWER_WITHIN);
  readonly #url: string;
  readonly #channel: string | undefined;
  readonly #hear: (message: string | undefined) => void;
  readonly #log: Log;
  readonly #looking: NodeJS.Timeout;
  readonly #whenReady: (() => void)[] = [];
  #client: Client;
  #lastAnswer = performance.now();
  #isAway = false;
  #unanswered = 0;

  /**
   * `hear` gets what is published on the channel, and nothing whenever something may have been missed. Without a channel it
   * only sends: how full the server's memory is, another one knows.
   */
  constructor(url: string, channel: string | undefined, hear: (message: string | undefined) => void, log: Log) {
    this.#url = url;
    this.#channel = channel;
    this.#hear = hear;
    this.#log = log;
    this.#client = this.#open();
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY);
    this.#looking.unref();
  }
  get isReady(): boolean {
    return this.#client.isReady;
  }
  /** Commands that are under way. */
  get unanswered(): number {
    return this.#unanswered;
  }
  /** Commands that are sent in the same turn go out together. */
  async send<T>(command: readonly string[]): Promise<T> {
    const client = this.#client;
    this.#unanswered++;
    try {
      return await this.#deadline.watch(client.sendCommand<T>(command));
    } catch (error) {
      // A server that became a replica: its name may lead to another one by now.
      if (error instanceof ErrorReply && error.message.startsWith("READONLY")) this.#replace(client);
      throw asProblem(error);
    } finally {
      this.#unanswered--;
    }
  }
  /** Waits for the server, at most `timeout` milliseconds. */
  async ready(timeout: number): Promise<void> {
    if (this.#client.isReady) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeout);
      this.#whenReady.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  close(): void {
    clearInterval(this.#looking);
    this.#client.destroy();
    this.#hear(undefined);
  }

  #open(): Client {
    const client = newClient(this.#url);
    const channel = this.#channel;
    let isSubscribed = channel === undefined;
    const subscribe = async (): Promise<void> => {
      if (channel === undefined) return;
      try {
        await client.subscribe(channel, (message) => this.#hear(message));
        isSubscribed = true;
      } catch (error) {
        // Otherwise the connection was lost, and it is tried again with the next.
        if (error instanceof ErrorReply)
          this.#log.error({ cause: error.message }, `The store's user may not listen to ${channel}.`);
      }
    };
    client.on("error", (error: unknown) => this.#onAway(client, error));
    client.on("ready", () => {
      // Once subscribed, the client does it by itself when it connects again.
      if (!isSubscribed) void subscribe();
      void this.#onReady(client);
    });
    client.connect().catch((error: unknown) => this.#onAway(client, error));
    return client;
  }
  #replace(client: Client): void {
    if (client !== this.#client) return;
    client.destroy();
    this.#lastAnswer = performance.now();
    this.#client = this.#open();
  }
  #look(): void {
    if (performance.now() - this.#lastAnswer > GIVE_UP_AFTER) this.#replace(this.#client);
    else Promise.all([this.#readTime(), this.#readMemory()]).catch(() => {});
  }
  async #readTime(): Promise<void> {
    const time = await this.send<[string, string]>(["TIME"]);
    this.clock.note(time);
    this.#lastAnswer = performance.now();
  }
  async #readMemory(): Promise<void> {
    if (this.#channel === undefined) return;
    this.memory.note(await this.send<string>(["INFO", "memory"]));
  }
  async #onReady(client: Client): Promise<void> {
    try {
      for (let reading = 0; reading < FIRST_READINGS; reading++) await this.#readTime();
      await this.#readMemory();
    } catch (error) {
      return this.#onAway(client, error);
    }
    if (client !== this.#client) return;
    if (this.#isAway) this.#log.info({}, "The store is back.");
    this.#isAway = false;
    for (const done of this.#whenReady.splice(0)) done();
    this.#hear(undefined);
  }
  #onAway(client: Client, cause: unknown): void {
    if (client !== this.#client || this.#isAway) return;
    this.#isAway = true;
    this.#log.warn({ cause: String(cause) }, "The store cannot be reached; it is tried again until it is back.");
    this.#hear(undefined);
  }
}
