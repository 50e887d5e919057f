import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { browserMissing, openBrowser, type Browser, type Page } from "./openBrowser.ts";
import { exampleStore, openPage, servedConsole, type ServedConsole } from "./servedConsole.ts";

const missing = browserMissing();
if (missing !== undefined) console.info(`test/browser is skipped: ${missing}`);
const inBrowser = missing === undefined ? describe : describe.skip;

/** Each would do harm where text is taken for markup, a script, a terminal's or a writer's control. */
const HOSTILE = [
  `<script>globalThis.harmed = "script"</script>`,
  `<img src=x onerror="globalThis.harmed='img'">`,
  `"><svg onload=globalThis.harmed='svg'>`,
  "javascript:globalThis.harmed='url'",
  "{{constructor.constructor('globalThis.harmed=1')()}}",
  "abc\u202Egpj.exe\u2066\u2069",
  "zero\u200Bwidth\u2060joined\uFEFF",
  "tag\u{E0041}\u{E0042}ged",
  '=HYPERLINK("http://evil.example","x")',
  `${"x".repeat(200_000)}end`,
  "́̂̃̄".repeat(400),
];
const SESSION = "mallory-0a1b2c3d4e5f60718";
const AT = Date.parse("2026-11-22T10:00:00Z");

const message = (logGroup: string, logStream: string, messages: readonly string[]): string =>
  JSON.stringify({
    messageType: "DATA_MESSAGE",
    owner: "111122223333",
    logGroup,
    logStream,
    subscriptionFilters: ["ssmtrail"],
    logEvents: messages.map((text, n) => ({
      id: String(n).padStart(56, "7"),
      timestamp: AT + n * 1000,
      message: text,
    })),
  });

/** A streamed session in which somebody typed all of it, and a stream with lines of it. */
const EVIDENCE = [
  message(
    "/ssm/session-logs",
    SESSION,
    HOSTILE.map((text, n) =>
      JSON.stringify({
        eventVersion: "1.0",
        eventTime: "2026-11-22T10:00:00Z",
        awsRegion: "eu-west-1",
        target: { id: "sagemaker-endpoint:churn-scorer_AllTraffic_i-0b21f4d9a7c3e8d10" },
        userIdentity: { arn: `arn:aws:iam::111122223333:user/${text.slice(0, 200)}` },
        runAsUser: "",
        sessionId: SESSION,
        sessionData: [`# echo ${text}`, text, ...(n === HOSTILE.length - 1 ? ["# "] : [])],
      }),
    ),
  ),
  message(
    "/aws/sagemaker/Endpoints/churn-scorer",
    "AllTraffic/i-0b21f4d9a7c3e8d10/ssm",
    HOSTILE.map((text) => `[sagemaker ssm logs][${text.slice(0, 60)}] ${text}`),
  ),
].join("\n");

const PAGES = [
  "/?endpoint=churn-scorer&generation=all",
  "/who",
  "/commands?text=echo",
  `/commands?text=${encodeURIComponent("<script>")}`,
  `/commands?endpoint=${encodeURIComponent("<img src=x onerror=globalThis.harmed=1>")}`,
  `/session?session=${encodeURIComponent(SESSION)}`,
  `/session?session=${encodeURIComponent("<img src=x onerror=globalThis.harmed=2>\u202E")}`,
  "/coverage",
];

inBrowser("hostile text in a browser", () => {
  let browser: Browser;
  let store: ReturnType<typeof exampleStore>;
  let served: ServedConsole;
  let page: Page;
  let close: () => Promise<void>;
  beforeAll(async () => {
    store = exampleStore(EVIDENCE);
    served = await servedConsole(store.path);
    browser = await openBrowser();
    ({ page, close } = await openPage(browser, served.link));
  });
  afterAll(async () => {
    await close();
    await browser.close();
    await served.stop();
    store.remove();
  });

  const looked = async (): Promise<{ harmed: unknown; text: string; made: number }> =>
    page.evaluate(
      `({ harmed: globalThis.harmed ?? null, text: document.body.innerText + document.title,
          made: document.querySelectorAll("main script, main img, main svg[onload], main b").length })`,
    );
  // C0 but for line ends and tabs, bidi controls, what shows as nothing.
  const INVISIBLE =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u{e0041}/u;

  test.each(PAGES)("%s shows it and does nothing of it", async (path) => {
    await page.goto(`${served.origin}${path}`);
    await page.getByRole("heading").first().waitFor();
    await page.locator(".waiting").first().waitFor({ state: "hidden" });
    const { harmed, text, made } = await looked();
    expect([harmed, made]).toEqual([null, 0]);
    expect(INVISIBLE.exec(text)).toBeNull();
  });

  test("every hostile command is in the table, and its detail shows it", async () => {
    await page.goto(`${served.origin}/session?session=${encodeURIComponent(SESSION)}`);
    await page.getByRole("heading", { name: /commands, oldest first/ }).waitFor();
    const rows = page.locator(".commands .body .row");
    expect(await rows.count()).toBeGreaterThan(6);
    for (let n = 0; n < (await rows.count()); n++) {
      await rows.nth(n).click();
      await page.getByRole("heading", { name: "Command", exact: true }).waitFor();
      await page.getByRole("heading", { name: "Output" }).waitFor();
      const { harmed, text, made } = await looked();
      expect([harmed, made]).toEqual([null, 0]);
      expect(INVISIBLE.exec(text)).toBeNull();
      expect(text.length).toBeLessThan(200_000);
    }
  });
});
