// Where the mails go that a trial sends: they are taken like by a real server, and can be read over HTTP.
import { Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import type { Release } from "../release.ts";
import { PORTS } from "./ports.ts";
import { SMALL_PROGRAM } from "./resources.ts";
import { account, disruptionBudget, webAddress } from "./web-address.ts";
import { webProgram } from "./web-program.ts";

export const SMTP_SERVER = "smtp-server";

export function smtpServerChart(scope: Construct, release: Release): Chart {
  const chart = new Chart(scope, SMTP_SERVER);
  const env = [
    { name: "PORT", value: String(PORTS.service) },
    { name: "SMTP_PORT", value: String(PORTS.smtp) },
  ];
  const ports = [{ name: "smtp", containerPort: PORTS.smtp }];
  account(chart, SMTP_SERVER, "mail");
  // One, because it keeps the mails in its memory.
  webProgram(chart, { name: SMTP_SERVER, role: "mail", env, needs: SMALL_PROGRAM, ports, replicas: 1 }, release);
  webAddress(chart, SMTP_SERVER, "mail", [
    { name: "smtp", port: PORTS.smtp, targetPort: k8s.IntOrString.fromString("smtp") },
  ]);
  disruptionBudget(chart, SMTP_SERVER, "mail");
  return chart;
}
