// How Chromium is started: by the configuration for every test, and by a test that starts and kills its own. The bench
// takes the same flags.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LaunchOptions } from "@playwright/test";

export const chromium: LaunchOptions = {
  executablePath: process.env.CHROME || undefined,
  // Root and most containers have no sandbox to offer; the pages are our own.
  chromiumSandbox: false,
  args: JSON.parse(readFileSync(join(import.meta.dirname, "chromium-flags.json"), "utf8")) as string[],
};
