// Apart from the other tests: these need Tilt, a local cluster with Dapr, KEDA and an ingress, and some minutes.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/tilt/*.test.ts"],
    testTimeout: 500_000,
    hookTimeout: 500_000,
    pool: "forks",
    disableConsoleIntercept: true,
  },
});
