// An order's trace, where the place keeps it: every step below the one that it follows from.
import { duration } from "#platform/pages/words.ts";
import { type Span, stepsOf } from "./trace-tree.ts";

export const TraceSteps = ({ spans, start }: { readonly spans: readonly Span[]; readonly start: number }) => (
  <details>
    <summary class="small">Its trace: {spans.length} steps</summary>
    <div class="scroll" tabIndex={0} role="region" aria-label="The order's trace">
      <table>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Service</th>
            <th scope="col">After</th>
            <th scope="col">Took</th>
          </tr>
        </thead>
        <tbody>
          {stepsOf(spans).map(({ spanId, depth, name, service, at, took, error }) => (
            <tr key={spanId}>
              <td style={{ paddingLeft: `${0.5 + depth * 0.8}rem` }}>
                {name}
                {error && <span class="failed"> · {error}</span>}
              </td>
              <td>{service}</td>
              <td class="figure">{duration(at - start)}</td>
              <td class="figure">{duration(took)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);
