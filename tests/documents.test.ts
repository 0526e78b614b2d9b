// What README and its neighbours tell a newcomer to do works, and what they name is there.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FIRST_ORDER, welcome } from "#tools/start/welcome.ts";
import { startPlatform } from "./kit/platform.ts";
import { type Accepted, Shop } from "./kit/shop.ts";
import { filesBelow, ROOT, textOf } from "./repository/files.ts";

const README = textOf("README.md");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "AGENTS.md",
  "SECURITY.md",
  "k8s/README.md",
  ...filesBelow("docs").filter((path) => path.endsWith(".md") && !path.startsWith("docs/reference/")),
];
/** The body of the first `curl … -d '…'` on a page. */
const orderIn = (text: string): string => / -d '(\{[^']*\})'/.exec(text)?.[1] ?? "";

describe("The commands", () => {
  const targets = new Set([...textOf("Makefile").matchAll(/^([a-z-]+):/gm)].map(([, target]) => target));

  it.each(pages)("of %s are targets of the Makefile", (page) => {
    const named = [...textOf(page).matchAll(/(?:^|`|=\S+ )make ([a-z-]+)/gm)].map(([, target]) => target);
    expect(named.filter((target) => !targets.has(target))).toEqual([]);
  });
  it("of README begin with the two that do everything", () => {
    expect(README).toMatch(/^make start$/m);
    expect(README).toMatch(/^\| `make test` \|/m);
  });
});

describe("The files", () => {
  it.each(pages)("that %s names are there", (page) => {
    const named = textOf(page)
      .replaceAll(/^(`services\/wishlist\/.*|`contracts\/events\/product-wished.*)$/gm, "")
      .matchAll(
        /(?<![\w/.#-])(?:contracts|platform|services|tests|tools|docs|k8s|charts|deploy|load-tests)\/[\w./-]+\.(?:ts|md|json|mmd|ya?ml)\b/g,
      );
    expect([...named].map(([path]) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
  it.each(pages)("hold the names that %s says are in them", (page) => {
    const said = textOf(page).matchAll(
      /`([\w.]+)` in\s`((?:contracts|platform|services|tests|tools|k8s)\/[\w./-]+\.ts)`/g,
    );
    const missing = [...said].filter(([, name = "", path = ""]) => !textOf(path).includes(name.replace(/^\w+\./, "")));
    expect(missing.map(([sentence]) => sentence)).toEqual([]);
  });
});

describe("The first order", () => {
  it("is the same in README and after `make start`", () => {
    expect(JSON.parse(orderIn(README))).toEqual(JSON.parse(FIRST_ORDER));
    expect(orderIn(welcome({ url: "", administratorToken: "" }, false))).toBe(FIRST_ORDER);
  });
  it("is accepted, completed, and costs what README says", async () => {
    const shop = new Shop(await startPlatform());
    const headers = { "content-type": "application/json" };
    const answer = await shop.client.send<Accepted>("POST", "/orders", orderIn(README), headers);
    expect(answer).toMatchObject({ status: 202, body: { status: "PENDING", message: "Order accepted" } });
    const { total } = await shop.untilStatus(answer.body.orderId, "COMPLETED");
    expect(README).toContain(`"total": ${total}`);
  });
});
