// What the bench asks the platform under test.
export type Question = "status" | "durations" | "collect";
export interface Answer {
  readonly url: string;
  /** Nothing waits on the bus and nobody has anything in hand. */
  readonly isIdle: boolean;
  /** Microseconds. */
  readonly cpu: NodeJS.CpuUsage;
  /** Bytes. */
  readonly rss: number;
  /** Milliseconds. */
  readonly durations: number[];
}
