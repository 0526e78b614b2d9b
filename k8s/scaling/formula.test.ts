import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { declarations } from "#services/declarations.ts";
import { manifestsOf } from "../manifests.ts";
import { releaseOf } from "../release.ts";
import { formulaOf } from "./formula.ts";
import { triggersOf } from "./scaling.ts";
import { ONE_REPLICA } from "./trigger.ts";

/** As KEDA computes it: its max, min and / are those of JavaScript for numbers. A wrong name is an error. */
const wanted = (formula: string, seen: Readonly<Record<string, number>>): number =>
  runInNewContext(formula, { max: Math.max, min: Math.min, ...seen }) as number;

describe.each(BROKERS)("the formula of an autoscaler on %s", (broker) => {
  const release = releaseOf({ declarations, broker });
  const scaled = declarations.filter(({ scale }) => scale.max > 1);

  test.each(scaled)("of $name: nothing waits, one waits, a crowd waits", (service) => {
    const triggers = triggersOf(service, release);
    const formula = formulaOf(triggers);
    const quiet = Object.fromEntries(triggers.map(({ name }) => [name, 0]));
    expect(wanted(formula, quiet)).toBe(0);
    for (const { name, perReplica } of triggers) {
      // A thousandth is the least that the autoscaler sees, and one is what wakes.
      expect(wanted(formula, { ...quiet, [name]: 1 }), `one in ${name} wakes`).toBeGreaterThanOrEqual(0.001);
      const crowd = wanted(formula, { ...quiet, [name]: 5 * service.scale.backlogPerReplica });
      expect(crowd, `a crowd in ${name}`).toBe(perReplica === ONE_REPLICA ? 1 : 5);
    }
  });

  test("is that of the trigger that wants most, and not of all together", () => {
    const [first, second] = triggersOf(scaled[0]!, release).filter(({ perReplica }) => perReplica !== ONE_REPLICA);
    expect(wanted(formulaOf([first!, second!]), { [first!.name]: 150, [second!.name]: 100 })).toBe(3);
  });

  test("is not there while a broker is emptied: what waits in it is then asked for by itself", () => {
    const formulas = (publishing: "on" | "paused") =>
      manifestsOf({ ...release, publishing })
        .flatMap(({ objects }) => objects)
        .filter(({ kind }) => kind === "ScaledObject")
        .map(({ spec }) => spec.advanced.scalingModifiers as object | undefined);
    expect(formulas("on")).not.toContain(undefined);
    expect(new Set(formulas("paused"))).toEqual(new Set([undefined]));
  });
});
