// A real browser for the tests of the pages, where the system has one.
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, describe, onTestFinished, test, vi } from "vitest";

const NAMED = "CHROMIUM";
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP *.test 127.0.0.1",
];
const IMAGES = join(import.meta.dirname, "../../docs/images");
/** A busy machine is slow; a condition that does not come true fails all the same. */
const PATIENCE = 45_000;
const WHOLE_TEST = 150_000;

/** As `describe`; where there is no chromium, one test stands for all of them and says that they are left out. */
export function inBrowser(title: string, tests: (browse: (url: string) => Promise<Visitor>) => Promise<void>): void {
  const { [NAMED]: named, REQUIRE } = process.env;
  const found = (named ? [named] : PLACES).find((place) => existsSync(place));
  if (found) {
    describe(title, () => tests((url) => Visitor.start(found, url)));
    return;
  }
  const words = `${named ?? "no chromium"} was not found; name one with ${NAMED}=…`;
  if (REQUIRE) throw new Error(words);
  console.info(`Left out, in a real browser: ${title}; ${words}`);
  describe(title, () => test("in a real browser", ({ skip }) => skip(words)));
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  readonly isStill?: boolean;
  /** Before the page is asked for. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}
export const PHONE: Look = { width: 390, height: 844 };
export const WIDE: Look = { width: 1440, height: 1150 };

export class Visitor {
  readonly #browser: Browser;
  readonly #url: string;

  private constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }
  static async start(executablePath: string, url: string): Promise<Visitor> {
    vi.setConfig({ testTimeout: WHOLE_TEST, hookTimeout: WHOLE_TEST });
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    afterAll(() => browser.close());
    return new Visitor(browser, url);
  }
  /** `path` may be a whole address. `complaints` fills with what the browser's console says is wrong. */
  async open(path: string, look: Look = {}) {
    const { width = 1280, height = 900, theme = "light", isStill = false, prepare } = look;
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: isStill ? "reduce" : "no-preference",
    });
    // A page that stays open goes on asking.
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      // A refused request is shown there too; the pages say it in words.
      const isAnswer = /Failed to load resource/.test(message.text());
      if (message.type() === "error" && !isAnswer) complaints.push(message.text());
    });
    await prepare?.(page);
    await page.goto(new globalThis.URL(path, this.#url).href);
    return { page, complaints };
  }
}

/** Only when asked for, so that a test changes nothing by itself. */
export async function picture(page: Page, name: string, part?: Locator): Promise<void> {
  if (!process.env["UPDATE_SCREENSHOTS"]) return;
  await mkdir(IMAGES, { recursive: true });
  await (part ?? page).screenshot({ path: join(IMAGES, `${name}.png`) });
}
