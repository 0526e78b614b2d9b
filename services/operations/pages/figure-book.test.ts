import { expect, it } from "vitest";
import { FigureBook, type Report } from "./figure-book.ts";

const report = (service: string, second: number, changes: Partial<Report> = {}): Report => ({
  service,
  replica: `${service}-1`,
  at: second * 1_000,
  handled: 0,
  retried: 0,
  deadLettered: 0,
  outbox: 0,
  parked: 0,
  committed: {},
  seen: {},
  ...changes,
});
const figuresOf = (service: string, ...reports: Report[]) => {
  const book = new FigureBook();
  book.take(reports);
  return book.figures().get(service);
};

it("counts what was committed and not yet seen as waiting, whoever published it", () => {
  const farmer = report("farmer", 2, { committed: { GrainCame: 10 } });
  expect(figuresOf("mill", farmer, report("mill", 2, { seen: { GrainCame: 7 } }))?.waiting).toBe(3);
});
it("lets the backlog of a service that is gone grow", () => {
  const reports = [
    report("mill", 2, { seen: { GrainCame: 7 } }),
    report("farmer", 20, { committed: { GrainCame: 100 } }),
  ];
  expect(figuresOf("mill", ...reports)).toMatchObject({ replicas: 0, waiting: 93 });
});
it("adds up what replicas handle per second", () => {
  const one = [report("mill", 2, { handled: 10 }), report("mill", 4, { handled: 30 })];
  const two = one.map((each) => ({ ...each, replica: "mill-2" }));
  expect(figuresOf("mill", ...one, ...two)).toMatchObject({ replicas: 2, perSecond: 20 });
});
it("counts retries and dead letters of the last minute as errors", () => {
  const reports = [report("mill", 2), report("mill", 4, { retried: 2, deadLettered: 1 })];
  expect(figuresOf("mill", ...reports)?.errorsPerMinute).toBe(3);
  expect(figuresOf("mill", ...reports, report("mill", 100, { retried: 2, deadLettered: 1 }))?.errorsPerMinute).toBe(0);
});
it("remembers how it was", () => {
  const second = { ...report("mill", 4), replica: "mill-2" };
  const history = figuresOf("mill", report("mill", 2), report("mill", 4), second, report("mill", 6))?.history;
  expect(history?.map(({ replicas }) => replicas)).toEqual([1, 2]);
});
it("no longer counts a replica that has said that it leaves", () => {
  const leaving = report("mill", 5, { replica: "mill-1", leaving: true });
  const next = report("mill", 6, { replica: "mill-2" });
  expect(figuresOf("mill", report("mill", 4), leaving)?.replicas).toBe(0);
  expect(figuresOf("mill", report("mill", 4), leaving, next)?.replicas).toBe(1);
});
