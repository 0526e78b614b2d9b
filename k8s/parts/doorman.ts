// The doorman in front of services that may be asleep; see k8s/programs/doorman.
import { Chart } from "cdk8s";
import type { Construct } from "constructs";
import type { Release } from "../release.ts";
import { storeAddress } from "./environment.ts";
import { PORTS } from "./ports.ts";
import { SMALL_PROGRAM } from "./resources.ts";
import { account, disruptionBudget, webAddress } from "./web-address.ts";
import { webProgram } from "./web-program.ts";

export const DOORMAN = "doorman";

export function doormanChart(scope: Construct, release: Release): Chart {
  const chart = new Chart(scope, DOORMAN);
  account(chart, DOORMAN, "doorman");
  const env = [{ name: "PORT", value: String(PORTS.service) }, ...storeAddress(DOORMAN, release)];
  webProgram(chart, { name: DOORMAN, role: "doorman", env, needs: SMALL_PROGRAM, replicas: 1 }, release);
  webAddress(chart, DOORMAN, "doorman");
  disruptionBudget(chart, DOORMAN, "doorman");
  return chart;
}
