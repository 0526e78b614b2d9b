// The paths that every service answers without declaring them.
export const PLATFORM_DOORS = [
  { path: "/health/live", summary: "The process runs.", produces: "application/json" },
  {
    path: "/health/ready",
    summary: "The service takes requests; 503 while it starts or drains.",
    produces: "application/json",
  },
  { path: "/metrics", summary: "Measurements in the Prometheus text format.", produces: "text/plain" },
] as const;

export const PLATFORM_SEGMENTS: readonly string[] = [
  ...new Set(PLATFORM_DOORS.map(({ path }) => path.split("/")[1] ?? "")),
];
