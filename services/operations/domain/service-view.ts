// A service as an operator sees it.
import { z } from "zod";

export const ServiceView = z.object({
  name: z.string(),
  /** `asleep`: no replica, because nothing waits; `unknown` where the services run in a place that operations cannot look into. */
  state: z.enum(["running", "stopped", "asleep", "unknown"]),
  /** Where replicas come and go by themselves: how many are ready, wanted, and wanted at most. */
  replicas: z.object({ ready: z.int(), wanted: z.int(), most: z.int() }).optional(),
});
export type ServiceView = z.infer<typeof ServiceView>;
