import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "./openBrowser.ts";

const CLI = "dist/cli/ssmtrail.mjs";

export interface ServedConsole {
  readonly link: string;
  readonly origin: string;
  stop(): Promise<void>;
}

const environment = { PATH: process.env["PATH"], HOME: "/nonexistent" };

/** A store of the recorded examples, and of `more` evidence where there is some, one JSON a line. */
export function exampleStore(more?: string): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "ssmtrail-browser-"));
  const run = (args: readonly string[], input = ""): void => {
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args, "--store", path], {
      env: environment,
      input,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`ssmtrail ${args.join(" ")}: ${stderr}`);
  };
  run(["start", "--once"]);
  const flags = ["--region", "eu-west-1", "--session-log-groups", "/ssm/session-logs"];
  if (more !== undefined) run(["import", "-", ...flags], more);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** `ssmtrail console`, as its user starts it. */
export async function servedConsole(store: string): Promise<ServedConsole> {
  const child = spawn(process.execPath, [CLI, "console", "--store", store, "--output", "json"], {
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise<string>((found, failed) => {
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (out.includes("\n")) found(out);
    });
    child.on("close", (code) => failed(new Error(`the console ended with ${code}`)));
  });
  const { link } = JSON.parse(line) as { link: string };
  return {
    link,
    origin: new URL(link).origin,
    stop: () =>
      new Promise((done) => {
        child.on("close", () => done());
        child.kill("SIGTERM");
      }),
  };
}

/** A page in a browser of its own that was let in, and what went wrong on it. */
export async function openPage(
  browser: Browser,
  link: string,
  options: { width?: number; height?: number; colorScheme?: "dark" | "light" } = {},
): Promise<{ page: Page; wrong: string[]; close: () => Promise<void> }> {
  const { width = 1280, height = 900, colorScheme = "light" } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("console", (told) => {
    if (["error", "warning"].includes(told.type())) wrong.push(told.text());
  });
  page.on("pageerror", (error) => {
    wrong.push(error.message);
  });
  page.on("requestfailed", (request) => {
    // A question that the page no longer wants the answer of is taken back.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") wrong.push(request.url());
  });
  await page.goto(link);
  await page.getByRole("navigation").waitFor();
  return { page, wrong, close: () => context.close() };
}
