// Builds and pushes an image for each program: `make images REGISTRY=localhost:5000/millrace TAG=1.2.3 ONLY=order,inventory`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { version } from "#k8s/versions.ts";
import { PRODUCT } from "#platform/derive/product.ts";
import { ROOT } from "./generate/files.ts";
import { bundlePrograms, keepBundled } from "./images/bundle.ts";
import { programsWithImage } from "./images/programs.ts";

const { values } = parseArgs({
  options: {
    registry: { type: "string", default: "localhost:5000/millrace" },
    tag: { type: "string", default: PRODUCT.version },
    only: { type: "string", default: "" },
    /** Only the files that go into the images. */
    bundle: { type: "boolean", default: false },
    /** Only these files, and again whenever a source changes. */
    watch: { type: "boolean", default: false },
    push: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const wanted = values.only.split(/[\s,]+/).filter(Boolean);
const programs = new Map([...programsWithImage()].filter(([name]) => wanted.length === 0 || wanted.includes(name)));

function docker(...args: string[]): void {
  const { status } = spawnSync("docker", args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`docker ${args.join(" ")} failed.`);
}

const dist = join(ROOT, "dist");
if (values.watch) await keepBundled(programs, dist);
else await bundlePrograms(programs, dist);
if (!values.bundle && !values.watch)
  for (const name of programs.keys()) {
    const image = `${values.registry}/${name}:${values.tag}`;
    docker(
      "build",
      "-t",
      image,
      "--build-arg",
      `NODE_IMAGE=${version("NODE_IMAGE")}`,
      "--build-arg",
      `PROGRAM=${name}`,
      ".",
    );
    if (values.push) docker("push", image);
    console.log(image);
  }
