// The frame around a chart, by keys: numbers in the table open their deals, the clipboard keeps the cells, one figure alone is
// printed; and the curve of a stage, which is asked for when it is opened.
import type { Page } from "@playwright/test";
import { openExample } from "./support/app";
import { enter } from "./support/desk";
import { expect, test } from "./support/test";

const figure = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const opener = (page: Page, title: string) =>
  figure(page, title).locator("> .panel-h").getByRole("button", { name: "Таблица, копия, печать" });

/** Opens the menu of a figure and chooses in it, by keys alone. */
async function choose(page: Page, title: string, item: string): Promise<void> {
  await opener(page, title).focus();
  await page.keyboard.press("Enter");
  await enter(page, figure(page, title).getByRole("button", { name: item }));
}

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.goto("./analysis?came=ever");
  await expect(figure(page, "Карта потерь")).toBeVisible();
});

test("the table behind the map of losses opens the deals that its numbers count", async ({ page }) => {
  await choose(page, "Карта потерь", "Показать таблицей");
  await expect(opener(page, "Карта потерь")).toBeFocused();
  const table = figure(page, "Карта потерь").getByRole("table");
  const all = table.getByRole("row").last().getByRole("button").last();
  const lost = Number(await all.innerText());
  expect(lost).toBeGreaterThan(0);
  await all.click();
  await expect(page.getByRole("dialog").getByRole("table")).toHaveAttribute("aria-rowcount", String(lost + 1));
  await page.keyboard.press("Escape");
  await choose(page, "Карта потерь", "Показать картинкой");
  await expect(page.locator(".map button.peak")).toBeVisible();
});

test("the clipboard has cells for spreadsheets and a table for letters", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await choose(page, "Время на этапе", "Скопировать числа");
  await expect(page.locator(".toast")).toContainText("Числа скопированы");
  const [text, markup] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return Promise.all(["text/plain", "text/html"].map(async (kind) => (await item.getType(kind)).text()));
  });
  const lines = text.split(/\r?\n/);
  const cells = lines.map((line) => line.split("\t"));
  expect(new Set(cells.map((row) => row.length)).size).toBe(1);
  expect(Number(cells[1][1])).toBeGreaterThan(0);
  expect(markup.match(/<tr/g)).toHaveLength(lines.length);
});

test("one figure alone is printed, and the page is whole again after", async ({ page }) => {
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await choose(page, "Карта потерь", "Напечатать");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#losses .map")).toBeVisible();
  await expect(opener(page, "Карта потерь")).toBeHidden();
  for (const other of [page.locator("#flow"), page.locator("#time"), page.locator(".rail"), page.locator(".top")]) {
    await expect(other).toBeHidden();
  }
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  await expect(page.locator("#flow")).toBeVisible();
  await expect(page.locator(".print-one")).toHaveCount(0);
});

test("a stage opens the curve by which deals leave it, and stays open over a reload", async ({ page }) => {
  const name = page.locator("#time .nm").getByRole("button", { name: "Отправить КП и расчёт" });
  await enter(page, name);
  await expect(name).toHaveAttribute("aria-expanded", "true");
  const title = "Как уходят с этапа «Отправить КП и расчёт»";
  const curve = figure(page, title).getByRole("img");
  // The conclusion is said, and the shares are of one whole.
  await expect(curve).toHaveAttribute("aria-label", /За.*проходят дальше \d+.*теряются \d+/);
  await page.reload();
  await expect(curve).toBeVisible();
  await choose(page, title, "Показать таблицей");
  const rows = await figure(page, title).getByRole("row").allInnerTexts();
  const share = (text: string) => Number(text.replace(",", ".").replace(/[^\d.]/g, ""));
  const shares = rows.slice(1).map((row) => row.split("\t").slice(1).map(share));
  expect(shares.length).toBeGreaterThan(10);
  for (const [advanced, lost, still] of shares) {
    expect(Math.abs(advanced + lost + still - 100)).toBeLessThan(0.31);
  }
  await choose(page, title, "Показать картинкой");
  await enter(page, name);
  await expect(curve).toHaveCount(0);
  await expect(page).not.toHaveURL(/stay=/);
});
