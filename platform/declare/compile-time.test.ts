// What must not compile, held by the type checker: a line under `@ts-expect-error` that does compile fails `make types`.
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import {
  FlourMade,
  flour,
  GrainCame,
  type Mill,
  MillStopped,
  mill,
  neverRun,
  stopped,
  type Wind,
  type Work,
} from "./compile-time-mill.ts";
import { defineEvent, emit } from "./event.ts";
import { type Answers, implement, type Reacts, type Runs } from "./implementation.ts";
import { on } from "./reaction.ts";
import { every } from "./schedule.ts";
import { defineService } from "./service.ts";

const onGrainCame: Reacts<Mill, "onGrainCame"> = async () => [flour()];
const onMillStopped: Reacts<Mill, "onMillStopped"> = async () => [];
const grind: Answers<Mill, "grind"> = async () => ({ facts: [flour()] });
const look: Answers<Mill, "look"> = async () => ({});
const talk: Answers<Mill, "talk"> = async () => ({});
const grindLeftovers: Runs<Mill, "grindLeftovers"> = async () => [flour()];
const all = {
  reactions: { onGrainCame, onMillStopped },
  routes: { grind, look, talk },
  schedules: { grindLeftovers },
} as const;

describe("a declaration", () => {
  test("names every reaction after its event", () =>
    neverRun(() => {
      // A reaction under the name of another event.
      // @ts-expect-error
      defineService({ name: "shop", summary: "", reactions: { onFlourMade: on(GrainCame) } });
      // A reaction under no event's name.
      // @ts-expect-error
      defineService({ name: "shop", summary: "", reactions: { grainCame: on(GrainCame) } });
    }));

  test("describes its events wholly", () =>
    neverRun(() => {
      const data = z.object({ farmer: z.string() });
      const parts = { name: "Told", summary: "", data } as const;
      // A subject that is no field of the data.
      // @ts-expect-error
      defineEvent({ ...parts, subject: "miller", example: { farmer: "ada" } });
      // An example that does not fit.
      // @ts-expect-error
      defineEvent({ ...parts, subject: "farmer", example: { farmer: 7 } });
      // No example at all.
      // @ts-expect-error
      defineEvent({ ...parts, subject: "farmer" });
    }));

  test("gives durations a unit", () =>
    neverRun(() => {
      // A number without a unit.
      // @ts-expect-error
      every("30");
      // A unit that there is not.
      // @ts-expect-error
      every("30 minutes");
      // A number that is no text.
      // @ts-expect-error
      every(30);
    }));

  test("refuses a name that is no lower-case noun", () => {
    for (const name of ["Mill", "", "the mill", "mill2", "-mill", "mühle", "mill.dead-letter"])
      expect(() => defineService({ name, summary: "" })).toThrow(`"${name}" is not.`);
    expect(defineService({ name: "wind-mill", summary: "" }).name).toBe("wind-mill");
  });

  test("refuses a duration that is none", () => {
    for (const wrong of ["1e3s", "-5s", "NaNs", "Infinityh"]) expect(() => every(wrong as "5s")).toThrow("no");
    expect([every("250ms"), every("1.5m"), every("24h"), every("1d")].map((schedule) => schedule.every)).toEqual([
      250, 90_000, 86_400_000, 86_400_000,
    ]);
  });

  test("cannot be changed afterwards", () => {
    for (const frozen of [mill, GrainCame, mill.reactions.onGrainCame, mill.routes.grind, implement(mill, all)])
      expect(Object.isFrozen(frozen)).toBe(true);
  });

  test("has defaults for what it does not say", () => {
    const bare = defineService({ name: "bare", summary: "" });
    expect(bare).toMatchObject({
      reactions: {},
      routes: {},
      schedules: {},
      state: {},
      seeds: [],
      observes: "declared",
    });
    expect(bare.settings.parse({ OTHER: 1 })).toEqual({});
  });
});

describe("an implementation", () => {
  test("has a handler for everything that is declared, and for nothing else", () =>
    neverRun(() => {
      implement(mill, all);
      // A missing reaction.
      // @ts-expect-error
      implement(mill, { ...all, reactions: { onGrainCame } });
      // A missing route.
      // @ts-expect-error
      implement(mill, { ...all, routes: { grind, look } });
      // A missing schedule.
      // @ts-expect-error
      implement(mill, { reactions: all.reactions, routes: all.routes });
      // A reaction that is not declared.
      // @ts-expect-error
      implement(mill, { ...all, reactions: { onGrainCame, onMillStopped, onFlourMade: onMillStopped } });
      // One event's handler in another's place.
      // @ts-expect-error
      implement(mill, { ...all, reactions: { onGrainCame, onMillStopped: onGrainCame } });
      implement(defineService({ name: "bare", summary: "" }), {});
    }));

  test("builds the ports that are declared", () =>
    neverRun(() => {
      const wind: Wind = { strength: async () => 7 };
      implement(mill, { ...all, ports: () => ({ wind }) });
      // A port that is missing.
      // @ts-expect-error
      implement(mill, { ...all, ports: () => ({}) });
      // A port that does not fit.
      // @ts-expect-error
      implement(mill, { ...all, ports: () => ({ wind: { strength: async () => "strong" } }) });
      implement(mill, {
        ...all,
        ports: ({ settings }) => {
          // A setting that is not declared.
          // @ts-expect-error
          void settings.WINGS;
          return { wind: { strength: async () => settings.STONES } };
        },
      });
    }));

  test("seeds only what is declared", () =>
    neverRun(() => {
      implement(mill, { ...all, seed: async () => [flour()] });
      // An event that is no seed.
      // @ts-expect-error
      implement(mill, { ...all, seed: async () => [stopped()] });
    }));
});

describe("a handler", () => {
  test("emits what its reaction declares", () =>
    neverRun(() => {
      const some: Reacts<Mill, "onGrainCame">[] = [async () => [], async () => [flour(), flour()]];
      // An event that is not in `emits`.
      // @ts-expect-error
      const undeclared: Reacts<Mill, "onGrainCame"> = async () => [stopped()];
      // One of two events is not in `emits`.
      // @ts-expect-error
      const mixed: Reacts<Mill, "onGrainCame"> = async () => [flour(), stopped()];
      // Something from a reaction that emits nothing.
      // @ts-expect-error
      const talkative: Reacts<Mill, "onMillStopped"> = async () => [flour()];
      // No list at all.
      // @ts-expect-error
      const silent: Reacts<Mill, "onMillStopped"> = async () => {};
      // An event that is not in the schedule's `emits`.
      // @ts-expect-error
      const late: Runs<Mill, "grindLeftovers"> = async () => [stopped()];
      return [some, undeclared, mixed, talkative, silent, late];
    }));

  test("decides between facts that its reaction declares", () =>
    neverRun(() => {
      const condition = ({ state }: Work) => [{ counter: state.stock, id: "ada", amount: 1 }];
      const good: Reacts<Mill, "onGrainCame"> = async (_event, work) =>
        work.decide(condition(work), { met: () => [flour()], otherwise: () => [] });
      // A branch with an event that is not in `emits`.
      const bad: Reacts<Mill, "onGrainCame"> = async (_event, work) =>
        // @ts-expect-error
        work.decide(condition(work), { met: () => [flour()], otherwise: () => [stopped()] });
      // A condition on something that is no counter.
      const uncounted: Reacts<Mill, "onGrainCame"> = async (_event, { state, decide }) =>
        // @ts-expect-error
        decide([{ counter: state.account, id: "ada", amount: 1 }], { met: () => [], otherwise: () => [] });
      // A branch that waits for something.
      const slow: Reacts<Mill, "onGrainCame"> = async (_event, work) =>
        // @ts-expect-error
        work.decide(condition(work), { met: async () => [flour()], otherwise: () => [] });
      return [good, bad, uncounted, slow];
    }));

  test("gives each fact its whole data, and nothing of another kind", () =>
    neverRun(() => {
      emit(FlourMade, { farmer: "ada", kilos: 1, note: "fine" });
      // A missing field.
      // @ts-expect-error
      emit(FlourMade, { farmer: "ada" });
      // A field of the wrong type.
      // @ts-expect-error
      emit(FlourMade, { farmer: "ada", kilos: "1" });
      // A field that there is not.
      // @ts-expect-error
      emit(FlourMade, { farmer: "ada", kilos: 1, sacks: 2 });
      // Another event's data.
      // @ts-expect-error
      emit(MillStopped, { farmer: "ada", kilos: 1 });
    }));

  test("reads the event's data as declared", () =>
    neverRun(() => {
      const reading: Reacts<Mill, "onGrainCame"> = async (event) => {
        const { data } = event;
        expectTypeOf(data).toEqualTypeOf<{ farmer: string; sacks: number }>();
        // A field that the event does not have.
        // @ts-expect-error
        void data.kilos;
        // Changing what was received.
        // @ts-expect-error
        event.id = "another";
        return [];
      };
      return reading;
    }));
});
