// Faults that a person switches on through the platform's own doors; they need a release with FAULTS=on.
import { onTestFinished } from "vitest";
import { until } from "../kit/until.ts";
import { PATIENT, shop } from "./world.ts";

/** Longer than it is tried to mend it, so that it is said why it could not be. */
const MENDED_WITHIN = 2 * PATIENT.within;

interface Faults {
  /** Milliseconds for each event. */
  readonly slow?: number;
  /** Topics at which its handlers throw. */
  readonly failing?: readonly string[];
}

/** A service that sleeps is woken by this and asked again. */
export async function setFaults(service: string, { slow = 0, failing = [] }: Faults): Promise<void> {
  await until(async () => {
    const { status, body } = await shop.administrator.put(`/services/${service}/faults`, { slow, failing });
    if (status === 501) throw new Error("The release was deployed without FAULTS=on.");
    return status === 200 ? true : Promise.reject(new Error(`${status}: ${JSON.stringify(body)}`));
  }, PATIENT);
}

/** Until the test is over. */
export async function breakService(service: string, faults: Faults): Promise<void> {
  onTestFinished(() => setFaults(service, {}), MENDED_WITHIN);
  await setFaults(service, faults);
}
