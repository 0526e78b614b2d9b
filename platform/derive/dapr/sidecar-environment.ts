// How a sidecar's own runtime, which is Go's, is told that it has many neighbours on few cores.

/**
 * One thread at a time: with more, each of many small pieces of work wakes another thread, which finds nothing to do.
 * The garbage collector runs at a larger heap, as a sidecar's heap is small; where a backlog makes it large, it runs more often,
 * so that the sidecar should stay below what it may take in a cluster. In a cluster: the annotation `dapr.io/env`.
 */
export const SIDECAR_ENVIRONMENT: Readonly<Record<string, string>> = {
  GOMAXPROCS: "1",
  GOGC: "400",
  GOMEMLIMIT: "280MiB",
};
