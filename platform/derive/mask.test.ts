import { expect, test } from "vitest";
import { mask } from "./mask.ts";

test("values at the paths become ***, whatever they are", () => {
  const data = { id: "1", email: "ada@example.com", address: { city: "London" }, age: null };
  expect(mask(data, [["email"], ["address"], ["age"]])).toEqual({ id: "1", email: "***", address: "***", age: "***" });
});

test("what is absent stays absent", () => {
  expect(mask({ id: "1" }, [["email"], ["address", "city"]])).toEqual({ id: "1" });
  expect(mask(undefined, [[]])).toBeUndefined();
});

test("* reaches every item and every value", () => {
  expect(mask({ people: [{ name: "Ada" }, { name: "Bob", age: 7 }] }, [["people", "*", "name"]])).toEqual({
    people: [{ name: "***" }, { name: "***", age: 7 }],
  });
  expect(mask({ byId: { a: "Ada", b: "Bob" } }, [["byId", "*"]])).toEqual({ byId: { a: "***", b: "***" } });
});

test("the original is left as it was", () => {
  const data = Object.freeze({ person: Object.freeze({ name: "Ada" }) });
  expect(mask(data, [["person", "name"]])).toEqual({ person: { name: "***" } });
  expect(data.person.name).toBe("Ada");
});

test("data of another shape than its schema is left alone", () => {
  expect(mask("text", [["name"]])).toBe("text");
  expect(mask({ person: "Ada" }, [["person", "name"]])).toEqual({ person: "Ada" });
});

test("a path of nothing is the whole value", () => expect(mask({ a: 1 }, [[]])).toBe("***"));
