// How long somebody is there to be answered: until the client goes away or the service drains.
import { type EventEmitter, setMaxListeners } from "node:events";

/** Not AbortSignal.any: on Node 20 whatever it has made stays with `draining`, which lasts as long as the process. */
export function untilGone(response: Pick<EventEmitter, "once">, draining: AbortSignal): AbortSignal {
  const gone = new AbortController();
  // Any number of clients may be there at once; Node would warn of more than ten.
  setMaxListeners(0, draining);
  const end = (): void => {
    draining.removeEventListener("abort", end);
    gone.abort();
  };
  if (draining.aborted) gone.abort();
  else draining.addEventListener("abort", end);
  response.once("close", end);
  return gone.signal;
}
