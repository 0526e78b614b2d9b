// Apart from the other tests: these need Prometheus, a trace store, real sidecars, and some minutes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/observability/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 150_000,
    pool: "forks",
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
