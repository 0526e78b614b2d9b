// The platform whose pages are tested: one of this process's own, or one that runs on any rung and is named by PAGES_URL.

import type { z } from "zod";
import type { ServiceView } from "#services/operations/domain/service-view.ts";
import { type PlatformOptions, startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

interface Figures {
  readonly figures: readonly { readonly faults?: unknown }[];
}
export interface TestedPlatform {
  readonly url: string;
  readonly administratorToken: string;
  readonly shop: Shop;
  /** Whether services are stopped and started from here. */
  readonly canStop: boolean;
  /** Whether services are broken on purpose. */
  readonly canBreak: boolean;
  readonly stop: (name: string) => Promise<void>;
  readonly start: (name: string) => Promise<void>;
}

/** Another machine, real brokers and services that sleep are slower than a process that is all there is. */
export const PATIENT = { within: 90_000, every: 100 } as const;
export const REMOTE = process.env["PAGES_URL"]?.replace(/\/$/, "") || undefined;

export async function testedPlatform(options: PlatformOptions = {}): Promise<TestedPlatform> {
  const place = REMOTE === undefined ? await startPlatform(options) : remote(REMOTE);
  const shop = new Shop(place);
  const { body } = await shop.client.get<{ services: z.infer<typeof ServiceView>[] }>("/services");
  const canStop = body.services.every(({ state, replicas }) => state !== "unknown" && replicas === undefined);
  const canBreak = REMOTE === undefined ? options.environment?.["FAULTS"] === "on" : await obeysFaults(shop);
  if (REMOTE !== undefined && !canStop) console.info("Left out: what needs services to be stopped from the page.");
  if (REMOTE !== undefined && !canBreak) console.info("Left out: what needs faults on purpose (FAULTS=on).");
  const turn = async (name: string, verb: "stop" | "start"): Promise<void> => {
    const { status } = await shop.administrator.post(`/services/${name}/${verb}`);
    if (status !== 200) throw new Error(`${name} could not be told to ${verb}: ${status}`);
  };
  return {
    url: place.url,
    administratorToken: place.administratorToken,
    shop,
    canStop,
    canBreak,
    stop: (name) => turn(name, "stop"),
    start: (name) => turn(name, "start"),
  };
}

function remote(url: string) {
  const administratorToken = process.env["ADMIN_TOKEN"];
  if (!administratorToken) throw new Error("ADMIN_TOKEN=… is needed beside PAGES_URL.");
  return { url, administratorToken };
}
/** Replicas say so every few seconds. */
async function obeysFaults({ client }: Shop): Promise<boolean> {
  const figures = await until(async () => {
    const { body } = await client.get<Figures>("/services/figures");
    return body.figures.length > 0 && body.figures;
  }, PATIENT);
  return figures.some(({ faults }) => faults !== undefined);
}
