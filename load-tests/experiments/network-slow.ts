// A consumer's way to the broker becomes slow: a quarter of a second more in each direction, so half a second until there is an answer.
import {
  acceptsAsFastAsBefore,
  finishesWithin,
  mailsArriveOnce,
  nobodyIsRefused,
  recoversWithin,
} from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { networkSlow } from "../experiment/faults.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

export const networkIsSlow: Experiment = {
  name: "network-slow",
  hypothesis:
    "A slow way to the broker delays the orders that need it, by little more than itself, and nobody's acceptance.",
  steadyState: STEADY_STATE,
  fault: networkSlow(250),
  load: STEADY_LOAD,
  phases: { before: 15, fault: 30, after: 20 },
  short: { before: 10, fault: 15, after: 10 },
  holds: [
    nobodyIsRefused("during", "after"),
    acceptsAsFastAsBefore,
    finishesWithin("during", 15_000),
    recoversWithin(60),
    mailsArriveOnce,
    ...ALWAYS,
  ],
  on: ["self-hosted"],
  // Kafka's brokers name their own address, past every proxy.
  brokers: ["redis", "rabbitmq"],
  needs: { breakableNetwork: "inventory" },
};
