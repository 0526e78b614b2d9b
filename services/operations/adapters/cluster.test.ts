import { expect, test } from "vitest";
import { openCluster } from "./cluster.ts";
import type { ApiAnswer } from "./cluster-api.ts";

const deployment = (name: string, replicas: number, readyReplicas?: number) => ({
  metadata: { name },
  spec: { replicas },
  status: readyReplicas === undefined ? {} : { readyReplicas },
});
const pod = (name: string, deletionTimestamp?: string) => ({ metadata: { name, deletionTimestamp } });

function cluster(answers: Readonly<Record<string, ApiAnswer>>) {
  const asked: string[] = [];
  const ask = async (method: string, path: string): Promise<ApiAnswer> => {
    asked.push(`${method} ${path}`);
    return answers[`${method} ${path}`] ?? { status: 404, body: {} };
  };
  return { asked, open: openCluster("shop", ask) };
}
const PODS = "GET /api/v1/namespaces/shop/pods?labelSelector=app.kubernetes.io/name%3Dbilling";
const found = { status: 200, body: { items: [pod("billing-1", "2026-01-01T00:00:00Z"), pod("billing-2")] } };

test("shows replicas that are ready, wanted and possible, and who sleeps", async () => {
  const { open, asked } = cluster({
    "GET /apis/apps/v1/namespaces/shop/deployments": {
      status: 200,
      body: { items: [deployment("order", 2, 1), deployment("billing", 0), deployment("operations", 1, 1)] },
    },
    "GET /apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers": {
      status: 200,
      body: { items: [{ spec: { scaleTargetRef: { name: "order" }, maxReplicas: 8 } }] },
    },
  });
  expect(await open.services(["order", "billing", "operations", "user"])).toEqual([
    { name: "order", state: "running", replicas: { ready: 1, wanted: 2, most: 8 } },
    { name: "billing", state: "asleep", replicas: { ready: 0, wanted: 0, most: 0 } },
    { name: "operations", state: "running", replicas: { ready: 1, wanted: 1, most: 1 } },
    { name: "user", state: "unknown" },
  ]);
  await open.services(["order"]);
  expect(asked, "the second look is answered by the first").toHaveLength(2);
});

test("kills a pod that is not leaving already", async () => {
  const gone = "DELETE /api/v1/namespaces/shop/pods/billing-2?gracePeriodSeconds=1";
  const { open, asked } = cluster({ [PODS]: found, [gone]: { status: 200, body: {} } });
  expect(await open.killReplica("billing")).toBe("billing-2");
  expect(asked).toEqual([PODS, gone]);
});

test("says that it is not allowed where the account may not", async () => {
  const refused = { status: 403, body: { reason: "Forbidden" } };
  const { open } = cluster({
    [PODS]: found,
    "DELETE /api/v1/namespaces/shop/pods/billing-2?gracePeriodSeconds=1": refused,
  });
  await expect(open.killReplica("billing")).rejects.toMatchObject({ code: "not-supported-here" });
});
