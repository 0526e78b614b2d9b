import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { clientOf } from "./client-of.ts";

const request = (forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  socket: { remoteAddress: "10.0.0.1" } as Socket,
});

test("without proxies of ours the connection says who asks, and a client cannot pretend", () => {
  expect(clientOf(request("1.1.1.1"), 0)).toBe("10.0.0.1");
});
test("each proxy of ours has appended whom it has heard; what stands before that is not believed", () => {
  expect(clientOf(request("6.6.6.6, 1.1.1.1"), 1)).toBe("1.1.1.1");
  expect(clientOf(request("6.6.6.6, 1.1.1.1, 10.0.0.2"), 2)).toBe("1.1.1.1");
});
test("a request that came past the proxies is known by its connection", () => {
  expect(clientOf(request(), 1)).toBe("10.0.0.1");
  expect(clientOf(request("1.1.1.1"), 2)).toBe("10.0.0.1");
});
test("the addresses of one IPv6 network are one client, and an IPv4 address in IPv6 is itself", () => {
  const from = (remoteAddress: string) => clientOf({ headers: {}, socket: { remoteAddress } as Socket }, 0);
  expect(from("2001:db8:1:2:3:4:5:6")).toBe(from("2001:db8:1:2::9"));
  expect(from("2001:db8:1:2::9")).toBe("2001:db8:1:2::/64");
  expect(from("2001:db8:1:3::9")).not.toBe(from("2001:db8:1:2::9"));
  expect(from("::1")).toBe("0:0:0:0::/64");
  expect(from("::ffff:10.0.0.1")).toBe("10.0.0.1");
});
