// One order across all services: a lane for each, what it had in hand as bars, what it said as marks, and the same as a table.
import { absolute, duration } from "#platform/pages/words.ts";
import { kindOf } from "./heard-events.ts";
import { lookAtOrder, orderId, story, storyTrouble } from "./looked-at-order.ts";
import { TraceSteps } from "./trace-steps.tsx";
import { type Bar, type Lane, type Mark, originOf, waterfallOf } from "./waterfall.ts";

const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;

const BarOf = ({ from, size, topic, took, attempt, outcome }: Bar) => (
  <span
    class={`bar ${outcome}`}
    style={{ left: percent(from), width: `max(3px, ${percent(size)})` }}
    title={`${topic}: ${duration(took)}, attempt ${attempt}, ${outcome}`}
  />
);
const MarkOf = ({ from, event, at, reason }: Mark) => (
  <span
    class={`pin ${kindOf(event)}`}
    style={{ left: percent(from) }}
    title={`${event}${reason ? ` (${reason})` : ""}, ${absolute(at)}`}
  />
);
const LaneOf = ({ service, bars, marks }: Lane) => (
  <div class="lane">
    <span class="lane-name small">{service}</span>
    <span class="lane-track">
      {bars.map((bar) => (
        <BarOf key={`${bar.eventId}~${bar.attempt}~${bar.at}`} {...bar} />
      ))}
      {marks.map((mark) => (
        <MarkOf key={mark.id} {...mark} />
      ))}
    </span>
  </div>
);

function Story() {
  if (!story.value) return <p class="empty">{storyTrouble.value || "Reading the order's timeline …"}</p>;
  const { entries, handlings, spans } = story.value;
  const { start, length, lanes } = waterfallOf(entries, handlings);
  const retries = handlings.filter(({ outcome }) => outcome === "retried").length;
  return (
    <>
      <p class="row small">
        <span class="tag water figure">{entries.length} events</span>
        <span class="tag water figure">{duration(length)} in all</span>
        <span class={`tag figure ${retries > 0 ? "warn" : ""}`}>{retries} retries</span>
        <span class="soft">
          trace <code>{entries[0]?.traceparent.slice(3, 35)}</code>
        </span>
      </p>
      <div
        class="lanes"
        role="img"
        aria-label={`${lanes.length} services had a part in it; the table below says when.`}
      >
        {lanes.map((lane) => (
          <LaneOf key={lane.service} {...lane} />
        ))}
        <p class="scale small soft figure">
          <span>0</span>
          <span>{duration(length / 2)}</span>
          <span>{duration(length)}</span>
        </p>
      </div>
      {spans.length > 0 && <TraceSteps spans={spans} start={start} />}
      {handlings.length === 0 && (
        <p class="soft small">
          How long handlers took is told for half an hour, two seconds late, and of a sample under load.
        </p>
      )}
      <div class="scroll" tabIndex={0} role="region" aria-label="The order's events">
        <table>
          <thead>
            <tr>
              <th scope="col">After</th>
              <th scope="col">Event</th>
              <th scope="col">From</th>
              <th scope="col">Because of</th>
              <th scope="col">Handler</th>
              <th scope="col">Attempts</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => {
              const { took, attempts, because } = originOf(entry, entries, handlings);
              return (
                <tr key={entry.id}>
                  <td class="figure" title={absolute(entry.at)}>
                    {duration(entry.at - start)}
                  </td>
                  <td>
                    <span class={`dot ${kindOf(entry.event)}`} aria-hidden="true" /> {entry.event}
                    {entry.reason && <span class="soft"> · {entry.reason}</span>}
                  </td>
                  <td>{entry.service}</td>
                  <td class="soft">{because}</td>
                  <td class="figure">{took === undefined ? "–" : duration(took)}</td>
                  <td class={attempts > 1 ? "figure warned" : "figure"}>{took === undefined ? "–" : attempts}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function OrderStory() {
  return (
    <div class="stack">
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("order");
          if (typeof typed === "string" && typed.trim()) lookAtOrder(typed.trim());
        }}
      >
        <label class="grow">
          Order
          <input
            key={orderId.value}
            name="order"
            defaultValue={orderId.value}
            placeholder="an order's id"
            class="mono"
          />
        </label>
        <button type="submit" class="low">
          Show
        </button>
      </form>
      {orderId.value ? <Story /> : <p class="empty">Choose an order in the stream of events, or type its id.</p>}
    </div>
  );
}
