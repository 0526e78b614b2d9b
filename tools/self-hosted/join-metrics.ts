// Several services' metrics as one text, in which each family stands together and is described once.
const familyOf = (line: string): string => /^# \w+ (\S+)/.exec(line)?.[1] ?? /^[^{\s]+/.exec(line)?.[0] ?? "";

export function joinMetrics(texts: readonly string[]): string {
  const families = new Map<string, Set<string>>();
  for (const line of texts.flatMap((text) => text.split("\n"))) {
    if (line === "") continue;
    const family = familyOf(line);
    families.set(family, (families.get(family) ?? new Set()).add(line));
  }
  return `${[...families.values()].flatMap((lines) => [...lines]).join("\n")}\n`;
}
