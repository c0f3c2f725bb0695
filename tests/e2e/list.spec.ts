// A funnel as a table: order, groups, saved views, choosing by keys, and changes of many deals with their preview and undo.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { openExample, saved } from "./support/app";
import { dialog, toast } from "./support/desk";
import { expect, test } from "./support/test";

const table = (page: Page) => page.getByRole("table", { name: "Сделки таблицей" });
const grid = (page: Page) => page.getByRole("group", { name: "Сделки таблицей" });
const rows = (page: Page) => table(page).locator("tbody tr[data-id]:not(.gh)");
const groups = (page: Page) => table(page).locator("tbody tr.gh");
const bar = (page: Page) => page.getByRole("toolbar", { name: "Что сделать с выбранными" });
const head = (page: Page, name: string) => table(page).getByRole("columnheader", { name });

async function open(page: Page): Promise<void> {
  await page.goto("./");
  await openExample(page);
  await page.getByRole("button", { name: "Таблица" }).click();
  await expect(rows(page).first()).toBeVisible();
}

/** What stands in a column of the first rows. */
const cells = async (page: Page, at: number) => {
  const all = await rows(page).locator(`:nth-child(${at})`).filter({ hasNot: page.locator("input") }).allInnerTexts();
  return all.map((text) => text.trim());
};

test("the table is sorted, grouped and folded, and the address says all of it", async ({ page }) => {
  await open(page);
  await expect(page).toHaveURL(/view=list/);
  await expect(groups(page).first()).toContainText("Новая сделка");

  await page.getByLabel("Группы:").selectOption({ label: "без групп" });
  await expect(groups(page)).toHaveCount(0);
  await head(page, "Компания").getByRole("button").click();
  await expect(head(page, "Компания")).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/sort=customer/);
  await expect.poll(async () => {
    const names = await rows(page).locator("th").allInnerTexts();
    return names.length > 10 && names.join() === [...names].sort((a, b) => a.toLowerCase() < b.toLowerCase() ? -1 : 1).join();
  }).toBe(true);

  await page.getByLabel("Группы:").selectOption({ label: "менеджеры" });
  await expect(groups(page).first()).toBeVisible();
  const before = await rows(page).count();
  const first = await groups(page).first().locator("b").first().innerText();
  await grid(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(groups(page).first().getByRole("button")).toHaveAttribute("aria-expanded", "false");
  await expect(page).toHaveURL(/shut=/);
  expect(before).toBeGreaterThan(0);

  await saved(page);
  await page.reload();
  await expect(groups(page).first()).toContainText(first);
  await expect(groups(page).first().getByRole("button")).toHaveAttribute("aria-expanded", "false");
  await page.getByRole("button", { name: "Доска" }).click();
  await expect(page.getByRole("region", { name: "Доска: Сделки" })).toBeVisible();
});

test("a view is saved, opened by its link, renamed and deleted with a way back", async ({ page }) => {
  await open(page);
  await page.getByLabel("Группы:").selectOption({ label: "без групп" });
  await page.getByLabel("Контакт:").selectOption({ label: "Просрочен контакт" });
  await page.getByRole("button", { name: "Столбцы" }).click();
  await page.getByRole("checkbox", { name: "Источник" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Сохранить вид" }).click();
  await dialog(page).getByRole("button", { name: "Сохранить", exact: true }).click();
  await expect(dialog(page).getByText("Назовите вид")).toBeVisible();
  await dialog(page).getByLabel("Как назвать вид").fill("Просроченные");
  await page.keyboard.press("Enter");
  const chip = page.getByRole("link", { name: "Просроченные", exact: true });
  await expect(chip).toHaveAttribute("aria-current", "page");
  await saved(page);

  const address = await chip.getAttribute("href");
  await page.goto("./");
  await page.goto(new URL(address ?? "", page.url()).href);
  await expect(head(page, "Источник")).toBeVisible();
  await expect(page.getByLabel("Контакт:")).toHaveValue("overdue");
  await expect(chip).toHaveAttribute("aria-current", "page");

  await page.getByRole("button", { name: "Что сделать с видом" }).click();
  await page.getByRole("button", { name: "Переименовать" }).click();
  await dialog(page).getByLabel("Как назвать вид").fill("Горит");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Горит", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Что сделать с видом" }).click();
  await page.getByRole("button", { name: "Удалить вид" }).click();
  await expect(page.getByRole("link", { name: "Горит", exact: true })).toHaveCount(0);
  await toast(page).getByRole("button", { name: "Отменить" }).click();
  await expect(page.getByRole("link", { name: "Горит", exact: true })).toBeVisible();
});

test("deals are chosen by keys and given to somebody else, and undo gives them back", async ({ page }) => {
  await open(page);
  await page.getByLabel("Группы:").selectOption({ label: "без групп" });
  await grid(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText(/Выбраны\s3 сделки/);
  const owners = () => rows(page).locator("td:last-child [role=img]").evaluateAll((all) => all.slice(0, 3).map((one) => one.getAttribute("aria-label")));
  const before = await owners();

  await page.keyboard.press("h");
  const to = (await dialog(page).getByLabel("Ведёт").locator("option").allInnerTexts()).find((name) => name && !before.includes(name) && !/Выберите|Никто/.test(name));
  await dialog(page).getByLabel("Ведёт").selectOption({ label: to ?? "Никто" });
  await expect(dialog(page)).toContainText(/Изменятся\s3 сделки/);
  await dialog(page).getByRole("button", { name: "Изменить" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  if (to) await expect.poll(owners).toEqual([to, to, to]);
  await toast(page).getByRole("button", { name: "Отменить" }).click();
  await expect.poll(owners).toEqual(before);

  await grid(page).focus();
  await page.keyboard.press("Control+a");
  const all = await table(page).getAttribute("aria-rowcount");
  await expect(bar(page)).toContainText(new RegExp(`${Number(all) - 1}\\sсдел`));
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
});

test("many deals are lost for one reason in one step", async ({ page }) => {
  await open(page);
  await page.getByLabel("Группы:").selectOption({ label: "без групп" });
  const count = Number(await table(page).getAttribute("aria-rowcount"));
  await rows(page).nth(0).getByRole("checkbox").click();
  await rows(page).nth(3).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText(/Выбраны\s4 сделки/);
  await bar(page).getByRole("button", { name: "Отказ" }).click();
  await expect(dialog(page).getByRole("button", { name: "Изменить" })).toBeDisabled();
  await dialog(page).getByLabel("Причина отказа").selectOption({ index: 1 });
  await dialog(page).getByLabel("Слова клиентов").fill("Бюджет срезали до весны");
  await expect(dialog(page)).toContainText(/Изменятся\s4 сделки/);
  await dialog(page).getByRole("button", { name: "Изменить" }).click();
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(count - 4));
  await page.getByLabel("Какие:").selectOption({ label: "потерянные" });
  await expect(rows(page).first()).toBeVisible();
  await page.getByLabel("Какие:").selectOption({ label: "в работе" });
  await page.keyboard.press("Control+z");
  await expect(table(page)).toHaveAttribute("aria-rowcount", String(count));
});

test("some of many moves are refused, each reason is told, and the others go", async ({ page }) => {
  await open(page);
  const stage = groups(page).nth(1).locator("b").first();
  const name = await stage.innerText();
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("m");
  await dialog(page).getByLabel("Этап или итог").selectOption({ label: name });
  await expect(dialog(page)).toContainText(/не\sизмен[ия]тся/);
  await expect(dialog(page).locator("details").first()).toBeVisible();
  await dialog(page).locator("summary").first().click();
  await expect(dialog(page).locator("details li").first()).toBeVisible();
  await dialog(page).getByLabel("Причина для всех").fill("Разбираем после выставки");
  await expect(dialog(page).locator(".outcome")).toContainText(/Измен[ия]тся\s\d+/);
  const told = await dialog(page).locator(".outcome > p").first().innerText();
  await dialog(page).getByRole("button", { name: "Изменить" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(toast(page)).toContainText(`${told.replace(/\D/g, "")}`);
  await toast(page).getByRole("button", { name: "Отменить" }).click();
  await expect(stage).toHaveText(name);
});

test("the list is saved as exactly what is listed", async ({ page }) => {
  await open(page);
  await page.getByLabel("Контакт:").selectOption({ label: "Нет контакта" });
  await expect(page).toHaveURL(/need=silent/);
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Выгрузить" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const count = await page.locator(".page-list > .foot b").first().innerText();
  expect(text.trim().split("\r\n").length - 1).toBe(Number(count.replace(/\D/g, "")));
  expect(text).toContain("Компания;Предмет");
});
