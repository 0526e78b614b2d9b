import { once } from "node:events";
import { connect } from "node:net";
import { createTransport } from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { startMailServer } from "./mail-server.ts";

async function called(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const said: string[] = [];
  socket.setEncoding("utf8").on("data", (text: string) => said.push(text));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return { socket, said };
}
test("it greets, and when it hangs it takes connections and says nothing until it answers again", async () => {
  const server = await startMailServer();
  onTestFinished(() => server.close());
  const before = await called(server.url);
  await once(before.socket, "data");
  expect(before.said.join("")).toMatch(/^220 /);
  await server.hang();
  const during = await called(server.url);
  before.socket.write("NOOP\r\n");
  const told = [during.socket, before.socket].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
  await server.answer();
  await Promise.all(told);
  expect(during.said).toEqual([]);
  const after = await called(server.url);
  await once(after.socket, "data");
  after.socket.destroy();
});
test("it tells what has arrived, each time that it came", async () => {
  const server = await startMailServer();
  onTestFinished(() => server.close());
  const transport = createTransport(server.url);
  const mail = { from: "shop@example.com", to: "ada@example.com", messageId: "<o-1.order-received@millrace>" };
  await transport.sendMail(mail);
  await transport.sendMail(mail);
  transport.close();
  expect(await server.arrived()).toEqual([mail.messageId, mail.messageId]);
});
