// Asks before something is destroyed.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

interface Question {
  readonly text: string;
  readonly verb: string;
  readonly answer: (isSure: boolean) => void;
}
const asked = signal<Question | undefined>(undefined);

export const confirm = (text: string, verb: string): Promise<boolean> =>
  new Promise((answer) => {
    asked.value = { text, verb, answer };
  });

export function Confirmation() {
  const dialog = useRef<HTMLDialogElement>(null);
  const question = asked.value;
  useEffect(() => {
    if (question) dialog.current?.showModal();
    else dialog.current?.close();
  }, [question]);
  const decide = (isSure: boolean) => {
    asked.value = undefined;
    question?.answer(isSure);
  };
  return (
    <dialog ref={dialog} onCancel={() => decide(false)} aria-labelledby="question">
      <div class="stack">
        <p id="question">{question?.text}</p>
        <div class="row">
          <button type="button" class="danger" onClick={() => decide(true)}>
            {question?.verb}
          </button>
          {/* So that a key pressed too often destroys nothing. */}
          <button type="button" autofocus onClick={() => decide(false)}>
            Keep it
          </button>
        </div>
      </div>
    </dialog>
  );
}
