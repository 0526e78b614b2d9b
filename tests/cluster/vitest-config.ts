// Apart from the other tests: these need a cluster in which the platform runs, and some minutes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/cluster/*.test.ts"],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    pool: "forks",
    disableConsoleIntercept: true,
  },
});
