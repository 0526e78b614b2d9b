// Light or dark: as the system says, or as a person has chosen on this machine.
import { signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";

type Theme = "light" | "dark" | "system";
const NEXT: Readonly<Record<Theme, Theme>> = { system: "dark", dark: "light", light: "system" };
const KEY = "theme";

const stored = (): Theme => {
  const found = kept("localStorage", KEY);
  return found === "light" || found === "dark" ? found : "system";
};
const theme = signal<Theme>(stored());

function apply(chosen: Theme): void {
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
}
apply(theme.value);

function change(): void {
  theme.value = NEXT[theme.value];
  keep("localStorage", KEY, theme.value);
  apply(theme.value);
}

const WORDS: Readonly<Record<Theme, string>> = { system: "as the system", dark: "dark", light: "light" };
/** A disc that is half, wholly or not at all in the dark. */
const DISCS: Readonly<Record<Theme, string>> = {
  system: "M8 2a6 6 0 0 1 0 12z",
  dark: "M8 2a6 6 0 0 1 0 12 6 6 0 0 1 0-12z",
  light: "",
};

export const ThemeButton = () => (
  <button type="button" class="plain icon" onClick={change} title={`Colours: ${WORDS[theme.value]}`}>
    <span class="hidden">Colours: {WORDS[theme.value]}</span>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <path d={DISCS[theme.value]} />
    </svg>
  </button>
);
