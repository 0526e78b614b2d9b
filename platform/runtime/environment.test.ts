import { expect, test } from "vitest";
import { readEnvironment } from "./environment.ts";

const ENOUGH = { APP_API_TOKEN: "secret", STORE_URL: "redis://user:password@localhost:6379" };

test("a secret and the store are enough", () => {
  expect(readEnvironment(ENOUGH)).toEqual({
    ...ENOUGH,
    PORT: 8080,
    INTAKE_PORT: 8081,
    DAPR_HTTP_PORT: 3500,
    PUBSUB: "pubsub",
    PUBSUB_PER_TOPIC: false,
    PUBSUB_PUBLISHERS: 1,
    ADMIN_TOKEN: "",
    FAULTS: "off",
    PUBLISHING: "on",
    LOG_LEVEL: "info",
  });
});

test("ports are numbers, and an empty text is none", () => {
  expect(readEnvironment({ ...ENOUGH, PORT: "80", INTAKE_PORT: "" })).toMatchObject({ PORT: 80, INTAKE_PORT: 8081 });
});

test("each variable that is wrong is named", () => {
  const wrong = { PORT: "eighty", DAPR_HTTP_PORT: "70000", STORE_URL: "http://localhost", LOG_LEVEL: "loud" };
  const read = () => readEnvironment({ ...wrong, APP_API_TOKEN: "" });
  for (const name of [...Object.keys(wrong), "APP_API_TOKEN"]) expect(read).toThrow(`${name}: `);
});

test("it says why the sidecar's token is needed", () => {
  expect(() => readEnvironment({ ...ENOUGH, APP_API_TOKEN: undefined })).toThrow("anybody could bring events");
});
