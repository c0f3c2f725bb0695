// Where the application and the browser are comes from `cargo xtask test`; by hand, from `cargo xtask start`.
import { defineConfig } from "@playwright/test";
import { chromium } from "./support/chromium";

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: process.env.VORONKA_URL ?? "http://127.0.0.1:8080/",
    launchOptions: chromium,
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
    viewport: { width: 1440, height: 900 },
    // What never comes is named, instead of the whole test's time running out.
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    trace: "retain-on-failure",
  },
});
