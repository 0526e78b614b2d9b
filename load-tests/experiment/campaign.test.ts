// Campaigns of experiments that nobody performs: only their verdicts are counted.
import { expect, test } from "vitest";
import { Missing } from "#tools/self-hosted/programs.ts";
import { type Campaign, chosenOf, runCampaign } from "./campaign.ts";
import type { Experiment } from "./experiment.ts";
import type { Result, Verdict } from "./result.ts";

const experiment = (name: string, change: Partial<Experiment> = {}) =>
  ({ name, on: ["self-hosted"], ...change }) as Experiment;
const TWO = [experiment("poison"), experiment("abuse")];

async function run(change: Partial<Campaign> = {}, known: Record<string, Verdict> = {}) {
  const said: string[] = [];
  const tried: string[] = [];
  const code = await runCampaign({
    name: "one",
    experiments: TWO,
    brokers: ["redis"],
    target: "self-hosted",
    isShort: true,
    isAgain: false,
    results: {
      lastOf: (wanted) => (known[wanted.experiment] ? ({ verdict: known[wanted.experiment] } as Result) : undefined),
    },
    tryOne: async ({ name }) => {
      tried.push(name);
      return "kept";
    },
    say: (line) => said.push(line),
    signal: new AbortController().signal,
    ...change,
  });
  return { code, said: said.join("\n"), tried };
}

test("all kept is success, and one that is not is none", async () => {
  expect(await run()).toMatchObject({ code: 0, tried: ["poison", "abuse"] });
  for (const verdict of ["missed", "unsteady"] as const)
    expect(await run({ tryOne: async ({ name }) => (name === "abuse" ? verdict : "kept") })).toMatchObject({ code: 1 });
});
test("what was done already is not done again, and its verdict counts", async () => {
  const resumed = await run({}, { poison: "missed" });
  expect(resumed).toMatchObject({ code: 1, tried: ["abuse"] });
  expect(resumed.said).toContain("poison on redis is done already and was missed");
  expect(await run({}, { poison: "unsteady", abuse: "kept" })).toMatchObject({ code: 1, tried: [] });
  expect(await run({}, { poison: "kept", abuse: "kept" })).toMatchObject({ code: 0, tried: [] });
  expect(await run({ isAgain: true }, { poison: "missed" })).toMatchObject({ code: 0, tried: ["poison", "abuse"] });
});
test("what was tried with changes that are in no commit is tried again", async () => {
  expect(await run({ name: "abc1234+" }, { poison: "missed" })).toMatchObject({ code: 0, tried: ["poison", "abuse"] });
});
test("one that breaks off is missed, says why, and the others go on", async () => {
  const failing = (why: Error): Partial<Campaign> => ({
    tryOne: async ({ name }) => {
      if (name === "poison") throw why;
      return "kept";
    },
  });
  const broken = await run(failing(new Error("order is not ready")));
  expect(broken.code).toBe(1);
  expect(broken.said).toMatch(/order is not ready[\s\S]*1 experiments of 2 missed/);
  const without = await run(failing(new Missing(["k6: install it"])));
  expect(without.said, "Where it was thrown is nobody's business.").not.toContain("campaign.test.ts");
});
test("when nothing can be tried there, that is no success", async () => {
  const nowhere = await run({ target: "cluster" });
  expect(nowhere).toMatchObject({ code: 2, tried: [] });
  expect(nowhere.said).toMatch(/Left out: poison[\s\S]*Nothing was tried/);
  const onOne = [experiment("network-cut", { brokers: ["redis"] })];
  expect(await run({ experiments: onOne, brokers: ["kafka"] })).toMatchObject({ code: 2 });
  expect(await run({ experiments: onOne, brokers: ["redis", "kafka"] })).toMatchObject({ code: 0 });
});
test("whoever is interrupted is told so, and nothing more is tried", async () => {
  const ending = new AbortController();
  const tryOne = () => {
    ending.abort();
    return Promise.reject(new Error("aborted"));
  };
  expect(await run({ signal: ending.signal, tryOne })).toMatchObject({
    code: 130,
    said: "poison on redis was interrupted.",
  });
});
test("experiments are chosen by name, and every unknown name is an error", () => {
  expect(chosenOf("", TWO)).toHaveLength(2);
  expect(chosenOf("abuse, poison", TWO)).toEqual(TWO);
  expect(chosenOf("abuse", TWO).map(({ name }) => name)).toEqual(["abuse"]);
  expect(() => chosenOf("abuse,posion,nothing", TWO)).toThrow("posion, nothing is none of poison, abuse");
});
