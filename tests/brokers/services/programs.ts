// Each service of this suite with the file that runs it; the order service is the product's own process.
import type { ServiceProgram } from "#tools/self-hosted/service-program.ts";
import { announced, unannounced } from "./declarations.ts";

const HERE = "tests/brokers/services";

export const programs: readonly ServiceProgram[] = [
  ...announced.map((declaration): ServiceProgram => {
    const { name } = declaration;
    const main = name === "order" ? "services/order/main.ts" : `${HERE}/${name}/main.ts`;
    return { declaration, main, joins: name === "sleeper" ? "later" : "at once" };
  }),
  { declaration: unannounced, main: `${HERE}/${unannounced.name}/main.ts`, joins: "unannounced" },
];
