// The way through toxiproxy: it can be cut and slowed while it is in use, and mended.
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { findProgram, howToGet } from "#tools/self-hosted/programs.ts";
import { openDetour } from "./detour.ts";

const SLOW = 300;
/** There and back, a quarter less at most; more than one direction alone can take. */
const SLOW_THERE_AND_BACK = 1.4 * SLOW;

/** Milliseconds until a word comes back; undefined when the way is cut. */
async function echoed(address: string): Promise<number | undefined> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const started = performance.now();
  const socket = connect(Number(port), hostname);
  const cut = new Promise<undefined>((resolve) => {
    socket.once("close", () => resolve(undefined)).on("error", () => undefined);
  });
  socket.write("hello");
  const came = new Promise<number>((resolve) => socket.once("data", () => resolve(performance.now() - started)));
  return Promise.race([came, cut]).finally(() => socket.destroy());
}

if (findProgram("toxiproxy", process.env))
  test("it lets pass, is cut, is mended, is slow, and is mended", async () => {
    const echo = createServer((socket) => socket.pipe(socket).on("error", () => undefined));
    echo.listen(0, "127.0.0.1");
    await once(echo, "listening");
    onTestFinished(() => void echo.close());
    const detour = await openDetour(process.env);
    onTestFinished(() => detour.close());
    const address = await detour.through(`127.0.0.1:${(echo.address() as AddressInfo).port}`);
    expect(await echoed(address)).toBeDefined();
    await detour.cut();
    expect(await echoed(address)).toBeUndefined();
    await detour.mend();
    expect(await echoed(address)).toBeDefined();
    await detour.slow(SLOW);
    expect(await echoed(address)).toBeGreaterThan(SLOW_THERE_AND_BACK);
    await detour.mend();
    expect(await echoed(address)).toBeLessThan(SLOW / 2);
  });
else test("the detour: left out", () => console.log(`Left out: the detour. ${howToGet("toxiproxy")}`));
