import { expect, test } from "vitest";
import { readSaid, refuseGaps, textOf } from "./said.ts";

const line = (kind: string, more: object = {}) => JSON.stringify({ kind, ...more });
const [supply, first, second] = [line("supply"), line("request", { key: "1" }), line("request", { key: "2" })];
const end = line("end", { customers: 2 });

async function said(...pieces: string[]) {
  const others: string[] = [];
  async function* console() {
    yield* pieces;
  }
  return { said: await readSaid(console(), (other) => others.push(other)), others };
}

test("what was sent is told from the number of customers and from all other words, wherever the pieces begin", async () => {
  const all = `${supply}\n${first}\nlevel=warn\n${second}\n${end}\n\nA summary.\n`;
  for (const pieces of [[all], Array.from(all), [all.slice(0, 40), all.slice(40)]]) {
    const { said: found, others } = await said(...pieces);
    expect(found).toEqual({ sent: [supply, first, second], customers: 2 });
    expect(textOf(found)).toBe(`${supply}\n${first}\n${second}\n`);
    expect(others).toEqual(["level=warn", "", "A summary."]);
  }
});
test("a last line that is cut off is an error, wherever it was cut; other last words need no end", async () => {
  for (const rest of ["{", '{"kin', second.slice(0, -1), second])
    await expect(said(`${first}\n${rest}`), rest).rejects.toThrow("breaks off in the midst of a line");
  expect((await said(`${first}\nGood bye`)).others).toEqual(["Good bye"]);
});
test("there is a line for each customer that k6 has counted, or it is an error", () => {
  const ran = { exitCode: 0 };
  const told = { sent: [supply, first, second], customers: 2 };
  expect(() => refuseGaps(told, ran)).not.toThrow();
  expect(() => refuseGaps({ ...told, customers: 1 }, ran), "One was sent away before the end.").not.toThrow();
  expect(() => refuseGaps({ ...told, sent: [supply, first] }, ran)).toThrow("k6 counts 2 customers, but has said of 1");
  expect(() => refuseGaps({ ...told, customers: undefined }, { exitCode: 99 })).toThrow("has not said how many");
  expect(() => refuseGaps({ sent: [], customers: undefined }, { exitCode: 107 }), "There was no load.").not.toThrow();
});
