// `make bench-store WHAT=commits|growth|retention`: what the Redis store costs, and that it neither slows down nor grows for ever.
import { missingRedisServer } from "#platform/runtime/testing/redis-server.ts";
import { measureCommits } from "./bench-store/commits.ts";
import { measureGrowth } from "./bench-store/growth.ts";
import { measureRetention } from "./bench-store/retention.ts";

const MEASUREMENTS = { commits: measureCommits, growth: measureGrowth, retention: measureRetention };
const isMeasurement = (name: string): name is keyof typeof MEASUREMENTS => name in MEASUREMENTS;

const what = process.env["WHAT"] || "commits";
const names = Object.keys(MEASUREMENTS).join(", ");
const problem = isMeasurement(what) ? missingRedisServer() : `WHAT=${what} is none of ${names}.`;
if (problem) console.error(problem);
process.exitCode = problem || !isMeasurement(what) || !((await MEASUREMENTS[what]()) ?? true) ? 1 : 0;
