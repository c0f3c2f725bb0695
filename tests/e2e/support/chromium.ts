// How Chromium is started: by the configuration for every test, and by a test that starts and kills its own.
import type { LaunchOptions } from "@playwright/test";

const isRoot = process.getuid?.() === 0;

export const chromium: LaunchOptions = {
  executablePath: process.env.CHROME || undefined,
  chromiumSandbox: !isRoot && !process.env.CI,
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
