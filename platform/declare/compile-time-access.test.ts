// What must not compile in the use of state, requests and replies; held by the type checker like compile-time.test.ts.
import { describe, expectTypeOf, test } from "vitest";
import { flour, type Mill, neverRun, stopped, type Work } from "./compile-time-mill.ts";
import type { Answers } from "./implementation.ts";
import type { ParamsOf } from "./route.ts";

describe("state", () => {
  test("is used by its shape", () =>
    neverRun(() => (work: Work) => {
      const { state } = work;
      expectTypeOf(state.account.get("ada")).resolves.toEqualTypeOf<{ kilos: number } | undefined>();
      expectTypeOf(state.stock.get("ada")).resolves.toEqualTypeOf<number>();
      state.account.set("ada", { kilos: 1 }, { keepFor: 5 });
      // A state that is not declared.
      // @ts-expect-error
      void state.flour;
      // A value that does not fit.
      // @ts-expect-error
      state.account.set("ada", { kilos: "1" });
      // A value of which a part is missing.
      // @ts-expect-error
      state.account.set("ada", {});
      // Setting a counter, which another replica may be adding to.
      // @ts-expect-error
      state.stock.set("ada", 1);
      // Adding to a record, which has a version.
      // @ts-expect-error
      state.account.add("ada", 1);
      // Reading an index as a record.
      // @ts-expect-error
      state.queue.get("ada");
      // A range without a limit.
      // @ts-expect-error
      void state.queue.range("all", {});
      // A feed's entry that does not fit.
      // @ts-expect-error
      state.diary.append("all", 7);
      // A feed that is changed instead of appended to.
      // @ts-expect-error
      state.diary.set("all", "text");
    }));

  test("is not committed or published by hand", () =>
    neverRun(() => (work: Work) => {
      // Committing.
      // @ts-expect-error
      work.commit();
      // Publishing.
      // @ts-expect-error
      work.publish(flour());
      // A clock of one's own.
      // @ts-expect-error
      work.now = 7;
      // A port that is not declared.
      // @ts-expect-error
      void work.ports.water;
      expectTypeOf(work.ports.wind.strength()).resolves.toEqualTypeOf<number>();
      expectTypeOf(work.settings).toEqualTypeOf<{ STONES: number }>();
    }));
});

describe("a route", () => {
  test("gives its handler params, query and body as declared", () =>
    neverRun(() => {
      expectTypeOf<ParamsOf<"/a/:one/b/:two">>().toEqualTypeOf<{ readonly one: string } & { readonly two: string }>();
      const grinding: Answers<Mill, "grind"> = async ({ params, body }) => {
        expectTypeOf(params.farmer).toBeString();
        expectTypeOf(body).toEqualTypeOf<{ sacks: number }>();
        // A param that the path does not have.
        // @ts-expect-error
        void params.farmr;
        // A field that the body does not have.
        // @ts-expect-error
        void body.kilos;
        return {};
      };
      const looking: Answers<Mill, "look"> = async ({ params, query, body }) => {
        expectTypeOf(params.sack).toBeString();
        expectTypeOf(query.limit).toBeNumber();
        // A body where none is declared.
        // @ts-expect-error
        void body.sacks;
        return {};
      };
      return [grinding, looking];
    }));

  test("answers with facts that it declares", () =>
    neverRun(() => {
      // An event that is not in the route's `emits`.
      // @ts-expect-error
      const undeclared: Answers<Mill, "grind"> = async () => ({ facts: [stopped()] });
      // Any event, where none is declared.
      // @ts-expect-error
      const talkative: Answers<Mill, "look"> = async () => ({ facts: [flour()] });
      type Reply = Awaited<ReturnType<Answers<Mill, "look">>>;
      // A misspelt part of the reply.
      // @ts-expect-error
      const misspelt: Reply = { statusCode: 200 };
      return [undeclared, talkative, misspelt];
    }));

  test("has one unit of work, or converses, and not both", () =>
    neverRun(() => {
      const talking: Answers<Mill, "talk"> = async (_request, conversation) => {
        await conversation.transact(async ({ state }) => ({ value: await state.stock.get("ada"), facts: [stopped()] }));
        // An event that is not in `emits`.
        // @ts-expect-error
        await conversation.transact(async () => ({ value: 0, facts: [flour()] }));
        // State without a commit.
        // @ts-expect-error
        void conversation.state;
        // Following a state that is not declared.
        // @ts-expect-error
        await conversation.follow("books", "all", 0, 1);
        return {};
      };
      const waiting: Answers<Mill, "grind"> = async (_request, work) => {
        // Waiting within a unit of work.
        // @ts-expect-error
        await work.follow("diary", "all", 0, 1);
        return {};
      };
      return [talking, waiting];
    }));
});
