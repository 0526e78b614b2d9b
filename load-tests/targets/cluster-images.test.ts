import type { AppsV1Api, CoreV1Api } from "@kubernetes/client-node";
import { expect, test } from "vitest";
import { imagesIn } from "./cluster-images.ts";

const SIDECAR = { name: "daprd", image: "daprd:1" };
const BESIDE = { name: "exporter", image: "exporter:1" };
const server = (name: string, image: string) => ({
  metadata: { name },
  spec: { template: { spec: { containers: [BESIDE, { name, image }] } } },
});
const SERVERS = [server("store", "redis:8"), server("kafka", "kafka:4")];
const core = (spec: object) => ({ listNamespacedPod: async () => ({ items: [{ spec }] }) }) as unknown as CoreV1Api;
const apps = (autoscaler: Promise<object>) =>
  ({
    listNamespacedStatefulSet: async () => ({ items: SERVERS }),
    readNamespacedDeployment: () => autoscaler,
  }) as unknown as AppsV1Api;
const whole = () => apps(Promise.resolve(server("keda-operator", "keda:2")));

test("servers, sidecar and autoscaler are told, and nobody who stands beside a server", async () => {
  const images = await imagesIn(core({ containers: [BESIDE, SIDECAR] }), whole(), "shop");
  expect(images).toEqual(["redis:8", "kafka:4", "daprd:1", "keda:2"]);
});
test("a sidecar is found also where it starts before its service", async () => {
  expect(await imagesIn(core({ containers: [], initContainers: [SIDECAR] }), whole(), "shop")).toContain("daprd:1");
});
test("what nobody may ask is left out, and the rest is told", async () => {
  const refusing = apps(Promise.reject(new Error("forbidden")));
  expect(await imagesIn(core({ containers: [SIDECAR] }), refusing, "shop")).toEqual(["redis:8", "kafka:4", "daprd:1"]);
});
