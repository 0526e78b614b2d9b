import { implement } from "#platform/declare/implementation.ts";
import { openCluster } from "./adapters/cluster.ts";
import { clusterApi } from "./adapters/cluster-api.ts";
import { documentsOf } from "./documents.ts";
import { onAnyEvent } from "./handlers/on-any-event.ts";
import { maskerOf } from "./masker.ts";
import { discardDeadLetter } from "./routes/discard-dead-letter.ts";
import { getAsyncapi } from "./routes/get-asyncapi.ts";
import { getOpenapi } from "./routes/get-openapi.ts";
import { getOperationsAsset } from "./routes/get-operations-asset.ts";
import { getOperationsPage } from "./routes/get-operations-page.ts";
import { getTimeline } from "./routes/get-timeline.ts";
import { getTopology } from "./routes/get-topology.ts";
import { killReplica } from "./routes/kill-replica.ts";
import { listDeadLetters } from "./routes/list-dead-letters.ts";
import { listFigures } from "./routes/list-figures.ts";
import { listServices } from "./routes/list-services.ts";
import { redriveDeadLetter } from "./routes/redrive-dead-letter.ts";
import { requestReplay } from "./routes/request-replay.ts";
import { startService } from "./routes/start-service.ts";
import { stopService } from "./routes/stop-service.ts";
import { watchEvents } from "./routes/watch-events.ts";
import { operations } from "./service.ts";

export default implement(operations, {
  observer: onAnyEvent,
  routes: {
    watchEvents,
    getTimeline,
    listDeadLetters,
    redriveDeadLetter,
    discardDeadLetter,
    requestReplay,
    getTopology,
    getAsyncapi,
    getOpenapi,
    listServices,
    listFigures,
    stopService,
    startService,
    killReplica,
    getOperationsPage,
    getOperationsAsset,
  },
  ports: ({ declarations, fleet, traceOf, settings: { CLUSTER_NAMESPACE: namespace } }) => ({
    declarations,
    fleet,
    traceOf,
    cluster: namespace ? openCluster(namespace, clusterApi()) : undefined,
    documents: documentsOf(declarations),
    mask: maskerOf(declarations),
  }),
});
