// «Что если», «Прогноз по месяцам», «Силы и деньги»: a step is moved by keys, a plan is written and taken back, groups are
// told apart only when the figures bear it out.
import type { Page } from "@playwright/test";
import { openExample, saved } from "./support/app";
import { back } from "./support/desk";
import { expect, test } from "./support/test";

const figure = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const months = (page: Page) => page.locator("#months");
const effort = (page: Page) => page.locator("#effort");
const number = (text: string) => Number(/\d+/.exec(text.replace(/[\u00a0\u202f](?=\d{3})/g, ""))?.[0]);

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.getByRole("link", { name: "Анализ" }).click();
});

test("a step is moved by keys: more sales, or as many of fewer requests", async ({ page }) => {
  const slider = page.getByRole("slider");
  const wins = page.locator("#whatif [data-stat=wins] dd");
  const needed = page.locator("#whatif [data-stat=needed] dd");
  await expect(slider).toHaveAttribute("aria-valuetext", /%$/);
  const [before, came] = [number(await wins.innerText()), number(await needed.innerText())];
  const at = Number(await slider.inputValue());
  await slider.focus();
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", /100\s%/);
  await expect.poll(async () => number(await wins.innerText())).toBeGreaterThan(before);
  const then = [number(await wins.innerText()), number(await needed.innerText())];
  // Sales grow as the share does, and requests shrink by as much.
  expect(Math.abs(then[0] / before / (100 / at) - 1)).toBeLessThan(0.1);
  expect(Math.abs(came / then[1] / (100 / at) - 1)).toBeLessThan(0.1);
});

test("six months with their cases; a plan is written where it stands, kept, and taken back", async ({ page }) => {
  const rows = months(page).locator("tr[data-month]");
  await expect(rows).toHaveCount(6);
  await expect(months(page).locator(".callout")).toContainText("до плана 22 млн ₽");
  await expect(rows.first().getByRole("img")).toHaveAttribute("aria-label", /ждём .+ диапазон/);

  const plan = rows.first().getByRole("button", { name: /^План/ });
  await plan.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("много");
  await page.keyboard.press("Enter");
  await expect(rows.first().getByRole("alert")).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("900 000 000");
  await page.keyboard.press("Enter");
  await expect(plan).toBeFocused();
  await expect(rows.first()).toContainText("не хватает");
  await expect(rows.first()).toContainText(/шансы меньше 1\s%/);
  await expect(months(page).locator(".callout")).toContainText("до плана 900 млн ₽ не хватает");
  await saved(page);
  await page.reload();
  await expect(rows.first()).toContainText("не хватает");
  await plan.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(rows.first()).toContainText("больше на");
  await back(
    page,
    () => expect(rows.first()).toContainText("не хватает"),
    () => expect(rows.first()).toContainText("больше на"),
  );

  // One of the desk has their own months, and the parts of this month make the whole.
  const whose = months(page).getByLabel("Чей:");
  const people = months(page).locator("#months-people tbody tr");
  await expect(people).not.toHaveCount(0);
  await whose.selectOption({ index: 1 });
  await expect(page).toHaveURL(/whose=/);
  await expect(months(page).locator(".callout")).toContainText("Плана нет");
  await expect(people).toHaveCount(0);
});

test("effort and money by group, with ranges, and a sentence only where they bear it out", async ({ page }) => {
  await expect(effort(page).locator("[data-said]")).toBeVisible();
  const rows = effort(page).locator("tbody tr");
  await expect(rows).not.toHaveCount(0);
  await effort(page).getByLabel("По чему:").selectOption("manager");
  await expect(page).toHaveURL(/effort=manager/);
  await expect(rows.first().getByRole("img").first()).toHaveAttribute("aria-label", /Доля сил/);
  // The shares of effort make a whole, in the numbers behind the picture.
  await effort(page).getByRole("button", { name: "Таблица, копия, печать" }).click();
  await figure(page, "Силы и деньги").getByRole("button", { name: "Показать таблицей" }).click();
  const shares = await effort(page).locator("tbody tr td:nth-child(5)").allInnerTexts();
  const sum = shares.map((text) => Number.parseFloat(text.replace(",", "."))).reduce((all, one) => all + one, 0);
  expect(Math.abs(sum - 100)).toBeLessThan(1);
});
