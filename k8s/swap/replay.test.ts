import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "#platform/runtime/http/listen.ts";
import { askForReplay } from "./replay.ts";

const PATIENCE = { answer: 200, whole: 0, pause: 1 };

async function platform(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
}
const questionAt = (url: string) => () => ({ url, token: "t", since: 7 });

test("nobody waits for ever for who is silent", async () => {
  const url = await platform(() => undefined);
  await expect(askForReplay(questionAt(url), PATIENCE)).rejects.toThrow(`The replay was not answered at ${url}.`);
});

test("who is silent or refuses is asked again until it is taken", async () => {
  const answers = ["silence", 503, 202];
  const heard: unknown[] = [];
  const url = await platform((request, response) => {
    const answer = answers.shift();
    heard.push([request.method, request.url, request.headers.authorization]);
    if (typeof answer === "number") response.writeHead(answer).end();
  });
  await askForReplay(questionAt(url), { ...PATIENCE, whole: 20_000 });
  expect(answers).toEqual([]);
  expect(heard).toEqual(Array.from({ length: 3 }, () => ["POST", "/replay", "Bearer t"]));
});

test("what is answered in the end is told", async () => {
  const url = await platform((_, response) => response.writeHead(403).end("no"));
  await expect(askForReplay(questionAt(url), PATIENCE)).rejects.toThrow("The replay was answered 403: no");
});
