// The desk: events that a service gave up on, why, and what becomes of them.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { now, repeat } from "#platform/pages/ticking.ts";
import { absolute, ago, plural } from "#platform/pages/words.ts";
import { askAsAdministrator, isAsking, token } from "./administrator.ts";
import { confirm } from "./confirmation.tsx";
import { lookAtOrder } from "./looked-at-order.ts";
import { said } from "./room-state.ts";

interface Letter {
  readonly id: string;
  readonly service: string;
  readonly event: string;
  readonly eventId: string;
  readonly subject: string;
  readonly reason: string;
  readonly problem: string;
  readonly attempts: number;
  readonly failedAt: number;
  readonly traceparent?: string;
  readonly data: { readonly orderId?: string };
}
const READ_EVERY = 2_500;
export const letters = signal<readonly Letter[] | undefined>(undefined);

async function read(): Promise<void> {
  if (token.value === undefined) return;
  const { ok, body } = await askAsAdministrator<{ deadLetters: Letter[] }>("GET", "/dead-letters");
  if (ok) letters.value = body.deadLetters;
}
async function decide(method: string, path: string, word: string): Promise<void> {
  const { ok, trouble } = await askAsAdministrator(method, path);
  said.value = ok ? word : trouble;
}
const pathOf = ({ id }: Letter): string => `/dead-letters/${encodeURIComponent(id)}`;
const redrive = (letter: Letter) =>
  decide("POST", `${pathOf(letter)}/redrive`, `${letter.event} went back to ${letter.service}.`);

async function redriveOne(letter: Letter): Promise<void> {
  await redrive(letter);
  await read();
}
async function redriveAll(): Promise<void> {
  for (const letter of letters.value ?? []) await redrive(letter);
  await read();
}
async function discard(letter: Letter): Promise<void> {
  const question = `Discard ${letter.event} for ${letter.service}? It will not be handled, and cannot be brought back.`;
  if (!(await confirm(question, "Discard"))) return;
  await decide("DELETE", pathOf(letter), "Discarded.");
  await read();
}

const LetterOf = (letter: Letter) => {
  const { service, event, reason, problem, attempts, failedAt, data, eventId, traceparent } = letter;
  const { orderId } = data ?? {};
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
        <button type="button" class="small" onClick={() => void redriveOne(letter)}>
          Redrive
        </button>
        <button type="button" class="small danger" onClick={() => void discard(letter)}>
          Discard …
        </button>
      </div>
    </li>
  );
};

export function DeadLetters() {
  useEffect(() => repeat(READ_EVERY, read), []);
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
  const list = letters.value;
  if (list === undefined) return <p class="empty">Reading …</p>;
  if (list.length === 0)
    return (
      <p class="empty">
        The desk is empty. Poison an event, or make a handler throw until it has been tried ten times.
      </p>
    );
  return (
    <div class="stack">
      <div class="row between">
        <p class="soft small">Redriven, an event goes to the service that failed and to nobody else.</p>
        <button type="button" onClick={() => void redriveAll()}>
          Redrive all {list.length}
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
