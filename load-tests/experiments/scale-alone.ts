// One consumer is slow: it gets replicas, and nobody else does.
import { declarations } from "#services/declarations.ts";
import { nobodyIsRefused, onlyScales } from "../experiment/expectation.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { serviceSlow } from "../experiment/faults.ts";
import { ALWAYS, STEADY_LOAD, STEADY_STATE } from "./steady-state.ts";

/** Milliseconds for each event: more than one replica can take at this rate. */
const SLOW = 10_000;
const fewest = new Map(declarations.map(({ name, scale }) => [name, scale.min]));
const scaleAlone = (service: string): Experiment => ({
  name: `scale-alone-${service}`,
  hypothesis: `When ${service} is slow, ${service} alone is scaled: all others stay at their fewest replicas.`,
  steadyState: STEADY_STATE,
  fault: serviceSlow(service, SLOW),
  load: STEADY_LOAD,
  phases: { before: 20, fault: 90, after: 30 },
  short: { before: 15, fault: 60, after: 15 },
  holds: [onlyScales(service, fewest), nobodyIsRefused("during", "after"), ...ALWAYS],
  on: ["cluster"],
  needs: { fewestReplicas: true },
});
/** Everything that an order can bring about, in the end. */
function followsFrom(first: string): ReadonlySet<string> {
  const following = new Set([first]);
  // A set goes on with what is added meanwhile.
  for (const topic of following)
    for (const { reactions } of declarations)
      for (const { event, emits } of Object.values(reactions))
        if (event.name === topic) for (const { name } of emits) following.add(name);
  return following;
}
const following = followsFrom("OrderCreated");
/** Each consumer that customers keep busy; who only answers baskets and questions has nothing to do under this load. */
export const scaleAloneEach = declarations
  .filter(
    ({ scale, reactions }) =>
      scale.max > scale.min && Object.values(reactions).some(({ event }) => following.has(event.name)),
  )
  .map(({ name }) => scaleAlone(name));
