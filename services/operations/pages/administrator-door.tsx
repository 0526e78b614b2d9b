// Where the administrator's token is asked for.
import { useEffect, useRef } from "preact/hooks";
import { enter, isAsking, leave, refusal, token } from "./administrator.ts";

export const AdministratorButton = () =>
  token.value === undefined ? (
    <button
      type="button"
      class="small"
      onClick={() => {
        isAsking.value = true;
      }}
    >
      Unlock
    </button>
  ) : (
    <button type="button" class="small" onClick={leave} title="Forget the token">
      Lock
    </button>
  );

export function AdministratorDoor() {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = isAsking.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
    // It is kept for the tab, and nowhere in the page.
    if (field.current) field.current.value = "";
  }, [isOpen]);
  const close = () => {
    isAsking.value = false;
    refusal.value = "";
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="door-title">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void enter(field.current?.value.trim() ?? "");
        }}
      >
        <h2 id="door-title">Administrator's token</h2>
        <p class="soft small">
          Looking is free. For whatever changes something, the token is needed that <code>make start</code> printed, or{" "}
          <code>ADMIN_TOKEN</code>. This tab keeps it until it is closed.
        </p>
        <label>
          Token
          <input ref={field} type="password" autocomplete="off" required />
        </label>
        {refusal.value && (
          <p class="trouble" role="alert">
            {refusal.value}
          </p>
        )}
        <div class="row">
          <button type="submit" class="main">
            Unlock
          </button>
          <button type="button" onClick={close}>
            Not now
          </button>
        </div>
      </form>
    </dialog>
  );
}
