// The store's address with a user and a password in it; they come apart from it where they may hold what a URL may not, such as `/`.
interface Login {
  readonly STORE_URL: string;
  readonly STORE_USER?: string | undefined;
  readonly STORE_PASSWORD?: string | undefined;
}

export function storeUrl({ STORE_URL, STORE_USER, STORE_PASSWORD }: Login): string {
  const url = new URL(STORE_URL);
  if (STORE_USER) url.username = encodeURIComponent(STORE_USER);
  if (STORE_PASSWORD) url.password = encodeURIComponent(STORE_PASSWORD);
  return url.href;
}
