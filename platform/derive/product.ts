// What the derived documents say about the product as a whole.
import manifest from "../../package.json" with { type: "json" };

export const PRODUCT = { title: "Millrace", version: manifest.version, description: manifest.description } as const;
