import { expect, test } from "vitest";
import { z } from "zod";
import { type FoundEvent, loadEvents } from "./declarations.ts";
import { schemas } from "./schemas.ts";

const events = await loadEvents();
const changed = (schema: z.ZodType<object>): FoundEvent[] =>
  events.map((found) => (found.file === "points-earned" ? { ...found, event: { ...found.event, schema } } : found));
const PointsEarned = events.find(({ file }) => file === "points-earned")?.event.schema as z.ZodObject;

test("every event has its schema, under its own name", async () => {
  const files = await schemas(events);
  expect(files.map(({ path }) => path)).toContain("contracts/schemas/PointsEarned.json");
  expect(files).toHaveLength(events.length);
});

test("an optional field may be added", async () => {
  await expect(schemas(changed(PointsEarned.extend({ note: z.string().optional() })))).resolves.toHaveLength(
    events.length,
  );
});

test("a change that breaks the promise is refused, with what has changed and the way out", async () => {
  await expect(schemas(changed(PointsEarned.omit({ points: true })))).rejects.toThrow(
    /PointsEarned: points is gone[\s\S]*declare a new event/,
  );
});

test("an event that is gone is refused", async () => {
  await expect(schemas(events.filter(({ file }) => file !== "points-earned"))).rejects.toThrow(
    "PointsEarned: the event is gone.",
  );
});
