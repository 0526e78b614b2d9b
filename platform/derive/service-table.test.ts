import { expect, test } from "vitest";
import { allServicesTable, periodOf, serviceTable, table } from "./service-table.ts";
import { desk, smallShop, storeRoom, watcher } from "./small-shop.ts";

test("a service's table names what it listens to, its doors, schedules and state", () => {
  expect(serviceTable(storeRoom)).toBe(
    [
      "| Listens to | Answers with |",
      "| --- | --- |",
      "| `Asked` | `Given`, `Refused` |",
      "",
      "| HTTP | Does | Publishes |",
      "| --- | --- | --- |",
      "| `POST /things/:name` \\* | Adds things. | – |",
      "",
      "| Every | Does | Publishes |",
      "| --- | --- | --- |",
      "| 30 s | `giveLate` | `Given` |",
      "",
      "\\* needs the administrator's token.",
    ].join("\n"),
  );
  expect(serviceTable(desk)).toContain("| `wishes` | counter |");
});

test("an observer listens to everything", () => {
  expect(serviceTable(watcher)).toContain("every event and every dead letter");
});

test("the table of all services has a row for each", () => {
  expect(allServicesTable(smallShop).split("\n")).toHaveLength(2 + smallShop.length);
  expect(allServicesTable(smallShop)).toContain(
    "| [desk](services/desk) | Takes wishes. | `Given`, `Refused` | `Asked` | `POST /wishes`<br>`GET /wishes/:id` |",
  );
});

test("text cannot break out of its cell", () => {
  expect(table(["a"], [["one|two\nthree"]])).toBe("| a |\n| --- |\n| one\\|two three |");
  expect(table(["a"], [])).toBe("");
});

test.each([
  [250, "250 ms"],
  [30_000, "30 s"],
  [90_000, "90 s"],
  [120_000, "2 min"],
  [86_400_000, "1 d"],
])("%i milliseconds are %s", (ms, text) => expect(periodOf(ms)).toBe(text));
