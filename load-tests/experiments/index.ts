// Every experiment, in the order in which they are run.
import type { Experiment } from "../experiment/experiment.ts";
import { abuseIsHeld } from "./abuse.ts";
import { brokerIsKilled } from "./broker-killed.ts";
import { brokerIsSwapped } from "./broker-swapped.ts";
import { brokerIsWiped } from "./broker-wiped.ts";
import { inventoryAway } from "./inventory-away.ts";
import { mailServerHangs } from "./mail-hangs.ts";
import { networkIsCut } from "./network-cut.ts";
import { networkIsSlow } from "./network-slow.ts";
import { poisonAmongGoodOnes } from "./poison.ts";
import { repeatsMeetKills } from "./repeats.ts";
import { rollingUpdate } from "./rolling-update.ts";
import { scaleAloneEach } from "./scale-alone.ts";
import { servicesAreKilled } from "./services-killed.ts";
import { sidecarsAreKilled } from "./sidecars-killed.ts";
import { storeIsKilled } from "./store-killed.ts";
import { twinExperiment } from "./twin.ts";
import { toZeroAndBack } from "./zero-and-back.ts";

export const EXPERIMENTS: readonly Experiment[] = [
  inventoryAway,
  mailServerHangs,
  servicesAreKilled,
  sidecarsAreKilled,
  brokerIsKilled,
  brokerIsWiped,
  storeIsKilled,
  networkIsCut,
  networkIsSlow,
  poisonAmongGoodOnes,
  abuseIsHeld,
  repeatsMeetKills,
  twinExperiment,
  toZeroAndBack,
  rollingUpdate,
  ...scaleAloneEach,
  // Afterwards the release has another broker.
  brokerIsSwapped,
];
