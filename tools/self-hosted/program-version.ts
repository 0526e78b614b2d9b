// Which version a program says it has, and whether that is new enough.
import { execFileSync } from "node:child_process";

/** The first number with a dot in what the program says to `--version`; undefined when there is none, as in builds from a branch. */
export function programVersion(path: string): string | undefined {
  try {
    const said = execFileSync(path, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 10_000,
    });
    return /\d+(?:\.\d+)+/.exec(said)?.[0];
  } catch {
    return undefined;
  }
}

export function isOlder(version: string, least: string): boolean {
  const [ours, theirs] = [version, least].map((text) => text.split(".").map(Number));
  const at = theirs?.findIndex((part, index) => part !== (ours?.[index] ?? 0)) ?? -1;
  return at >= 0 && (ours?.[at] ?? 0) < (theirs?.[at] ?? 0);
}
