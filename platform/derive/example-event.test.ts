import { expect, test } from "vitest";
import * as events from "#contracts/events/index.ts";
import { exampleOf } from "./example-event.ts";

test.each(Object.values(events))("the example of $name fits its schema and is about something", (event) => {
  const { data, subject } = exampleOf(event, "somebody");
  expect(event.schema.parse(data)).toEqual(data);
  expect(subject).not.toBe("undefined");
});
