// The door through which the sidecar brings events, on this machine only and not on the public port.
// It is our own, because Dapr's SDK for JavaScript answers "done" for a handler that throws (js-sdk #720), takes a bulk
// that was refused for published (#703), and hands over an event's data without its id and trace.
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { type PubsubOf, routeOf, topicSubscription } from "../../../derive/dapr/subscriptions.ts";
import { listen } from "../../http/listen.ts";
import type { Log } from "../../log.ts";
import { Permits } from "../../permits.ts";
import { discreetError, hidden } from "../../telemetry/discreet-error.ts";
import type { Subscriber, Subscription, Verdict } from "../port.ts";
import { answerTo, type Entry, entriesIn } from "./delivery.ts";
import { caught } from "./last-net.ts";
import { labelledAs } from "./mislabelled.ts";
import { bodyOf } from "./read-body.ts";

export interface IntakeOptions {
  /** What the sidecar must show with every event, so that nobody else can bring one. */
  readonly token: string;
  /** The component through which the sidecar hears a topic. */
  readonly pubsub: PubsubOf;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** While true nothing is taken in, and the sidecar is told that the app is unhealthy. */
  readonly isStoreAway: () => boolean;
  /** Told of each delivery, before anything else is known of it. */
  readonly heard?: (topic: string) => void;
}

const HOST = "127.0.0.1";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

export class Intake {
  readonly #options: IntakeOptions;
  readonly #token: Buffer;
  readonly #server: Server;
  #subscriber: Subscriber | undefined;
  #topics: ReadonlyMap<string, string> = new Map();
  #permits = new Permits(1);
  #isDraining = false;
  #inHand = 0;
  #emptied: (() => void) | undefined;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#token = digest(options.token);
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }
  /** To be called before `listen`: a sidecar asks for the subscriptions once. */
  open(subscriber: Subscriber): Subscription {
    if (this.#subscriber) throw new Error("A sidecar brings the events of one group only.");
    this.#subscriber = subscriber;
    this.#topics = new Map(subscriber.topics.map((topic) => [routeOf(topic), topic]));
    this.#permits = new Permits(subscriber.concurrency);
    return { close: () => this.#drain() };
  }
  /** Answers the port, for those who ask for any. */
  listen(port: number): Promise<number> {
    return listen(this.#server, port, HOST);
  }
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Whether events are taken in at this moment. */
  get isOpen(): boolean {
    return this.#subscriber !== undefined && !this.#isDraining && !this.#options.isStoreAway();
  }
  /** Whether it has deliveries in hand. */
  get isBusy(): boolean {
    return this.#inHand > 0;
  }
  /** Goes on answering, with 503: a sidecar that finds nobody counts that as a failure of the event. */
  #drain(): Promise<void> {
    this.#isDraining = true;
    return new Promise((resolve) => {
      this.#emptied = resolve;
      if (this.#inHand === 0) resolve();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = "" } = request;
    if (method === "POST") return this.#take(request, response);
    if (url === "/dapr/subscribe" && this.#subscriber)
      return send(response, 200, this.#subscriptions(this.#subscriber));
    if (url === "/health/app" && this.isOpen) return send(response, 200, { status: "healthy" });
    // A sidecar takes 404 for "drop the event", so no answer is ever 404.
    refuse(response);
  }
  #subscriptions({ group, topics, answered = topics }: Subscriber): readonly object[] {
    return topics.map((topic) =>
      topicSubscription(group, topic, answered.includes(topic), this.#options.pubsub(topic)),
    );
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const topic = this.#topics.get(request.url ?? "");
    if (!this.#isKnown(request.headers["dapr-api-token"])) {
      this.#options.log.warn({ path: request.url }, "An event without the sidecar's token was refused.");
      return refuse(response);
    }
    if (topic !== undefined) this.#options.heard?.(topic);
    if (topic === undefined || !this.isOpen) return refuse(response);
    this.#inHand++;
    try {
      const body = await bodyOf(request);
      if (body === undefined) return refuse(response);
      const { isBulk, entries } = entriesIn(body);
      send(response, 200, answerTo(isBulk, await Promise.all(entries.map((entry) => this.#deliver(topic, entry)))));
    } catch (error) {
      this.#options.log.warn({ err: discreetError(error, hidden), topic }, "A delivery broke off.");
      refuse(response);
    } finally {
      this.#inHand--;
      if (this.#inHand === 0) this.#emptied?.();
    }
  }
  #deliver(topic: string, entry: Entry): Promise<readonly [Entry, Verdict]> {
    return this.#permits.run(async () => {
      const event = labelledAs(topic, this.#subscriber?.group ?? "", entry.event);
      return [entry, await this.#verdict(caught(topic, event, this.#options.now()))];
    });
  }
  async #verdict(event: unknown): Promise<Verdict> {
    if (!this.isOpen || !this.#subscriber) return "retry";
    try {
      return await this.#subscriber.deliver(event as CloudEvent);
    } catch (error) {
      this.#options.log.error({ err: discreetError(error, hidden) }, "A consumer threw; the event comes again.");
      return "retry";
    }
  }
  #isKnown(token: string | string[] | undefined): boolean {
    return typeof token === "string" && timingSafeEqual(digest(token), this.#token);
  }
}

const refuse = (response: ServerResponse): void => send(response, 503, { status: "unavailable" });

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}
