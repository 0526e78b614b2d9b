// Apart from the other tests: these need real sidecars and brokers, and some minutes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/brokers/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 150_000,
    pool: "forks",
    maxConcurrency: 16,
    disableConsoleIntercept: true,
  },
});
