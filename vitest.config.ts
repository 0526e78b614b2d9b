import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{contracts,platform,services,tools,tests}/**/*.test.ts"],
    testTimeout: 30_000,
    pool: "forks",
    maxWorkers: "100%",
  },
});
