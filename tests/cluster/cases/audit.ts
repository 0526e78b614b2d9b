// After all that: every promise, checked in the books of the running platform.
import { expect, test } from "vitest";
import { services } from "#services/all.ts";
import { untilCalm } from "#tools/audit/calm.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp, unfinishedOn } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import { administratorToken, tell, URL, VERY_PATIENT } from "../world.ts";

test("every promise was kept", async () => {
  const declarations = services.map(({ declaration }) => declaration);
  const shelf = new HttpShelf(URL, administratorToken);
  const look = () => unfinishedOn(shelf, declarations);
  expect(await untilCalm({ look, limit: VERY_PATIENT.within, say: tell })).toEqual([]);
  expect(report(await openOverHttp(shelf, declarations), tell)).toEqual([]);
  shelf.close();
});
