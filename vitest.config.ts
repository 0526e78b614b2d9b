import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{contracts,k8s,load-tests,platform,services,tools,tests}/**/*.test.ts"],
    // These have a configuration of their own: they need real brokers, a cluster, Tilt, or Prometheus.
    exclude: ["**/node_modules/**", "tests/brokers/**", "tests/cluster/**", "tests/observability/**", "tests/tilt/**"],
    testTimeout: 30_000,
    // A busy machine is slow; a condition that does not come true fails all the same.
    expect: { poll: { timeout: 20_000 } },
    pool: "forks",
    maxWorkers: "100%",
  },
});
