// One step of an order's trace as people read it: who did what, when, for how long, and because of which other step.
import { z } from "zod";

export const TraceSpan = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  service: z.string(),
  name: z.string(),
  kind: z.enum(["server", "producer", "client", "consumer"]),
  /** Milliseconds since 1970, with fractions. */
  at: z.number(),
  /** Milliseconds. */
  took: z.number(),
  /** A problem's code. */
  error: z.string().optional(),
});
export type TraceSpan = z.infer<typeof TraceSpan>;
