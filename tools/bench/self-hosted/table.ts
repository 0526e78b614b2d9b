// The findings as a table for people.
import type { Finding } from "./measurement.ts";

const rounded = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(value < 1 ? 3 : 2);
const withUnit = (value: number, unit: string): string => `${rounded(value)} ${unit}`.trim();

function verdict({ value, target }: Finding): string {
  if (target === undefined) return "";
  return value <= target ? "met" : "MISSED";
}

export function table(title: string, findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const { what, value, unit, target, note = "" } = finding;
    const aim = target === undefined ? "" : `<= ${withUnit(target, unit)}`;
    return [what, withUnit(value, unit), aim, verdict(finding), note];
  });
  const all = [[title, "measured", "target", "", ""], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
