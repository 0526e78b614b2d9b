// The file that belongs to a key: `onOrderCreated` lives in `on-order-created.ts`.

/** @example kebabCase("onOrderCreated") // "on-order-created" */
export const kebabCase = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
