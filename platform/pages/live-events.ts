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
  readonly heard: (event: HeardEvent) => void;
  readonly connected?: (isConnected: boolean) => void;
}

/** Returns what ends it. */
export function listen(query: string, { heard, connected }: Listening): () => void {
  const source = new EventSource(`/events${query}`);
  source.addEventListener("open", () => connected?.(true));
  source.addEventListener("error", () => connected?.(false));
  source.addEventListener("message", ({ data }: MessageEvent<string>) => heard(JSON.parse(data) as HeardEvent));
  return () => source.close();
}
