// How Chromium is started: by the configuration for every test, and by a test that starts and kills its own.
import type { LaunchOptions } from "@playwright/test";

export const chromium: LaunchOptions = {
  executablePath: process.env.CHROME || undefined,
  // Root and most containers have no sandbox to offer; the pages are our own.
  chromiumSandbox: false,
  args: [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
