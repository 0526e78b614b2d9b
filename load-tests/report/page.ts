// One experiment for people: a page that needs no network, with its verdict, its figures and what was seen second by second.

import type { Judged } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { type Observation, PHASES } from "../experiment/observation.ts";
import { askedOf, type Result } from "../experiment/result.ts";
import { chart, type Series } from "./chart.ts";
import { STYLE } from "./style.ts";

export interface PageOptions {
  readonly experiment: Experiment;
  readonly observation: Observation;
  readonly result: Result;
  readonly steady: readonly Judged[];
  readonly held: readonly Judged[];
}
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
/** Undefined where there was nothing to measure; null is what JSON makes of Infinity. */
export function milliseconds(value: number | undefined | null): string {
  if (value === undefined) return "–";
  if (value === null || value === Infinity) return "never";
  return value >= 10_000 ? `${(value / 1_000).toFixed(1)} s` : `${Math.round(value)} ms`;
}
const SECOND = 1_000;

export function page({ experiment, observation, result, steady, held }: PageOptions): string {
  const { verdict, date, machine, versions, target, isShort, rate } = result;
  const title = `${experiment.name} on ${versions["broker"] ?? target}`;
  const form = isShort ? ["short"] : [];
  const load = [...(rate ? [`${rate} customers a second`] : []), ...askedOf(result)];
  const facts = [
    date,
    target,
    ...form,
    ...load,
    machine,
    ...Object.entries(versions).map(([name, of]) => `${name} ${of}`),
  ];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(title)} <b class="${verdict}">${verdict}</b></h1>
<p class="hypothesis">${escaped(experiment.hypothesis)}</p>
<p>${figureOf("Recovered", observation.recovery)} ${figureOf("Quiet after the load", observation.quietAfter)} Orders: ${observation.orders}. Blows: ${observation.blows.length}. Dead letters: ${observation.letters}.${mailsIn(observation)}</p>
${judgements("Before the fault", steady)}
${judgements("What must hold", held)}
${charts(observation)}
${phaseTable(observation)}
${comparedTable(observation)}
${refusalTable(observation)}
${blowTable(observation)}
<p class="facts">${facts.map(escaped).join(" · ")}</p>
</body>
</html>
`;
}
const figureOf = (name: string, value = Infinity): string => `${name}: <b>${milliseconds(value)}</b>.`;

const mailsIn = ({ mails }: Observation): string =>
  mails ? ` Mails that arrived: ${mails.arrived}, ${mails.again} of them again under their Message-ID.` : "";

const judgements = (title: string, all: readonly Judged[]): string =>
  `<h2>${title}</h2><table>${all
    .map(
      ({ says, isKept, seen }) =>
        `<tr><td class="${isKept ? "kept" : "missed"}">${isKept ? "✓" : "✗"}</td><td>${escaped(says)}</td><td>${escaped(seen)}</td></tr>`,
    )
    .join("\n")}</table>`;

function charts({ samples, acceptedEach, finishedEach, brokenAt, wholeAt, blows }: Observation): string {
  const seconds = Math.max(1, acceptedEach.length, finishedEach.length, Math.ceil((samples.at(-1)?.at ?? 0) / SECOND));
  const frame = {
    seconds,
    band: [brokenAt / SECOND, wholeAt / SECOND] as const,
    ticks: blows.map(({ at }) => at / SECOND),
  };
  const flow = (name: string, each: readonly number[]): Series => ({
    name,
    points: Array.from({ length: seconds }, (_, at) => [at, each[at] ?? 0] as const),
  });
  const names = Object.keys(samples[0]?.lag ?? {});
  const over = (of: "lag" | "replicas"): Series[] =>
    names.map((name) => ({
      name,
      points: samples.map((sample) => [sample.at / SECOND, sample[of][name] ?? 0] as const),
    }));
  return [
    chart({
      ...frame,
      title: "Orders",
      unit: "a second",
      series: [flow("accepted", acceptedEach), flow("ended", finishedEach)],
    }),
    chart({ ...frame, title: "Lag", unit: "events not seen, parked or unpublished, by service", series: over("lag") }),
    chart({ ...frame, title: "Replicas", unit: "that run, by service", series: over("replicas") }),
  ].join("\n");
}

function phaseTable({ phases }: Observation): string {
  const rows = PHASES.map((phase) => {
    const { customers, accepted, acceptP50, acceptP99, finishP50, finishP99, otherAnswers, problems } = phases[phase];
    const others = Object.entries(otherAnswers)
      .map(([status, count]) => `${count} × ${status === "0" ? "no answer" : status}`)
      .join(", ");
    const reasons = Object.entries(problems)
      .map(([problem, count]) => `${count} × ${escaped(problem)}`)
      .join(", ");
    const cells = [
      phase,
      customers,
      accepted,
      milliseconds(acceptP50),
      milliseconds(acceptP99),
      milliseconds(finishP50),
      milliseconds(finishP99),
      others || "–",
      reasons || "–",
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const heads = [
    "the fault",
    "customers",
    "accepted",
    "accept p50",
    "accept p99",
    "end p50",
    "end p99",
    "other answers",
    "their problems",
  ];
  return `<h2>Figures</h2><table><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr>${rows.join("\n")}</table>`;
}
function comparedTable({ compared }: Observation): string {
  const rows = Object.entries(compared).map(([way, figures]) => {
    const cells = PHASES.flatMap((phase) => {
      const { asked, answered, p50, p99 } = figures[phase];
      return [`${answered} of ${asked}`, `${milliseconds(p50)} / ${milliseconds(p99)}`];
    });
    return `<tr><td>${escaped(way)}</td>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  if (rows.length === 0) return "";
  const heads = PHASES.map((phase) => `<th>${phase}: answered</th><th>p50 / p99</th>`).join("");
  return `<h2>Side by side</h2><table><tr><th></th>${heads}</tr>${rows.join("\n")}</table>`;
}
function refusalTable({ refusals, repeated }: Observation): string {
  const rows = Object.entries(refusals).map(
    ([name, { sent, judged, right }]) =>
      `<tr><td>${escaped(name)}</td><td>${sent}</td><td>${judged}</td><td>${right}</td></tr>`,
  );
  if (rows.length === 0) return "";
  const heads = ["what is wrong", "sent", "looked at", "refused rightly"].map((head) => `<th>${head}</th>`).join("");
  return `<h2>What nobody should send</h2><table><tr>${heads}</tr>${rows.join("\n")}</table>
<p>Sent again under one key: ${repeated.sent}. Customers who were told of their order more than once: ${repeated.told}, of the same one: ${repeated.same}.</p>`;
}
const MOST_BLOWS = 300;
const blowTable = ({ blows }: Observation): string =>
  `<details><summary>Blows: ${blows.length}</summary><ol>${blows
    .slice(0, MOST_BLOWS)
    .map(({ at, what }) => `<li>${(at / SECOND).toFixed(1)} s: ${escaped(what)}</li>`)
    .join("")}</ol></details>`;
