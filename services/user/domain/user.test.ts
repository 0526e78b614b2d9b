import { describe, expect, it } from "vitest";
import { UserRegistered } from "#contracts/events/index.ts";
import { EXAMPLE_USER, Registration } from "./user.ts";

describe("a user", () => {
  it("is registered with a name and an e-mail address, and nothing else", () => {
    expect(Registration.safeParse({ name: "Ada", email: "ada@example.com" }).success).toBe(true);
    expect(Registration.safeParse({ name: "Ada", email: "nobody" }).success).toBe(false);
    expect(Registration.safeParse({ name: "Ada", email: "ada@example.com", userId: "user-1" }).success).toBe(false);
  });

  it("has an example that can be told in UserRegistered", () => {
    expect(UserRegistered.schema.parse(EXAMPLE_USER)).toEqual(EXAMPLE_USER);
  });
});
