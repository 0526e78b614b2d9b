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

export const ThemeButton = () => (
  <button type="button" class="plain" onClick={change} title="Light or dark">
    <span class="hidden">Colours: </span>
    {{ system: "Auto", dark: "Dark", light: "Light" }[theme.value]}
  </button>
);
