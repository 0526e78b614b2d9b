import { expect, test } from "vitest";
import { joinMetrics } from "./join-metrics.ts";

const metricsOf = (service: string) =>
  `# HELP a First.\n# TYPE a gauge\na{service="${service}"} 1\n# HELP b Second.\nb 2\n`;

test("each family is described once and stands together", () => {
  expect(joinMetrics([metricsOf("x"), metricsOf("y"), ""])).toBe(
    '# HELP a First.\n# TYPE a gauge\na{service="x"} 1\na{service="y"} 1\n# HELP b Second.\nb 2\n',
  );
});
