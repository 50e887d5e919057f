import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browserMissing, ciPackage, openBrowser, type Browser, type Page } from "./openBrowser.ts";
import { exampleStore, openPage, servedConsole, type ServedConsole } from "./servedConsole.ts";

const missing = browserMissing();
if (missing !== undefined) console.info(`test/browser is skipped: ${missing}`);
const inBrowser = missing === undefined ? describe : describe.skip;

const GOLDEN = "docs/images";
/** Of all pixels; fonts differ a little between machines. UPDATE_SCREENS=1 takes new ones. */
const MAY_DIFFER = 0.03;

interface Png {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const SCREENS = [
  ["console-targets", "/?endpoint=image-tagger", undefined],
  ["console-who", "/who", undefined],
  ["console-commands", "/commands?program=curl", ".commands .body .row"],
  ["console-session", "/session?session=jonas.weber-05f7d3a1b8c2e9460", undefined],
  ["console-coverage", "/coverage", undefined],
] as const;

inBrowser("screens", () => {
  let browser: Browser;
  let store: ReturnType<typeof exampleStore>;
  let served: ServedConsole;
  let page: Page;
  let wrong: string[];
  let close: () => Promise<void>;
  beforeAll(async () => {
    store = exampleStore();
    served = await servedConsole(store.path);
    browser = await openBrowser();
    ({ page, wrong, close } = await openPage(browser, served.link, { height: 760 }));
  });
  afterAll(async () => {
    await close();
    await browser.close();
    await served.stop();
    store.remove();
  });

  test.each(SCREENS)("%s looks as it did", async (name, path, clicked) => {
    await page.goto(`${served.origin}${path}`);
    await page.getByRole("heading").first().waitFor();
    await page.locator(".waiting").first().waitFor({ state: "hidden" });
    if (clicked !== undefined) {
      await page.locator(clicked).first().click();
      await page.getByRole("heading", { name: "Output" }).waitFor();
    }
    const taken = await page.screenshot();
    expect(wrong).toEqual([]);
    expect(await differing(join(GOLDEN, `${name}.png`), taken)).toBeLessThan(MAY_DIFFER);
  });
});

/** Which part of the pixels differs; the picture taken is kept beside the coverage report. */
async function differing(golden: string, taken: Uint8Array): Promise<number> {
  if (process.env["UPDATE_SCREENS"] === "1") writeFileSync(golden, taken);
  if (!existsSync(golden)) throw new Error(`${golden} is missing: take it with UPDATE_SCREENS=1`);
  const { PNG } = (
    await ciPackage<{ default: { PNG: { sync: { read(png: Uint8Array): Png } } } }>(
      "pngjs/lib/png.js",
    )
  ).default;
  const { default: pixelmatch } = await ciPackage<{
    default: (a: Uint8Array, b: Uint8Array, out: null, w: number, h: number, how: object) => number;
  }>("pixelmatch/index.js");
  const [before, after] = [PNG.sync.read(readFileSync(golden)), PNG.sync.read(taken)];
  expect([after.width, after.height]).toEqual([before.width, before.height]);
  const count = pixelmatch(before.data, after.data, null, after.width, after.height, {
    threshold: 0.2,
  });
  const part = count / (after.width * after.height);
  if (part >= MAY_DIFFER) {
    mkdirSync("coverage/screens", { recursive: true });
    writeFileSync(join("coverage/screens", golden.split("/").at(-1) ?? ""), taken);
  }
  return part;
}
