import { createServer, get } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { closeServer } from "./close-server.ts";

const nothing = async (): Promise<void> => {};

async function listening(size: number) {
  const server = createServer((_, response) => response.end("x".repeat(size)));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

test("whoever asks while the work in hand is finished gets an answer, and is disconnected", async () => {
  const { server, port } = await listening(1);
  const agentless = { agent: undefined, headers: { connection: "keep-alive" } };
  const ask = () =>
    new Promise<string | undefined>((resolve, reject) => {
      get(`http://127.0.0.1:${port}`, agentless, (response) => resolve(response.resume().headers.connection)).on(
        "error",
        reject,
      );
    });
  expect(await ask()).toBe("keep-alive");
  const socket = connect(port, "127.0.0.1");
  const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString())));
  await new Promise((resolve) => socket.once("connect", resolve));
  await new Promise<void>((resolve) => setImmediate(resolve));
  const closing = closeServer(server, async () => {
    socket.write("GET / HTTP/1.1\r\nhost: test\r\n\r\n");
    expect((await answered).toLowerCase()).toContain("connection: close");
  });
  await closing;
});

test("a client that does not read its answer does not hold the end up", async () => {
  const { server, port } = await listening(50_000_000);
  const socket = connect(port, "127.0.0.1").pause();
  socket.on("error", () => {}).write("GET / HTTP/1.1\r\nhost: test\r\n\r\n");
  await new Promise((resolve) => server.once("request", resolve));
  await closeServer(server, nothing);
  socket.destroy();
});
