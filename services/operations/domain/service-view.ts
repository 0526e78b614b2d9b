// A service as an operator sees it.
import { z } from "zod";

export const ServiceView = z.object({
  name: z.string(),
  /** `unknown` where the services run in a place that operations cannot look into. */
  state: z.enum(["running", "stopped", "unknown"]),
});
