// The images of what a release stands on, through the cluster's API: a result is worth little without their versions.
import type { AppsV1Api, CoreV1Api } from "@kubernetes/client-node";

const ROLE = "app.kubernetes.io/component";
const SIDECAR = "daprd";
const AUTOSCALER = "keda-operator";

/** Of the store, the broker, a sidecar and the autoscaler, as far as somebody says; a report must not end an experiment. */
export async function imagesIn(core: CoreV1Api, apps: AppsV1Api, namespace: string): Promise<readonly string[]> {
  const asked = [serverImages(apps, namespace), sidecarImages(core, namespace), autoscalerImages(apps)];
  const answers = await Promise.all(asked.map((answer) => answer.catch(() => [])));
  return answers.flat();
}

async function serverImages(apps: AppsV1Api, namespace: string): Promise<string[]> {
  const labelSelector = `${ROLE} in (store,broker)`;
  const { items } = await apps.listNamespacedStatefulSet({ namespace, labelSelector });
  return items.flatMap(({ metadata, spec }) => imagesOf(spec?.template.spec?.containers, metadata?.name));
}
/** One speaks for all. */
async function sidecarImages(core: CoreV1Api, namespace: string): Promise<string[]> {
  const { items } = await core.listNamespacedPod({ namespace, labelSelector: `${ROLE}=service`, limit: 1 });
  return items.flatMap(({ spec }) => imagesOf([...(spec?.containers ?? []), ...(spec?.initContainers ?? [])], SIDECAR));
}

async function autoscalerImages(apps: AppsV1Api): Promise<string[]> {
  const { spec } = await apps.readNamespacedDeployment({ name: AUTOSCALER, namespace: "keda" });
  return imagesOf(spec?.template.spec?.containers, AUTOSCALER);
}

interface Container {
  readonly name: string;
  readonly image?: string;
}
const imagesOf = (containers: readonly Container[] = [], wanted: string | undefined): string[] =>
  containers.filter(({ name }) => name === wanted).flatMap(({ image }) => image ?? []);
