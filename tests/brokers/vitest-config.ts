// Apart from the other tests: these need real sidecars and brokers, and some minutes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/brokers/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 150_000,
    pool: "forks",
    // Each has the machine for itself: what is measured is written down.
    fileParallelism: false,
    maxConcurrency: 16,
    disableConsoleIntercept: true,
  },
});
