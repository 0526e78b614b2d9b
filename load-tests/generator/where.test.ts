import { expect, test } from "vitest";
import { runK6Job } from "./k6-job.ts";
import { runK6 } from "./k6-program.ts";
import { isLoopback } from "./where.ts";

const asked = (url: string) => ({
  load: { test: "smoke", url, administratorToken: "", run: "where" } as const,
  sentFile: "/nowhere/sent.jsonl",
});
const NO_PROGRAM = "/nowhere/program";

test("this machine is known by all its names, and nobody else has them", () => {
  for (const host of ["localhost", "shop.localhost:8080", "LOCALHOST", "127.0.0.1:8080", "127.9.9.9", "[::1]:80"])
    expect(isLoopback(`http://${host}/`), host).toBe(true);
  for (const host of [
    "traefik.traefik",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "10.0.0.1",
    "[::2]",
    "0.0.0.0",
  ])
    expect(isLoopback(`http://${host}/`), host).toBe(false);
  expect(isLoopback("http://localhost@example.com/")).toBe(false);
  expect(() => isLoopback("localhost")).toThrow("is no address");
});
test("k6 on this machine sends nothing to another one, and says where it could", async () => {
  await expect(runK6(NO_PROGRAM, asked("http://shop.example.com"))).rejects.toThrow("WHERE=cluster");
  await expect(runK6(NO_PROGRAM, asked("http://localhost:8080"))).rejects.toThrow("ENOENT");
});
test("k6 in a pod is not sent to itself, and is told of a better address", async () => {
  await expect(runK6Job(NO_PROGRAM, asked("http://localhost:8080"))).rejects.toThrow("URL=http://traefik.traefik");
});
