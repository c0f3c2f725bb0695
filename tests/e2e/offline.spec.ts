// A second visit with the host gone: everything opens, works and is saved.
import { card, column, openExample, saved, takeIn, withoutProof } from "./support/app";
import { host, site } from "./support/host";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

test("without the host a move is made, saved, and there after another reload", async ({ page }) => {
  const there = await host(site);
  await page.goto(there.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await there.stop();
  await page.goto(there.url);
  const ready = { address: "Тверь", ship_date: "2027-03-01" };
  await takeIn(page, boardFile([["Альфа", "Оплата получена", ready]]), there.url);
  await card(page, "Альфа").focus();
  for (const key of ["Space", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await withoutProof(page);
  await expect(card(column(page, "deals-4r.production"), "Альфа")).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(card(column(page, "deals-4r.production"), "Альфа")).toBeVisible();
});

test("the example opens without the host, and a deep link into it too", async ({ page }) => {
  const there = await host(site);
  await page.goto(there.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await there.stop();
  await page.goto(there.url);
  await openExample(page);
  const link = page.getByRole("article").getByRole("link").first();
  const customer = await link.innerText();
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: customer })).toBeVisible();
});
