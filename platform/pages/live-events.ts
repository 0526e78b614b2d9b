// Server-sent events: connects again by itself, goes on where it was, and says whether it hears anything.
export interface HeardEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly causationid: string;
  readonly traceparent: string;
  readonly data: Readonly<Record<string, unknown>>;
}
interface Listening {
  /** Of one order only. */
  readonly orderId?: string;
  readonly heard: (event: HeardEvent) => void;
  readonly connected?: (isConnected: boolean) => void;
}

/** A browser gives up on a stream that was answered with an error; this page does not. */
const AGAIN = 1_500;
/** The server says at least every 15 s that it is there; a network that was cut says nothing at all. */
const SILENCE = 40_000;
const LOOK_EVERY = 5_000;

/** Returns what ends it. */
export function listen({ orderId, heard, connected }: Listening): () => void {
  let source: EventSource | undefined;
  let cursor = "";
  let heardAt = 0;
  let again: number | undefined;

  const connect = (): void => {
    source?.close();
    heardAt = Date.now();
    const stream = new EventSource(pathOf(orderId, cursor));
    source = stream;
    stream.addEventListener("open", () => connected?.(true));
    stream.addEventListener("error", () => {
      connected?.(false);
      if (stream.readyState === EventSource.CLOSED) again = window.setTimeout(connect, AGAIN);
    });
    stream.addEventListener("ping", () => {
      heardAt = Date.now();
    });
    stream.addEventListener("message", ({ data, lastEventId }: MessageEvent<string>) => {
      heardAt = Date.now();
      cursor = lastEventId;
      heard(JSON.parse(data) as HeardEvent);
    });
  };
  const watch = setInterval(() => {
    if (source?.readyState !== EventSource.OPEN || Date.now() - heardAt < SILENCE) return;
    connected?.(false);
    connect();
  }, LOOK_EVERY);
  connect();
  return () => {
    clearInterval(watch);
    clearTimeout(again);
    source?.close();
  };
}

/** A new connection cannot send Last-Event-ID by itself. */
function pathOf(orderId: string | undefined, cursor: string): string {
  const query = new URLSearchParams({ ...(orderId && { orderId }), ...(cursor && { after: cursor }) });
  return query.size > 0 ? `/events?${query}` : "/events";
}
