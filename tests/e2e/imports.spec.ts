// Everything that a system exports, file after file: people find their companies, deals find both; the same file changes
// nothing, and how a file was read is remembered.
import type { Page } from "@playwright/test";
import { board, drop, saved } from "./support/app";
import { rows } from "./support/database";
import { expect, test } from "./support/test";

const bitrix = (head: string[], ...lines: string[][]) =>
  `\ufeff${[head, ...lines].map((line) => line.map((cell) => `"${cell}"`).join(";") + ";").join("\r\n")}\r\n`;

const contacts = {
  name: "contact.csv",
  text: bitrix(
    ["ID", "Имя", "Фамилия", "Компания", "Должность", "Рабочий телефон", "Частный e-mail", "Доступен для всех", "Ответственный"],
    ["21", "Анна", "Ли", "ООО «Вихрь»", "Главный механик", "+7 495 000-00-01", "anna@vihr.example", "Да", "Мария Котова [7]"],
    ["22", "Пётр", "Сомов", "ООО «Вихрь»", "Закупщик", "+7 495 000-00-02", "", "Да", "Мария Котова [7]"],
  ),
};
const companies = {
  name: "company.csv",
  text: bitrix(
    ["ID", "Название компании", "Тип компании", "Сфера деятельности", "ИНН", "Доступен для всех", "Ответственный"],
    ["1", "ООО «Вихрь»", "Клиент", "Насосы", "7707083893", "Да", "Иван Орлов [9]"],
  ),
};
const deals = {
  name: "deal.csv",
  text: bitrix(
    ["ID", "Название сделки", "Компания", "Контакт", "Сумма", "Валюта", "Стадия сделки", "Доступен для всех", "Комментарий", "Ответственный"],
    ["101", "Насос для котельной", "ООО «Вихрь»", "Анна Ли", "90000", "RUB", "Думают", "Да", "Ждут расчёт", "Иван Орлов [9]"],
    ["102", "Привод", "ООО «Вихрь»", "Пётр Сомов", "50000", "RUB", "Новая", "Да", "", "Робот [1]"],
  ),
};

const dialog = (page: Page) => page.getByRole("dialog");
const line = (page: Page, name: string) =>
  dialog(page).getByRole("table").last().getByRole("row", { name: new RegExp(`^${name}`) });
const load = (page: Page) => dialog(page).getByRole("button", { name: /^Загрузить \d/ });

/** Drops a file, looks at what would come of it, takes it in. */
async function take(page: Page, file: { name: string; text: string }, told: Record<string, string[]>): Promise<void> {
  await drop(page, file);
  for (const [name, counts] of Object.entries(told)) {
    await expect(line(page, name).getByRole("cell")).toHaveText(counts);
  }
  await load(page).click();
  await expect(dialog(page)).toBeHidden();
  await saved(page);
}

/** How many records of each kind the disk has, funnels aside. */
async function kept(page: Page): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind, v } of await rows(page)) {
    if (v.deleted !== true && kind !== "pipeline") counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

test("contacts, then companies, then deals: the customer has its people, and the same files change nothing", async ({ page }) => {
  test.slow();
  await page.goto("./");
  await drop(page, contacts);
  await expect(dialog(page).getByRole("heading", { name: "Похоже на выгрузку Битрикс24" })).toBeVisible();
  await expect(dialog(page).getByLabel("В файле")).toHaveValue("contacts");
  await expect(line(page, "Контакты").getByRole("cell")).toHaveText(["2", "–", "–", "–"]);
  await load(page).click();
  await expect(dialog(page)).toBeHidden();
  await saved(page);
  await take(page, companies, { Клиенты: ["–", "1", "–", "–"] });

  await drop(page, deals);
  await dialog(page).getByRole("combobox", { name: "Думают" }).selectOption({ label: "Сделки: Согласовать цену и сроки" });
  await dialog(page).getByRole("tab", { name: "Сотрудники" }).click();
  await dialog(page).getByRole("combobox", { name: "Робот" }).selectOption({ label: "Никого не указывать" });
  await expect(line(page, "Сделки").getByRole("cell")).toHaveText(["2", "–", "–", "–"]);
  await expect(line(page, "Заметки").getByRole("cell").first()).toHaveText("1");
  await load(page).click();
  await expect(board(page)).toBeVisible();
  await saved(page);
  const all = await kept(page);
  expect(all).toMatchObject({ customer: 1, person: 2, deal: 2, activity: 1, member: 2, intake: 1 });

  await page.goto("./customers");
  await page.getByText("ООО «Вихрь»").first().click();
  for (const text of ["Анна Ли", "Пётр Сомов", "Насосы"]) {
    await expect(page.locator("aside.side").getByText(text).first()).toBeVisible();
  }

  for (const file of [contacts, companies, deals]) {
    await drop(page, file);
    await expect(dialog(page).getByRole("button", { name: "Загружать нечего" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
  }
  expect(await kept(page)).toEqual(all);
});

test("a file comes mapped as the last one, until that is forgotten; the whole is undone as one step", async ({ page }) => {
  test.slow();
  await page.goto("./");
  await take(page, companies, { Клиенты: ["1", "–", "–", "–"] });
  const before = await kept(page);

  await drop(page, deals);
  await dialog(page).getByRole("combobox", { name: "Думают" }).selectOption({ label: "Сделки: Согласовать цену и сроки" });
  await load(page).click();
  await expect(board(page)).toBeVisible();
  await saved(page);
  await page.keyboard.press("Control+z");
  await expect.poll(() => kept(page)).toEqual(before);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(async () => (await kept(page)).deal).toBe(2);

  const next = { name: "deal.csv", text: deals.text.replaceAll('"101"', '"201"').replaceAll('"102"', '"202"') };
  await drop(page, next);
  await expect(dialog(page).getByRole("status")).toContainText("Как в прошлый раз");
  await expect(dialog(page).getByRole("combobox", { name: "Думают" })).toHaveValue("deals-4r.agree");
  await expect(line(page, "Сделки").getByRole("cell").first()).toHaveText("2");

  await dialog(page).getByRole("button", { name: "Забыть" }).click();
  await expect(dialog(page).getByText("Как в прошлый раз")).toBeHidden();
  await expect(dialog(page).getByRole("combobox", { name: "Думают" })).toHaveValue("");
  await expect.poll(async () => (await kept(page)).intake ?? 0).toBe(0);
});
