// The service that accepts orders cannot reach the broker, while everybody else can.
import { acceptsAsFastAsBefore, mailsArriveOnce, nobodyIsRefused, recoversWithin } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { networkCut } from "../experiment/faults.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const networkIsCut: Experiment = {
  name: "network-cut",
  hypothesis:
    "A service that is cut off from the broker accepts on; its events wait in its outbox and go out when the way is whole.",
  steadyState: STEADY_STATE,
  fault: networkCut,
  load: STEADY_LOAD,
  phases: { before: 15, fault: 30, after: 20 },
  short: { before: 10, fault: 15, after: 10 },
  holds: [nobodyIsRefused("during", "after"), acceptsAsFastAsBefore, recoversWithin(60), mailsArriveOnce, ...ALWAYS],
  on: ["self-hosted"],
  // Kafka's brokers name their own address, past every proxy.
  brokers: ["redis", "rabbitmq"],
  needs: { breakableNetwork: "order" },
};
