// Runs one service alone, which takes a broker and a store that several processes share.
import type { Service } from "../declare/implementation.ts";

export async function serve({ declaration: { name } }: Service): Promise<void> {
  throw new Error(`There is no host yet on which ${name} can run alone; \`make start\` runs all services together.`);
}
