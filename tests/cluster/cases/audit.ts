// After all that: every promise, checked in the books of the running platform.
import { expect, test } from "vitest";
import { services } from "#services/all.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp, unfinishedOn } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import { until } from "../../kit/until.ts";
import { administratorToken, tell, URL, VERY_PATIENT } from "../world.ts";

test("every promise was kept", async () => {
  const declarations = services.map(({ declaration }) => declaration);
  const shelf = new HttpShelf(URL, administratorToken);
  await until(async () => {
    const left = await unfinishedOn(shelf, declarations);
    if (left.length > 0) throw new Error(left.slice(0, 8).join("; "));
    return true;
  }, VERY_PATIENT);
  expect(report(await openOverHttp(shelf, declarations), tell)).toEqual([]);
  shelf.close();
});
