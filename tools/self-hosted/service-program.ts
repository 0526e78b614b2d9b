// What the runner needs to know of a service: its declaration, the file that runs it, and when it joins the others.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { declarations } from "#services/declarations.ts";

export interface ServiceProgram {
  readonly declaration: ServiceDeclaration;
  /** From the root of the repository. */
  readonly main: string;
  /**
   * `at once` with all others; `later`, when it is started by hand, though everything is prepared for it;
   * or `unannounced`: then nobody has heard of it, neither the broker nor the others' sidecars.
   */
  readonly joins?: "at once" | "later" | "unannounced";
}

/** The services of this repository. */
export const productServices: readonly ServiceProgram[] = declarations.map((declaration) => ({
  declaration,
  main: `services/${declaration.name}/main.ts`,
}));
