// Before the first customer comes: is there anybody at all?
import { sleep } from "k6";
import http from "k6/http";

const PATIENCE = 15_000;

/** @throws when nothing at the address has answered within 15 s, whatever the answer. */
export function mustAnswer(url: string): void {
  const end = Date.now() + PATIENCE;
  while (http.get(`${url}/products`, { timeout: "10s", tags: { name: "GET /products" } }).status === 0) {
    if (Date.now() > end)
      throw new Error(`Nobody answers at ${url}. Start the platform, or name another address: URL=…`);
    sleep(1);
  }
}
