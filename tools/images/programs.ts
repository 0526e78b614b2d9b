// The programs that have an image: every service, and what only a cluster needs.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../generate/files.ts";

const FOLDERS = ["services", "k8s/programs"];

/** Name -> where it starts. */
export const programsWithImage = (): ReadonlyMap<string, string> =>
  new Map(
    FOLDERS.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => [name, `${folder}/${name}/main.ts`] as const),
    ),
  );
