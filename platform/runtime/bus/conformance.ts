// What every broker must do for the runtime, whatever it is made of: the same tests run against each.
import { describe } from "vitest";
import { delivery } from "./conformance/delivery.ts";
import { endings } from "./conformance/endings.ts";
import type { OpenBus } from "./conformance/harness.ts";
import { keeping } from "./conformance/keeping.ts";
import { redelivery } from "./conformance/redelivery.ts";

export type { BusUnderTest, OpenBus } from "./conformance/harness.ts";

/** Defines the tests; `openBus` opens an empty broker for each of them. */
export function busConformance(name: string, openBus: OpenBus): void {
  describe(`${name} is a broker`, () => {
    for (const part of [delivery, redelivery, keeping, endings]) part(openBus);
  });
}
