// The example data with which the platform starts for somebody who tries it.
export const EXAMPLES = { SEED_PRODUCTS: "20", SEED_STOCK: "1000", SEED_USERS: "1" } as const;
