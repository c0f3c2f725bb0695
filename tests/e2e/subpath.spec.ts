// Under a sub-path of a host that only serves files: every address inside opens and stays below the path.
import type { Page, Response } from "@playwright/test";
import { board, openExample } from "./support/app";
import { host, siteBelow } from "./support/host";
import { expect, test } from "./support/test";

// Such a host answers an address inside with its page for unknown ones, and the browser notes the status of that.
test.use({ forgiven: /status of 404 .*\/sub\/dir\/(deal|board|customers|here)[^.]*\)$/ });

/** Opens a page as the host answers, without the service worker, which would answer in its place. */
async function fromHost(page: Page, open: () => Promise<Response | null>): Promise<void> {
  await page.evaluate(async () => {
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  });
  const answer = await open();
  expect(answer?.fromServiceWorker()).toBe(false);
  expect(answer?.status()).toBe(404);
}

test("deep links, reload and links stay below the base", async ({ page }) => {
  const there = await host(siteBelow.dir, siteBelow.base);
  await page.goto(there.url);
  await openExample(page);
  await expect(page).toHaveURL(`${there.url}board/deals-4r`);
  const addresses = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThan(20);
  expect(addresses.filter((address) => !address.startsWith(there.url))).toEqual([]);

  const link = page.getByRole("article").getByRole("link").first();
  const customer = await link.innerText();
  await link.click();
  const title = page.getByRole("heading", { level: 1, name: customer });
  await expect(title).toBeVisible();
  const address = page.url();
  expect(address).toContain(`${there.url}deal/`);
  await fromHost(page, () => page.reload());
  await expect(title).toBeVisible();
  await page.goBack();
  await expect(board(page)).toBeVisible();
  await fromHost(page, () => page.goto(address));
  await expect(title).toBeVisible();

  for (const place of ["customers", "here", "board/leads-4r", "board/return-4r?asof=2026-11-01"]) {
    await fromHost(page, () => page.goto(there.url + place));
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).not.toBeEmpty();
    await expect(page.getByText("Такой страницы нет")).toHaveCount(0);
    expect(page.url()).toBe(there.url + place);
  }
  await there.stop();
});
