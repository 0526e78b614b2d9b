// What a run is told by its environment.
import { isTestName, TESTS, testOf } from "./tests.ts";

const name = __ENV["TEST"] || "smoke";
if (!isTestName(name)) throw new Error(`TEST=${name} is none of ${Object.keys(TESTS).join(", ")}.`);

export const TEST_NAME = name;
export const TEST = testOf(name, {
  rate: Number(__ENV["RATE"] || 0),
  seconds: Number(__ENV["SECONDS"] || 0),
  slack: Number(__ENV["SLACK"] || 1),
});
export const URL = (__ENV["URL"] || "http://localhost:8080").replace(/\/$/, "");
export const ADMIN_TOKEN = __ENV["ADMIN_TOKEN"] ?? "";
/** Keys and user ids begin with it, so that each is used by one run only. */
export const RUN = __ENV["RUN"] || `${name}-${Date.now().toString(36)}`;
/** Somebody has brought goods for everybody, written them down, and seen that the platform answers. */
export const IS_STOCKED = __ENV["STOCKED"] === "1";
/** Instead of the test's own share. */
export const FOLLOWED = __ENV["FOLLOWED"] ? Number(__ENV["FOLLOWED"]) : TEST.followed;
