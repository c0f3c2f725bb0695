// «Сегодня»: the day of somebody, a contact planned anew and one that took place, the numbers of the desk and the deals
// behind them, the plan of the month; a new workspace and nobody chosen.
import type { Locator, Page } from "@playwright/test";
import { openExample, saved, saving, tooWide } from "./support/app";
import { back, dialog, toast } from "./support/desk";
import { expect, test } from "./support/test";

const list = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const lines = (within: Locator) => within.getByRole("listitem").filter({ has: within.page().getByRole("link") });
const person = (page: Page, name: string) => page.locator("#people tbody tr").filter({ hasText: name });
const cell = (row: Locator, column: number) => row.getByRole("cell").nth(column);
const number = async (what: Locator) => Number((await what.innerText()).replace(/\D/g, ""));

async function open(page: Page): Promise<void> {
  await page.goto("./");
  await openExample(page);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/\/today$/);
  await expect(list(page, "Просрочены")).toBeVisible();
}

/** Says who sits here. */
async function be(page: Page, name: RegExp): Promise<void> {
  const pick = page.getByLabel("За этим устройством", { exact: true });
  const option = await pick.locator("option").filter({ hasText: name }).getAttribute("value");
  await pick.selectOption(option);
}

test("the day of somebody: said once, in the rail, and another's in the address", async ({ page }) => {
  await open(page);
  const all = await lines(list(page, "Просрочены")).count();
  await expect(page.getByText("Пока показан день всего отдела")).toBeVisible();
  await be(page, /Гараев/);
  await expect(page.getByText("Пока показан день всего отдела")).toHaveCount(0);
  await expect(lines(list(page, "Просрочены"))).toHaveCount(2);
  expect(all).toBeGreaterThan(2);
  // The badge of the rail says what the list says, on any page.
  const rail = page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name: "Сегодня" });
  await expect(rail).toContainText("просрочено: 2");
  await page.getByRole("link", { name: "Клиенты" }).click();
  await expect(rail).toContainText("просрочено: 2");
  await rail.click();

  const days = page.getByRole("combobox", { name: "Чей день" });
  await days.selectOption("all");
  await expect(page).toHaveURL(/who=all/);
  await expect(lines(list(page, "Просрочены"))).toHaveCount(all);
  await page.reload();
  await expect(lines(list(page, "Просрочены"))).toHaveCount(all);
});

test("a contact is planned anew in its place, and comes back", async ({ page }) => {
  await open(page);
  await be(page, /Гараев/);
  const late = lines(list(page, "Просрочены"));
  await expect(late).toHaveCount(2);
  const name = await late.first().getByRole("link").first().innerText();
  await late.first().getByRole("button", { name: /^Перенести/ }).click();
  await dialog(page).getByRole("button", { name: /^Завтра/ }).click();
  await dialog(page).getByRole("button", { name: "Перенести", exact: true }).click();
  await expect(late).toHaveCount(1);
  await expect(toast(page)).toContainText(name);
  await saved(page);
  await back(
    page,
    () => expect(late).toHaveCount(2),
    () => expect(late).toHaveCount(1),
  );

  const silent = lines(list(page, "Без следующего контакта"));
  const quiet = await silent.count();
  const today = await lines(list(page, "Сегодня")).count();
  await silent.first().getByRole("button", { name: /^Назначить/ }).click();
  await dialog(page).getByRole("button", { name: /^Завтра/ }).click();
  await dialog(page).getByRole("button", { name: "Назначить", exact: true }).click();
  await expect(silent).toHaveCount(quiet - 1);
  await expect(lines(list(page, "Сегодня"))).toHaveCount(today);
});

test("what the buyer said is asked, written down and counted; the next contact with it", async ({ page }) => {
  await open(page);
  await be(page, /Гараев/);
  const late = lines(list(page, "Просрочены"));
  await expect(late).toHaveCount(2);
  const talks = await number(cell(person(page, "Гараев"), 1));
  // On a day off there is nothing yet, and no number of what is done.
  const counted = page.locator("[data-done]");
  const done = async () => ((await counted.count()) ? Number(await counted.getAttribute("data-done")) : 0);
  const before = await done();
  const name = await late.first().getByRole("link").first().innerText();

  await late.first().getByRole("button", { name: /^Состоялся/ }).click();
  await dialog(page).getByRole("button", { name: "Записать" }).click();
  await expect(dialog(page)).toContainText("Напишите, что сказал клиент");
  await page.keyboard.type("Согласие пришлёт завтра");
  await dialog(page).getByRole("button", { name: /^Через 3 дня/ }).click();
  await dialog(page).getByRole("button", { name: "Записать" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(late).toHaveCount(1);
  await expect(lines(list(page, "Сегодня")).filter({ hasText: "Согласие пришлёт завтра" })).toContainText(name);
  expect(await done()).toBe(before + 1);
  await expect.poll(() => number(cell(person(page, "Гараев"), 1))).toBe(talks + 1);
  await saved(page);
  // Both are one step.
  await back(
    page,
    () => expect(late).toHaveCount(2),
    () => expect(late).toHaveCount(1),
  );
});

test("every number of the desk opens what it counts", async ({ page }) => {
  await open(page);
  const row = person(page, "Орлов");
  for (const column of [2, 4, 5]) {
    const press = cell(row, column).getByRole("button");
    if ((await press.count()) === 0) continue;
    const text = await press.innerText();
    await press.click();
    const rows = Number(await dialog(page).getByRole("table").getAttribute("aria-rowcount")) - 1;
    if (/^\d+$/.test(text)) expect(rows).toBe(Number(text));
    await page.keyboard.press("Escape");
    await expect(press).toBeFocused();
  }
  // The desk is all of its people.
  const late = await page.locator("#people tbody tr").count();
  let sum = 0;
  for (let at = 0; at < late; at += 1) sum += await number(cell(page.locator("#people tbody tr").nth(at), 2));
  expect(await number(cell(page.locator("#people tfoot tr"), 3))).toBe(sum);
  // A name opens that person's day.
  await row.getByRole("button", { name: /^Открыть день/ }).click();
  await expect(lines(list(page, "Просрочены"))).toHaveCount(await number(cell(row, 2)));
  // From the deals of a number to a deal.
  await cell(row, 5).getByRole("button").click();
  await dialog(page).getByRole("row").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/deal\//);
});

test("the plan of the month is set where it stands, of the desk and of a person", async ({ page }) => {
  await open(page);
  const month = list(page, "План продаж");
  await expect(month.getByText("план 22", { exact: false }).first()).toBeVisible();
  await month.getByRole("button", { name: /^План: план отдела/ }).click();
  const field = month.getByLabel("План: план отдела");
  await field.fill("много");
  await field.press("Enter");
  await expect(month).toContainText("Напишите сумму");
  await field.fill("90 000 000");
  await field.press("Enter");
  await expect(month.getByRole("button", { name: /^План: план отдела/ })).toContainText("90");
  await expect(month).toContainText("не хватает");
  await saved(page);
  await back(
    page,
    () => expect(month.getByRole("button", { name: /^План: план отдела/ })).toContainText("22"),
    () => expect(month.getByRole("button", { name: /^План: план отдела/ })).toContainText("90"),
  );
  await month.getByText("По людям").click();
  await month.getByRole("button", { name: /^План: Анна Белова/ }).click();
  await month.getByLabel("План: Анна Белова").fill("7 500 000");
  await page.keyboard.press("Enter");
  await expect(month.getByRole("button", { name: /^План: Анна Белова/ })).toContainText("7,5");
  await saved(page);
  await page.reload();
  await expect(month.getByRole("button", { name: /^План: план отдела/ })).toContainText("90");
});

test("answers have their numbers behind the picture, and who waits is named", async ({ page }) => {
  await open(page);
  const answers = list(page, "Первый ответ на заявку");
  await expect(answers.getByRole("img", { name: /отвечено/ })).toBeVisible();
  await answers.getByRole("button", { name: "Таблица, копия, печать" }).click();
  await answers.getByRole("button", { name: "Показать таблицей" }).click();
  await expect(answers.getByRole("row")).toHaveCount(16);
});

test("a phone has the day and the desk one after the other, and the rest of the places in a menu", async ({ page }) => {
  await open(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator("#people")).toBeHidden();
  await page.getByRole("button", { name: "Отдел", exact: true }).click();
  await expect(page).toHaveURL(/part=desk/);
  await expect(page.locator("#people")).toBeVisible();
  await expect(list(page, "Просрочены")).toBeHidden();
  expect(await tooWide(page)).toEqual([]);
  await page.getByRole("button", { name: "Ещё" }).last().click();
  await expect(saving(page)).toBeVisible();
  await page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name: "Устройство" }).click();
  await expect(page).toHaveURL(/\/setup$/);
});
