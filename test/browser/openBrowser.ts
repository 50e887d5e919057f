import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** As much of Playwright as these tests use; it is installed under `test/ci` only. */
export interface Page {
  goto(url: string): Promise<unknown>;
  title(): Promise<string>;
  url(): string;
  content(): Promise<string>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  screenshot(options?: { fullPage?: boolean }): Promise<Uint8Array>;
  evaluate<T>(script: string): Promise<T>;
  waitForURL(pattern: RegExp): Promise<void>;
  addScriptTag(options: { content: string }): Promise<unknown>;
  getByRole(role: string, options?: { name?: string | RegExp; exact?: boolean }): Locator;
  getByLabel(text: string | RegExp, options?: { exact?: boolean }): Locator;
  getByText(text: string | RegExp): Locator;
  locator(selector: string): Locator;
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  readonly mouse: {
    move(x: number, y: number, options?: { steps: number }): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
  on(event: "console", listener: (told: { type(): string; text(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  on(event: "requestfailed", listener: (told: FailedRequest) => void): void;
  close(): Promise<void>;
}

interface FailedRequest {
  url(): string;
  failure(): { errorText: string } | null;
}

export interface Locator {
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  focus(): Promise<void>;
  press(key: string): Promise<void>;
  count(): Promise<number>;
  first(): Locator;
  nth(n: number): Locator;
  textContent(): Promise<string | null>;
  innerText(): Promise<string>;
  allInnerTexts(): Promise<string[]>;
  getAttribute(name: string): Promise<string | null>;
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
  waitFor(options?: { state?: "visible" | "hidden" | "attached" }): Promise<void>;
  locator(selector: string): Locator;
}

export interface Browser {
  newContext(options: {
    viewport: { width: number; height: number };
    colorScheme?: "dark" | "light";
    deviceScaleFactor?: number;
    permissions?: readonly string[];
    bypassCSP?: boolean;
  }): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
  close(): Promise<void>;
}

const INSTALLED = resolve("test/ci/node_modules");
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Why there is no browser to test in; undefined where there is one. */
export function browserMissing(): string | undefined {
  if (!existsSync(join(INSTALLED, "playwright-core")))
    return "playwright-core is not installed: npm ci --prefix test/ci --ignore-scripts";
  if (chromium() === undefined) return `no Chromium at ${CHROMIUM.join(", ")}`;
  return undefined;
}

const chromium = (): string | undefined => CHROMIUM.find((path) => existsSync(path));

/** A package that only CI installs. */
export async function ciPackage<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(join(INSTALLED, file)).href)) as T;
}

/** Chromium talks to nobody but this machine. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--force-device-scale-factor=1",
  "--font-render-hinting=none",
];

export async function openBrowser(): Promise<Browser> {
  const { chromium: launcher } = await ciPackage<{
    chromium: { launch(options: object): Promise<Browser> };
  }>("playwright-core/index.mjs");
  return launcher.launch({ executablePath: chromium(), args: FLAGS });
}
