// Which services take something on for a customer who waits; all others follow by events, each at its own pace.
import type { ServiceDeclaration } from "../declare/service.ts";

/** Where processors are scarce these come first, so that an order is accepted at once however much is still under way. */
export const isForeground = ({ routes }: Pick<ServiceDeclaration, "routes">): boolean =>
  Object.values(routes).some(({ method, administrator }) => method !== "GET" && !administrator);
