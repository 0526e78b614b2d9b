// What a running release must hold, one thing after the other: each needs the cluster for itself.
import "./ingress.ts";
import "./cases/asleep.ts";
import "./cases/orders.ts";
import "./cases/observability.ts";
import "./cases/forgery.ts";
import "./cases/killed-pod.ts";
import "./cases/rolling-update.ts";
import "./cases/dead-letters.ts";
import "./cases/drain.ts";
import "./cases/burst.ts";
import "./cases/broker-swap.ts";
import "./cases/audit.ts";
