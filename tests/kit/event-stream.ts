// Follows GET /events like a browser does, and keeps what came.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { Client } from "./client.ts";
import { until } from "./until.ts";

export interface Heard {
  /** The cursor that a client which reconnects sends as Last-Event-ID. */
  readonly id: string;
  readonly event: CloudEvent;
}

export class EventStream {
  readonly heard: Heard[] = [];
  /** The connection broke: the server has not come to the end of its answer. */
  wasCut = false;
  readonly #abort = new AbortController();
  /** Resolves when the server ends the stream, or this client does. */
  readonly ended: Promise<void>;

  private constructor(response: Response) {
    this.ended = this.#read(response);
  }
  static async open({ url, headers }: Client, query = ""): Promise<EventStream> {
    const response = await fetch(`${url}/events${query}`, { headers });
    if (response.status !== 200) throw new Error(`The stream answered ${response.status}: ${await response.text()}`);
    return new EventStream(response);
  }
  get types(): string[] {
    return this.heard.map(({ event }) => event.type);
  }
  of(type: string): CloudEvent[] {
    return this.heard.map(({ event }) => event).filter((event) => event.type === type);
  }
  /** The events of one order, in the order in which they were heard. */
  about(orderId: string): CloudEvent[] {
    return this.heard.map(({ event }) => event).filter(({ data }) => "orderId" in data && data.orderId === orderId);
  }
  untilHeard(orderId: string, type: string): Promise<CloudEvent> {
    return until(() => this.about(orderId).find((event) => event.type === type) ?? false);
  }
  typesAbout(orderId: string): string[] {
    return this.about(orderId).map(({ type }) => type);
  }
  close(): Promise<void> {
    this.#abort.abort();
    return this.ended;
  }

  async #read(response: Response): Promise<void> {
    const reader = (response.body as ReadableStream<Uint8Array>)
      .pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)
      .getReader();
    this.#abort.signal.addEventListener("abort", () => void reader.cancel().catch(() => {}));
    let text = "";
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        this.wasCut = true;
        return { done: true, value: undefined };
      });
      if (done) return;
      const frames = (text + value).split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) this.#keep(frame);
    }
  }
  #keep(frame: string): void {
    const fields = new Map(frame.split("\n").map((line) => line.split(/: (.*)/s) as [string, string]));
    const id = fields.get("id");
    const data = fields.get("data");
    if (id !== undefined && data !== undefined) this.heard.push({ id, event: JSON.parse(data) as CloudEvent });
  }
}
