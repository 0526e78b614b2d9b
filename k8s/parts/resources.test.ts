import { expect, test } from "vitest";
import { SIDECAR_ENVIRONMENT } from "#platform/derive/dapr/sidecar-environment.ts";
import { SIDECAR } from "./resources.ts";

/** Of `280MiB` and `384Mi`. */
const mebibytes = (text: string | undefined): number => Number(/^(\d+)MiB?$/.exec(text ?? "")?.[1]);

test("a sidecar's collector works harder before its container has taken all that it may", () => {
  const limit = mebibytes(SIDECAR_ENVIRONMENT["GOMEMLIMIT"]);
  expect(limit).toBeGreaterThan(mebibytes(SIDECAR.memory));
  expect(mebibytes(SIDECAR.mostMemory) / limit, "room for what is not Go's").toBeGreaterThan(1.3);
});
