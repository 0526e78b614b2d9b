// The way in: in a cluster that lost it, the remaining cases fail at once, not each after its whole patience.
import { beforeEach } from "vitest";
import { until } from "../kit/until.ts";
import { URL } from "./world.ts";

const SECOND = 1_000;
const LONG = { within: 60 * SECOND, every: SECOND } as const;
const ONCE = { within: 0 } as const;
let isLost = false;

beforeEach(async () => {
  try {
    // Any answer will do.
    await until(() => fetch(URL, { method: "HEAD", signal: AbortSignal.timeout(10 * SECOND) }), isLost ? ONCE : LONG);
    isLost = false;
  } catch (cause) {
    isLost = true;
    throw new Error(`The cluster's ingress at ${URL} answers nothing; see kubectl get pods -A.`, { cause });
  }
});
