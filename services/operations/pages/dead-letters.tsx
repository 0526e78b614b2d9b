// The desk: events that a service gave up on, why, and what becomes of them.
import { now } from "#platform/pages/ticking.ts";
import { absolute, ago, plural } from "#platform/pages/words.ts";
import { isAsking, token } from "./administrator.ts";
import { confirm } from "./confirmation.tsx";
import { desk, deskTrouble, discard, isRedriving, type Letter, redrive, redriveAll } from "./desk.ts";
import { lookAtOrder } from "./looked-at-order.ts";

async function askAndDiscard(letter: Letter): Promise<void> {
  const question = `Discard ${letter.event} for ${letter.service}? It will not be handled, and cannot be brought back.`;
  if (await confirm(question, "Discard")) await discard(letter);
}

const LetterOf = (letter: Letter) => {
  const { service, event, reason, problem, attempts, failedAt, data, eventId, traceparent } = letter;
  const orderId = typeof data?.orderId === "string" ? data.orderId : undefined;
  return (
    <li class="letter">
      <div class="row between">
        <h3>
          {event} <span class="soft">at {service}</span>
        </h3>
        <time class="soft small" title={absolute(failedAt)}>
          {ago(failedAt, now.value)}
        </time>
      </div>
      <p class="reason">{reason}</p>
      <p class="row small">
        <span class="tag bad">{problem}</span>
        <span class="tag">{plural(attempts, "attempt")}</span>
        {orderId && (
          <button type="button" class="plain" onClick={() => lookAtOrder(orderId)}>
            order {orderId.slice(-6)}
          </button>
        )}
      </p>
      <details>
        <summary class="small">The original event</summary>
        <pre tabIndex={0}>{JSON.stringify({ id: eventId, type: event, traceparent, data }, null, 2)}</pre>
      </details>
      <div class="row">
        <button type="button" class="small" onClick={() => void redrive(letter)}>
          Redrive
        </button>
        <button type="button" class="small danger" onClick={() => void askAndDiscard(letter)}>
          Discard …
        </button>
      </div>
    </li>
  );
};

export function DeadLetters() {
  if (token.value === undefined)
    return (
      <div class="empty stack">
        <p>Dead letters quote whole events, with names and addresses; so they are for the administrator.</p>
        <p>
          <button
            type="button"
            onClick={() => {
              isAsking.value = true;
            }}
          >
            Unlock
          </button>
        </p>
      </div>
    );
  if (desk.value === undefined)
    return deskTrouble.value ? <p class="trouble">{deskTrouble.value}</p> : <p class="empty">Reading …</p>;
  const { letters: list, next } = desk.value;
  if (list.length === 0)
    return <p class="empty">The desk is empty. Poison an event, or make a handler throw until its service gives up.</p>;
  return (
    <div class="stack">
      {deskTrouble.value && <p class="trouble">{deskTrouble.value}</p>}
      <div class="row between">
        <p class="soft small">
          Redriven, an event goes to the service that failed and to nobody else.
          {next !== undefined && ` Shown are the newest ${list.length}.`}
        </p>
        <button type="button" disabled={isRedriving.value} onClick={() => void redriveAll()}>
          Redrive all{next === undefined ? ` ${list.length}` : ""}
        </button>
      </div>
      <ul class="letters">
        {list.map((letter) => (
          <LetterOf key={letter.id} {...letter} />
        ))}
      </ul>
    </div>
  );
}
