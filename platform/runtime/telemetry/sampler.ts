// Which traces are told: the samplers of OpenTelemetry, chosen by its standard variables.
import { ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { isSampled, spanIdOf, traceIdOf } from "../trace.ts";

type Variables = Readonly<Record<string, string | undefined>>;

const RECORDED = SamplingDecision.RECORD_AND_SAMPLED;

/** Throws an error that names what is wrong. */
export function samplerOf(variables: Variables): (traceId: string, parent: string | undefined) => boolean {
  const sampler = chosen(variables);
  return (traceId, parent) => {
    const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote(parent));
    return sampler.shouldSample(context, traceId, "", SpanKind.SERVER, {}, []).decision === RECORDED;
  };
}

const remote = (parent: string) => ({
  traceId: traceIdOf(parent),
  spanId: spanIdOf(parent),
  traceFlags: isSampled(parent) ? 1 : 0,
  isRemote: true,
});

function chosen(variables: Variables): Sampler {
  const name = variables["OTEL_TRACES_SAMPLER"] || "parentbased_always_on";
  const [, isParentBased, kind = ""] = /^(parentbased_)?(.+)$/.exec(name) ?? [];
  const root = ROOTS[kind]?.(variables["OTEL_TRACES_SAMPLER_ARG"]);
  if (!root) throw new Error(`OTEL_TRACES_SAMPLER=${name} is none of ${NAMES.join(", ")}.`);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}

const ROOTS: Readonly<Record<string, (argument: string | undefined) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (argument) => new TraceIdRatioBasedSampler(shareOf(argument)),
};
const NAMES = Object.keys(ROOTS).flatMap((name) => [name, `parentbased_${name}`]);

function shareOf(argument: string | undefined): number {
  const share = Number(argument || 1);
  if (share >= 0 && share <= 1) return share;
  throw new Error(`OTEL_TRACES_SAMPLER_ARG=${argument} is not a number from 0 to 1.`);
}
