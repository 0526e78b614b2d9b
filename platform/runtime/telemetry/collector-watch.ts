// Says when a trace collector takes nothing: once in the log, and as a figure. Without it nobody would ever hear of a wrong address.
import type { SpanExporter } from "@opentelemetry/sdk-trace-base";
import { SECOND } from "../../declare/duration.ts";
import type { Log } from "../log.ts";

/** As long as OpenTelemetry waits for a batch; an exporter need not say that nothing was answered. */
const LONGEST = 30 * SECOND;

/** `ExportResultCode.SUCCESS`, of a package that is not ours to name. */
const isTaken = ({ code }: { readonly code: number }): boolean => code === 0;
const REFUSED = 1;

type Result = Parameters<Parameters<SpanExporter["export"]>[1]>[0];

interface WatchOptions {
  /** For the log. */
  readonly collector: string;
  /** Steps that wait for it; what is more is lost. */
  readonly mostWaiting: number;
  readonly log: Log;
}

export class CollectorWatch implements SpanExporter {
  /** Steps that the collector has taken, and those that it never will. */
  readonly counts = { sent: 0, lost: 0 };
  readonly #exporter: SpanExporter;
  readonly #options: WatchOptions;
  #waiting = 0;
  #isAway = false;

  constructor(exporter: SpanExporter, options: WatchOptions) {
    this.#exporter = exporter;
    this.#options = options;
  }
  /** Whether there is room for one more step; if not, it counts as lost. */
  mayTake(): boolean {
    const isRoom = this.#waiting < this.#options.mostWaiting;
    if (isRoom) this.#waiting += 1;
    else this.counts.lost += 1;
    return isRoom;
  }
  export(spans: Parameters<SpanExporter["export"]>[0], done: (result: Result) => void): void {
    let isOver = false;
    const settle = (result: Result): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      this.#waiting -= spans.length;
      if (isTaken(result)) this.#taken(spans.length);
      else this.#refused(spans.length, result.error);
      done(result);
    };
    const late = { code: REFUSED, error: new Error(`No answer within ${LONGEST / SECOND} s.`) };
    const timer = setTimeout(() => settle(late), LONGEST).unref();
    this.#exporter.export(spans, settle);
  }
  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  #taken(count: number): void {
    const { collector, log } = this.#options;
    this.counts.sent += count;
    if (this.#isAway) log.info({ collector, lost: this.counts.lost }, "The trace collector takes traces again.");
    this.#isAway = false;
  }
  #refused(count: number, err: unknown): void {
    const { collector, log } = this.#options;
    this.counts.lost += count;
    if (!this.#isAway)
      log.warn({ collector, err }, "The trace collector takes nothing; traces are lost until it does.");
    this.#isAway = true;
  }
}
