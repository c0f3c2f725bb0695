// The day on which a test takes place. Only the date: timers run as ever, for a clock that takes them over as well numbers
// them beyond 32 bits, and what the application then cancels goes off all the same.
import type { Page } from "@playwright/test";

/** From the next page on it is this moment, and stays it. */
export async function standingAt(page: Page, moment: Date): Promise<void> {
  await page.addInitScript((now) => {
    const Native = Date;
    class Standing extends Native {
      constructor(...parts: [] | ConstructorParameters<typeof Native>) {
        if (parts.length === 0) super(now);
        else super(...parts);
      }
      static override now(): number {
        return now;
      }
    }
    globalThis.Date = Standing as DateConstructor;
  }, moment.getTime());
}
