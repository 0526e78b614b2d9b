// One client may not take everybody's place: beyond its rate it is told to wait, with a problem that says how long.
import { describe, expect, it } from "vitest";
import { startPlatform } from "../kit/platform.ts";
import { until } from "../kit/until.ts";

const PROXIED = { CLIENT_RATE: "1", CLIENT_BURST: "3", PROXIES: "1" };
const platform = await startPlatform({ environment: PROXIED });
const get = (client: string, path = "/products", headers = {}) =>
  fetch(platform.url + path, { headers: { "x-forwarded-for": client, ...headers } });
const statuses = async (answers: Promise<Response>[]) => (await Promise.all(answers)).map(({ status }) => status);

describe("A client beyond its rate", () => {
  it("gets 429 with Retry-After and a problem, and is served when it has waited", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get("1.1.1.1")));
    const refused = answers.find(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(3);
    expect(refused?.headers.get("retry-after")).toBe("1");
    expect(refused?.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await refused?.json()).toMatchObject({ status: 429, code: "too-many-requests" });
    await until(async () => (await get("1.1.1.1")).status === 200);
  });
  it("costs no other client anything", async () => {
    await statuses(Array.from({ length: 20 }, () => get("2.2.2.2")));
    expect(await statuses([get("3.3.3.3"), get("3.3.3.3"), get("3.3.3.3")])).toEqual([200, 200, 200]);
  });
  it("cannot become another by what it writes into X-Forwarded-For", async () => {
    const answers = Array.from({ length: 20 }, (_, at) => get(`9.9.9.${at}, 4.4.4.4`));
    expect(await statuses(answers)).toContain(429);
  });
  it("is no limit for the administrator, nor for those who look whether the platform lives", async () => {
    const authorization = `Bearer ${platform.administratorToken}`;
    const asked = Array.from({ length: 20 }, () => get("5.5.5.5", "/dead-letters", { authorization }));
    expect(new Set(await statuses(asked))).toEqual(new Set([200]));
    const live = Array.from({ length: 20 }, () => get("5.5.5.5", "/health/live"));
    expect(new Set(await statuses(live))).toEqual(new Set([200]));
  });
});

describe("By default", () => {
  it("nobody is limited, as only the operator knows which proxies stand in front", async () => {
    const open = await startPlatform();
    const answers = Array.from({ length: 200 }, () => fetch(`${open.url}/products/SKU-1`));
    expect(new Set(await statuses(answers))).toEqual(new Set([200]));
  });
});
