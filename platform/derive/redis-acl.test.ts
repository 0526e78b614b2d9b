import { expect, test } from "vitest";
import { redisAcl } from "./redis-acl.ts";
import { smallShop } from "./small-shop.ts";

const acl = redisAcl(smallShop, (user) => `password-of-${user}`);
const linesOf = (user: string): string[] => acl.split("\n").filter((line) => line.startsWith(`user ${user} `));

test("every service is a user with its own keys and channels, and no other", () => {
  for (const { name } of smallShop) {
    const [line = ""] = linesOf(name);
    expect(line.match(/[~&]\S+/g)).toEqual([`~{${name}}:*`, `&{${name}}:*`]);
    expect(line).toMatch(/^user \S+ reset on #[0-9a-f]{64} /);
    expect(line).not.toContain("+@");
  }
});

test("nobody gets in without a name, and no password can be read", () => {
  expect(linesOf("default")).toEqual(["user default reset off ~* &* +@all"]);
  expect(acl).not.toContain("password-of");
});
