// What GET /topology says, as far as the page draws it.
export interface Topology {
  readonly services: readonly {
    readonly name: string;
    readonly summary: string;
    readonly observes: string;
    readonly listens: readonly string[];
    readonly emits: readonly string[];
    readonly scale: { readonly min: number; readonly max: number };
  }[];
  readonly events: readonly { readonly name: string; readonly publishers: readonly string[] }[];
  readonly edges: readonly { readonly event: string; readonly from: string; readonly to: string }[];
}
