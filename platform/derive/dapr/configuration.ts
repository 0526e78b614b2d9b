// What every sidecar is told about itself.
import { type Resource, resource } from "./resource.ts";

export const CONFIGURATION = "millrace";

/** Services talk by events only, so calls from sidecar to sidecar are refused: they would carry the app's token. */
export const configuration = (): Resource =>
  resource("Configuration", CONFIGURATION, {
    tracing: { samplingRate: "0" },
    // One count for each path of each request would grow with the orders.
    metrics: { enabled: true, http: { increasedCardinality: false } },
    // By default every sidecar takes a changed object at once, and so all start anew, or end, at the same moment, while nobody answers.
    // Without that each reads them when it starts, and a rolling update decides when that is.
    features: [{ name: "HotReload", enabled: false }],
    accessControl: { defaultAction: "deny", trustDomain: "public", policies: [] },
  });
