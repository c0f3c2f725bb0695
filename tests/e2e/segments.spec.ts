// «Возврат»: boundaries are pinned, left and pinned anew; cells, groups and numbers of the migration list their customers;
// by pointer and by keys, undone and kept over a reload.
import type { Page } from "@playwright/test";
import { choose, loadButton, saved } from "./support/app";
import { daysAgo } from "./support/papers";
import { expect, test } from "./support/test";

/** Forty customers: the first bought lately, each next one three days before; every fourth has bought twice more. */
const orders = Array.from({ length: 40 }, (_, at) => at + 1).flatMap((of) => {
  const bought = of % 4 === 0 ? [of * 3, of * 3 + 60, of * 3 + 100] : [of * 3];
  return bought.map((days, nth) => `${of}-${nth},Завод ${of},${daysAgo(days)},${of * 1000}`);
});
const file = { name: "заказы.csv", text: ["Номер заказа,Клиент,Дата заказа,Сумма", ...orders].join("\n") };

const bounds = (page: Page) => page.getByRole("button", { name: /^Границы: / });
const menu = (page: Page) => page.getByRole("navigation", { name: "Границы" });
const count = (page: Page) => page.getByText("Оценки клиентов").locator("..").getByRole("status");
const clients = (text: string) => Number.parseInt(text.replace(/\D/g, ""), 10);

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await choose(page, file);
  await loadButton(page).click();
  await expect(page.getByRole("table", { name: "Таблица оценок" })).toBeVisible();
  await saved(page);
  // What has just come in may be undone yet: the month pins its boundaries at the next visit.
  await expect(bounds(page)).toHaveAccessibleName("Границы: сегодняшние");
  await page.reload();
  await expect(page.getByRole("table", { name: "Таблица оценок" })).toBeVisible();
});

test("the month pins by itself; boundaries float, are pinned anew, undone and kept", async ({ page }) => {
  await expect(bounds(page)).toHaveAccessibleName(/^Границы: закреплены 1\s/);
  await saved(page);
  // By keys.
  await bounds(page).focus();
  await page.keyboard.press("Enter");
  await expect(menu(page)).toContainText("сами, с началом месяца");
  await menu(page).getByRole("button", { name: "Сегодняшние: двигаются каждый день" }).focus();
  await page.keyboard.press("Enter");
  await expect(bounds(page)).toHaveAccessibleName("Границы: сегодняшние");
  await page.reload();
  await expect(bounds(page)).toHaveAccessibleName("Границы: сегодняшние");

  await bounds(page).click();
  await menu(page).getByRole("button", { name: "Закрепить сегодняшние" }).click();
  await expect(page.getByText(/^Границы закреплены: .+, 40\sклиентов$/)).toBeVisible();
  await expect(page).not.toHaveURL(/bounds=/);
  await expect(bounds(page)).toHaveAccessibleName(/^Границы: закреплены /);
  const own = (await bounds(page).getAttribute("aria-label")) ?? "";
  await bounds(page).click();
  const sets = menu(page).locator(".set");
  await expect(sets).toHaveCount(3);
  await expect(sets.nth(1)).toHaveAttribute("aria-pressed", "true");
  await expect(sets.nth(1)).toContainText("40");
  // The set before is kept and may be looked at.
  await sets.nth(2).click();
  await expect(page).toHaveURL(/bounds=/);
  await bounds(page).click();
  await sets.nth(1).click();
  await expect(page).not.toHaveURL(/bounds=/);
  await expect(bounds(page)).toHaveAccessibleName(own);

  await page.keyboard.press("Control+z");
  await bounds(page).click();
  await expect(sets).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+z");
  await bounds(page).click();
  await expect(sets).toHaveCount(3);
  await page.keyboard.press("Escape");
  await saved(page);
  await page.reload();
  await expect(bounds(page)).toHaveAccessibleName(own);
  await bounds(page).click();
  await expect(sets).toHaveCount(3);
});

test("M as the total is said everywhere, and its boundaries are its own", async ({ page }) => {
  await expect(bounds(page)).toHaveAccessibleName(/закреплены/);
  await page.getByRole("button", { name: "Вся сумма" }).click();
  await expect(page.getByRole("columnheader", { name: "M, вся сумма" })).toBeVisible();
  await expect(page.locator(".mh").first()).toContainText("сумма ≥");
  await expect(bounds(page)).toHaveAccessibleName("Границы: сегодняшние");
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "M, вся сумма" })).toBeVisible();
  await page.getByRole("button", { name: "Средний чек", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "M, средний чек" })).toBeVisible();
  await expect(bounds(page)).toHaveAccessibleName(/закреплены/);
});

test("a cell lists its customers, by pointer and by keys, and the list is kept", async ({ page }) => {
  await expect(count(page)).toHaveText(/^40\s/);
  const cells = page.locator(".cell.heat");
  const many = clients(await cells.first().locator("b").innerText());
  await cells.first().click();
  await expect(count(page)).toHaveText(new RegExp(`^${many}\\s`));
  await expect(page.getByRole("group", { name: "Таблица оценок" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/customers\//);
  await expect(page.getByRole("heading", { name: "Путь по сегментам" })).toBeVisible();
  await expect(page.locator(".path > li").last().locator(".rfmc")).toBeVisible();
  await page.goBack();
  await expect(count(page)).toHaveText(new RegExp(`^${many}\\s`));
  await page.reload();
  await expect(count(page)).toHaveText(new RegExp(`^${many}\\s`));

  const other = cells.nth(1);
  const others = clients(await other.locator("b").innerText());
  await other.focus();
  await page.keyboard.press("Enter");
  await expect(count(page)).toHaveText(new RegExp(`^${others}\\s`));
  await expect(other).toHaveAttribute("aria-pressed", "true");
  await other.focus();
  await page.keyboard.press("Enter");
  await expect(count(page)).toHaveText(/^40\s/);
});

test("groups come ready, one is edited and takes a cell from another; each step is undone", async ({ page }) => {
  await expect(bounds(page)).toHaveAccessibleName(/закреплены/);
  const groups = page.locator("[data-group]");
  await expect(groups).toHaveCount(14);
  await expect(groups.first()).toContainText("Опора завода");

  // The group lists its customers and marks its cells.
  const full = groups.filter({ hasNotText: /(^|\s)0\sклиентов/ }).first();
  const named = await full.locator("b").innerText();
  await full.click();
  await expect(page.getByRole("region", { name: "Оценки клиентов" })).toContainText(`группа «${named}»`);
  await expect(page.locator(".cell.mine").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("region", { name: "Оценки клиентов" })).toContainText(`группа «${named}»`);

  // By keys: another name, and a cell that another group has.
  await page.getByRole("button", { name: "Править группу, Опора завода" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Править группу" });
  await dialog.getByLabel("Название").fill("Наши лучшие");
  await dialog.getByRole("button", { name: /^RFM 332/ }).focus();
  await page.keyboard.press("Space");
  await expect(dialog).toContainText("Уйдут из группы «Растут»: 332");
  await dialog.getByLabel("Название").focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const best = page.getByRole("listitem").filter({ hasText: "Наши лучшие" });
  await expect(best).toContainText("333 332");
  await expect(page.getByRole("listitem").filter({ hasText: "Растут" })).not.toContainText("332");
  await page.keyboard.press("Control+z");
  await expect(groups.first()).toContainText("Опора завода");
  await expect(page.getByRole("listitem").filter({ hasText: "Растут" })).toContainText("332");

  // Nothing without a name; removed it leaves its cells without a group.
  await page.getByRole("button", { name: "Своя группа" }).click();
  const own = page.getByRole("dialog", { name: "Новая группа" });
  await own.getByRole("button", { name: "Сохранить" }).click();
  await expect(own.getByRole("alert")).toHaveText("Назовите группу");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Править группу, Опора завода" }).click();
  await dialog.getByRole("button", { name: "Удалить группу" }).click();
  await expect(groups).toHaveCount(13);
  await expect(page.getByText(/^Без\sгруппы: 333/)).toBeVisible();
  await page.getByRole("button", { name: "Вернуть готовые" }).click();
  await expect(groups).toHaveCount(14);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(groups).toHaveCount(14);
  await saved(page);
  await page.reload();
  await expect(groups.first()).toContainText("Опора завода");
});

test("a number of the migration lists its customers, frozen and ranked anew", async ({ page }) => {
  const panel = page.getByRole("region", { name: "Миграция" });
  await expect(panel).toContainText("F считается за всю историю и здесь не падает");
  const fell = panel.locator("td.down > button").first();
  const many = clients(await fell.innerText());
  await fell.click();
  await expect(count(page)).toHaveText(new RegExp(`^${many}\\s`));
  await expect(page).toHaveURL(/who=r-3-/);
  await page.reload();
  await expect(count(page)).toHaveText(new RegExp(`^${many}\\s`));
  await expect(fell).toHaveAttribute("aria-pressed", "true");

  // The same number in the flow, by keys.
  const ribbon = panel.locator(".flow path.new").first();
  const name = (await ribbon.getAttribute("aria-label")) ?? "";
  await ribbon.focus();
  await page.keyboard.press("Enter");
  await expect(count(page)).toHaveText(new RegExp(`^${clients(name.split(":").pop() ?? "")}\\s`));
  await expect(ribbon).toHaveAttribute("aria-pressed", "true");

  // A year, by own boundaries, all 27.
  await panel.getByRole("button", { name: "Каждый день свои" }).click();
  await expect(panel).toContainText("видно место среди других");
  await panel.getByRole("button", { name: "Год" }).click();
  await panel.getByRole("button", { name: "27" }).click();
  const pair = panel.locator(".pairs button").first();
  await expect(pair).toContainText("→");
  const pairs = clients(await pair.locator("b").innerText());
  await pair.focus();
  await page.keyboard.press("Enter");
  await expect(count(page)).toHaveText(new RegExp(`^${pairs}\\s`));
  await panel.getByLabel("Первый день").fill(daysAgo(30));
  await expect(page).toHaveURL(new RegExp(`from=${daysAgo(30)}`));
  await page.reload();
  await expect(panel.getByLabel("Первый день")).toHaveValue(daysAgo(30));
  await expect(panel.getByRole("button", { name: "Каждый день свои" })).toHaveAttribute("aria-pressed", "true");
});
