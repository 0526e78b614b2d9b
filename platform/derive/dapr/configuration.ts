// What every sidecar is told about itself.
import { type Resource, resource } from "./resource.ts";

export const CONFIGURATION = "millrace";

/** Services talk by events only, so calls from sidecar to sidecar are refused: they would carry the app's token. */
export const configuration = (): Resource =>
  resource("Configuration", CONFIGURATION, {
    tracing: { samplingRate: "0" },
    metrics: { enabled: true },
    accessControl: { defaultAction: "deny", trustDomain: "public", policies: [] },
  });
