import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { browserMissing, openBrowser, type Browser, type Page } from "./openBrowser.ts";
import { exampleStore, openPage, servedConsole, type ServedConsole } from "./servedConsole.ts";

const missing = browserMissing();
if (missing !== undefined) console.info(`test/browser is skipped: ${missing}`);
const inBrowser = missing === undefined ? describe : describe.skip;

const PAGES = [
  ["targets", "/?endpoint=churn-scorer"],
  ["who did what", "/who"],
  ["commands", "/commands"],
  ["a session", "/session?session=jonas.weber-05f7d3a1b8c2e9460"],
  ["coverage", "/coverage"],
  ["no such page", "/nowhere"],
] as const;

inBrowser("the console in a browser", () => {
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
    ({ page, wrong, close } = await openPage(browser, served.link));
  });
  afterAll(async () => {
    await close();
    await browser.close();
    await served.stop();
    store.remove();
    expect(wrong).toEqual([]);
  });
  const go = async (path: string): Promise<void> => {
    await page.goto(`${served.origin}${path}`);
    await page.getByRole("heading").first().waitFor();
    await page.locator(".waiting").first().waitFor({ state: "hidden" });
  };

  test("the token leaves the address, and the link opens no second browser", async () => {
    await go("/");
    expect(page.url()).toBe(`${served.origin}/`);
    const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
    const other = await context.newPage();
    await other.goto(served.link);
    expect(await other.content()).toContain("this link was used already");
    await context.close();
  });

  test("from an endpoint to a copied target ID", async () => {
    await go("/");
    await page.getByRole("button", { name: "image-tagger" }).click();
    await page.waitForURL(/endpoint=image-tagger/);
    await page
      .getByRole("button", { name: /^Copy target ID/ })
      .first()
      .click();
    await page.getByText("copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(
      /^sagemaker-endpoint:image-tagger_variant1_i-[0-9a-f]+_container_[01]$/,
    );
  });

  test("from a program to who ran it, its output, its session", async () => {
    await go("/commands");
    await page.getByLabel("Program").fill("curl");
    await page.waitForURL(/program=curl/);
    // Fewer than all of them: the list before may still be there for a moment.
    await page.getByText(/^\d{1,2} commands$/).waitFor();
    await page.locator(".commands .body .row").first().waitFor();
    const rows = await page.locator(".commands .body .row").allInnerTexts();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toContain("curl");
    await page.locator(".commands .body .row").first().click();
    await page.getByRole("heading", { name: "Output" }).waitFor();
    expect(await page.getByText(/^ssmtrail output /).count()).toBe(1);
    await page.locator(".detail a").first().click();
    await page.waitForURL(/\/session\?session=.*&command=/);
    await page.getByRole("heading", { name: /oldest first/ }).waitFor();
    expect(await page.locator('.row[aria-selected="true"]').innerText()).toContain("curl");
  });

  test("by keyboard alone: down the table, into a command, and back", async () => {
    await go("/commands");
    await page.locator(".commands .body .row").first().focus();
    for (const key of ["ArrowDown", "ArrowDown", "End", "Home", "ArrowDown", "Enter"]) {
      await page.keyboard.press(key);
      await page.evaluate(
        "new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))",
      );
    }
    await page.locator("aside.detail").waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("detail-heading");
    await page.keyboard.press("Escape");
    await page.locator("aside.detail").waitFor({ state: "hidden" });
    await page.evaluate("new Promise((r) => setTimeout(r, 100))");
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe("row");
  });

  test("dragging over the timeline zooms, and the address says so", async () => {
    await go("/who");
    const box = await page.locator(".timeline .overlay").boundingBox();
    if (box === null) throw new Error("the timeline has no place");
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/since=2026-11-1.*until=2026-11-1/);
    await page.getByRole("heading", { name: /sessions$/ }).waitFor();
    expect(await page.locator(".timeline a.bar").count()).toBeLessThan(14);
  });

  test("a bad filter is refused in words", async () => {
    await go("/commands?since=yesterday");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toMatch(/since "yesterday" is no time/);
  });

  test("nothing found, a session that is not there, and a server that stopped say so", async () => {
    await go("/commands?program=no-such-program");
    await page.getByText(/No command matches/).waitFor();
    await go("/session?session=no-such-session");
    expect(await page.getByRole("alert").innerText()).toMatch(
      /no session "no-such-session" is known/,
    );
    wrong.splice(0, wrong.length, ...wrong.filter((text) => !/404|400/.test(text)));
  });

  const axe = (): string => readFileSync("test/ci/node_modules/axe-core/axe.min.js", "utf8");
  /** 640 is half of 1280: what a page at 200 % has. */
  const LOOKS = [
    ["light", [1280, 640, 360]],
    ["dark", [1280]],
  ] as const;
  describe.each(LOOKS)("in %s, at widths of %p", (colorScheme, widths) => {
    let context: Awaited<ReturnType<Browser["newContext"]>>;
    let again: ServedConsole;
    let tab: Page;
    beforeAll(async () => {
      const viewport = { width: 1280, height: 800 };
      context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
      again = await servedConsole(store.path);
      tab = await context.newPage();
      await tab.goto(again.link);
    });
    afterAll(async () => {
      await context.close();
      await again.stop();
    });
    test.each(PAGES)("%s passes the accessibility check and fits", async (_, path) => {
      await tab.setViewportSize({ width: 1280, height: 800 });
      await tab.goto(`${again.origin}${path}`);
      await tab.getByRole("heading").first().waitFor();
      await tab.locator(".waiting").first().waitFor({ state: "hidden" });
      await tab.addScriptTag({ content: axe() });
      for (const width of widths) {
        await tab.setViewportSize({ width, height: 800 });
        const found = await tab.evaluate<string[]>(
          "axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target + ' ' + n.failureSummary).slice(0, 3).join(' | ')))",
        );
        expect(found).toEqual([]);
        const over = await tab.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect(over).toBeLessThanOrEqual(0);
      }
    });
  });
});
