import { expect, test } from "vitest";
import { anEvent } from "../testing/an-event.ts";
import { GrainCame } from "../testing/mill.ts";
import { checked, isEnvelope } from "./envelope.ts";

const grain = (data: object) => anEvent("GrainCame", { data });

test("an event has an id, a type and a source", () => {
  const event = anEvent();
  expect(isEnvelope(event)).toBe(true);
  for (const name of ["id", "type", "source"])
    for (const wrong of [undefined, null, "", 7, {}]) expect(isEnvelope({ ...event, [name]: wrong })).toBe(false);
  for (const nothing of [undefined, null, "text", 7, [], {}]) expect(isEnvelope(nothing)).toBe(false);
});

test("data is read as the schema reads it, and fields of the future are left out", () => {
  const event = grain({ farmer: "ada", sacks: 2, colour: "gold" });
  expect(checked(event, GrainCame)).toEqual({ ...event, data: { farmer: "ada", sacks: 2 } });
});

test("data that does not fit says what is wrong, and can never succeed", () => {
  const check = (data: object) => () => checked(grain(data), GrainCame);
  expect(check({ farmer: 1, sacks: 0 })).toThrow(/^GrainCame does not fit its schema: farmer: .*; sacks: /);
  expect(check({ farmer: 1 })).toThrow(expect.objectContaining({ code: "event-invalid", verdict: "drop" }));
  expect(check(null as unknown as object)).toThrow(/body/);
  expect(check(undefined as unknown as object)).toThrow(/body/);
});

test("an event without a time is refused, because handlers read it", () => {
  for (const time of ["", "yesterday", undefined as unknown as string]) {
    const event = { ...grain({ farmer: "ada", sacks: 2 }), time };
    expect(() => checked(event, GrainCame)).toThrow(/says no time/);
  }
});
