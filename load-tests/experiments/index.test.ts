import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { phasesOf } from "../experiment/experiment.ts";
import { EXPERIMENTS } from "./index.ts";
import { ALWAYS, ALWAYS_AMONG_BAD_EVENTS } from "./steady-state.ts";

const names = EXPERIMENTS.map(({ name }) => name);
/** Its bad events become dead letters, and it says how many. */
const WITH_BAD_EVENTS = ["poison"];
/** Good events pass bad ones; and of a slow service it is asked only who gets replicas. */
const ASKS_NO_RECOVERY = /^(poison|scale-alone-.*)$/;
const OTHER = ["index", "steady-state"];

test("every file is an experiment of its name", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const missing = files
    .map((file) => file.slice(0, -".ts".length))
    .filter((file) => !OTHER.includes(file) && !names.some((name) => name.startsWith(file)));
  expect(missing, "List it in index.ts.").toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
test.each(EXPERIMENTS)("$name asks the auditor, says what it expects, and ends", (experiment) => {
  const always = WITH_BAD_EVENTS.includes(experiment.name) ? ALWAYS_AMONG_BAD_EVENTS : ALWAYS;
  expect(experiment.holds).toEqual(expect.arrayContaining([...always]));
  expect(experiment.steadyState.length).toBeGreaterThan(0);
  expect(experiment.hypothesis).toMatch(/^[A-Z].*\.$/);
  expect(experiment.on.length).toBeGreaterThan(0);
  const sum = (isShort: boolean) =>
    Object.values(phasesOf(experiment, isShort)).reduce((all, seconds) => all + seconds, 0);
  expect(sum(true)).toBeLessThan(sum(false));
  expect(sum(false)).toBeLessThanOrEqual(300);
});
test("what holds up orders says by when nobody waits for them", () => {
  const silent = EXPERIMENTS.filter(({ holds }) => !holds.some(({ says }) => says.includes("nobody waits")));
  expect(silent.map(({ name }) => name).filter((name) => !ASKS_NO_RECOVERY.test(name))).toEqual([]);
});
test("a fault lasts as long as somebody wants, and nothing else changes", () => {
  const [experiment] = EXPERIMENTS;
  if (!experiment) throw new Error("There is no experiment.");
  for (const isShort of [true, false])
    expect(phasesOf(experiment, isShort, 600)).toEqual({ ...phasesOf(experiment, isShort), fault: 600 });
});
