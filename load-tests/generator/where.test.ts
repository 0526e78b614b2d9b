import { expect, test } from "vitest";
import { runK6Job } from "./k6-job.ts";
import { runK6 } from "./k6-program.ts";
import { isInCluster, isLoopback } from "./where.ts";

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
test("a cluster's own are known by the names that only it has, and by addresses to which nobody finds the way from outside", () => {
  for (const host of [
    "order:8080",
    "traefik.traefik.svc",
    "traefik.traefik.svc.cluster.local:80",
    "10.96.0.1",
    "172.31.255.1:8080",
    "192.168.1.2",
    "100.64.0.1",
    "198.19.0.10",
    "[fd00:10:96::1]:8080",
  ])
    expect(isInCluster(`http://${host}/`), host).toBe(true);
  for (const host of [
    "example.com",
    "shop.example.com",
    "svc.example.com",
    "10.96.0.1.example.com",
    "traefik.traefik.svc.example.com",
    "172.32.0.1",
    "100.128.0.1",
    "93.184.216.34",
    "169.254.169.254",
    "[2001:db8::1]",
    "[::ffff:5db8:d822]",
    "localhost",
    "127.0.0.1",
  ])
    expect(isInCluster(`https://${host}/`), host).toBe(false);
  expect(isInCluster("http://order@example.com/")).toBe(false);
});
test("k6 in a pod is not sent to itself or out of the cluster, and is told of a better address", async () => {
  for (const url of ["http://localhost:8080", "https://example.com", "http://93.184.216.34"])
    await expect(runK6Job(NO_PROGRAM, asked(url)), url).rejects.toThrow("URL=http://traefik.traefik.svc");
  await expect(runK6Job(NO_PROGRAM, asked("http://traefik.traefik.svc"))).rejects.toThrow("ENOENT");
});
