// What has just been done, in a sentence, for a while.
import { useEffect } from "preact/hooks";
import { said } from "./room-state.ts";

const SHOWN_FOR = 7_000;
const hide = (): void => {
  said.value = "";
};

export function Toast() {
  const text = said.value;
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(hide, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class={text ? "toast shown" : "toast"}>
      <p role="status">{text}</p>
      {text && (
        <button type="button" class="plain" onClick={hide}>
          Close
        </button>
      )}
    </div>
  );
}
