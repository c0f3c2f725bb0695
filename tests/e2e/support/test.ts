// The `test` that every specification starts from: it fails when the console was not clean at the end.
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** Collects what a page complains about; for pages that a test opens by itself. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("console", (message) => {
    const type = message.type();
    if (type === "error" || type === "warning") heard.push(`${type}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => heard.push(`uncaught: ${error.stack ?? error.message}`));
  return heard;
}

export const test = base.extend<{ forgiven: RegExp | null; cleanConsole: void }>({
  /** What the browser itself complains about where nothing is wrong. */
  forgiven: [null, { option: true }],
  cleanConsole: [
    async ({ page, forgiven }, use) => {
      const heard = complaints(page);
      await use();
      expect(
        heard.filter((complaint) => !forgiven?.test(complaint)),
        "the console stays clean",
      ).toEqual([]);
    },
    { auto: true },
  ],
});
