import { createClient } from "redis";
import { expect, test } from "vitest";
import { storeUrl } from "./store-url.ts";

/** What the client would show the server. */
function loginIn(url: string): object {
  const { username, password, socket } = createClient({ url }).options;
  return { username, password, ...(socket && "host" in socket ? { host: socket.host, port: socket.port } : {}) };
}

test.each(["plain", "a/b", "p@ss:word", "50%2F?#", "ü +&"])("the password %s arrives as it is", (password) => {
  const url = storeUrl({ STORE_URL: "redis://store:6379", STORE_USER: "shop/1", STORE_PASSWORD: password });
  expect(loginIn(url)).toEqual({ username: "shop/1", password, host: "store", port: 6379 });
});

test("an address that holds them already stays as it is", () => {
  const url = "redis://shop:secret@store:6379";
  expect(storeUrl({ STORE_URL: url })).toBe(url);
});
