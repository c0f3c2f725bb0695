// The `test` that every specification starts from: it fails when the console was not clean at the end.
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** Collects what a page complains about; for pages that a test opens by itself. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("console", (message) => {
    const type = message.type();
    if (type === "error" || type === "warning") heard.push(`${type}: ${message.text()}`);
  });
  page.on("pageerror", (error) => heard.push(`uncaught: ${error.stack ?? error.message}`));
  return heard;
}

export const test = base.extend<{ cleanConsole: void }>({
  cleanConsole: [
    async ({ page }, use) => {
      const heard = complaints(page);
      await use();
      expect(heard, "the console stays clean").toEqual([]);
    },
    { auto: true },
  ],
});
