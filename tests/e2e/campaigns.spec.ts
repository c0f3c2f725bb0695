// «Возврат» at work: an offer to those who leave the best with a control group, what it brought when some of them buy, the
// days for a calendar, and the talk with a best customer who has fallen silent.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { copy, downloaded, drop, loadButton, openExample, ready, saved } from "./support/app";
import { back, dialog, enter, tabTo, toast, write } from "./support/desk";
import { expect, test } from "./support/test";

const PAGE = "./board/return-4r";

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const leaving = (page: Page) => region(page, "Уходят из лучших");
const campaigns = (page: Page) => region(page, "Кампании");
const silent = (page: Page) => region(page, "Лучшие замолчали");
const causes = (page: Page) => region(page, "Почему замолчали");

/** Shows every row of the list. */
async function whole(page: Page): Promise<void> {
  await expect(leaving(page).getByRole("listitem").first()).toBeVisible();
  const more = leaving(page).getByRole("button", { name: /^Ещё/ });
  if (await more.isVisible()) await more.click();
}

/** Begins a campaign with everybody in the list, and tells how many get the offer and how many do not. */
async function begin(page: Page): Promise<{ offered: number; control: number }> {
  await leaving(page)
    .getByRole("button", { name: /^Отправить \d/ })
    .click();
  const asked = dialog(page, "Новая кампания");
  const count = async (name: string) =>
    Number(await asked.locator("dt", { hasText: name }).locator("xpath=following-sibling::dd[1]").innerText());
  const [offered, control] = [await count("Получат предложение"), await count("В контроле")];
  await asked.getByRole("button", { name: /^Начать/ }).click();
  await expect(asked).toBeHidden();
  return { offered, control };
}

/** The names on one side of the open campaign. */
const side = (open: Locator, mark: string) =>
  open
    .getByRole("row")
    .filter({ has: open.page().getByText(mark, { exact: true }) })
    .getByRole("link");

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await ready(page);
  await openExample(page);
  await page.goto(PAGE);
});

test("those who leave get an offer but for one of five; undone, done again, and there after a reload", async ({
  page,
}) => {
  await page.getByRole("group", { name: "Горизонт" }).getByRole("button", { name: "28" }).click();
  await expect(page).toHaveURL(/ahead=28/);
  await whole(page);
  const all = await leaving(page).getByRole("button", { name: "Предложить" }).count();
  expect(all).toBeGreaterThan(9);
  const { offered, control } = await begin(page);
  expect([offered, control]).toEqual([all - Math.floor(all / 5), Math.floor(all / 5)]);

  const marks = (text: string) => leaving(page).getByText(text, { exact: true });
  const begun = async () => {
    await whole(page);
    // The example has one already, which is over.
    await expect(campaigns(page).getByRole("listitem")).toHaveCount(2);
    await expect(marks("контроль")).toHaveCount(control);
    await expect(leaving(page).getByRole("button", { name: "Предложить" })).toHaveCount(0);
  };
  await begun();
  await back(
    page,
    async () => {
      await expect(campaigns(page).getByRole("listitem")).toHaveCount(1);
      await expect(marks("контроль")).toHaveCount(0);
    },
    begun,
  );
  await saved(page);
  await page.reload();
  await begun();
  await expect(campaigns(page)).toContainText("Рано судить");

  const records = await copy(page);
  const campaign = records.find(({ kind, v }) => kind === "campaign" && v.name !== "Осенняя ревизия");
  const letters = records.filter(({ kind, v }) => kind === "letter" && v.fate === "ready");
  const arms = Object.entries(campaign?.v ?? {}).filter(([field]) => field.startsWith("customer."));
  const without = arms.filter(([, arm]) => arm === "control").map(([field]) => field.slice("customer.".length));
  expect(arms).toHaveLength(all);
  expect(without).toHaveLength(control);
  expect(letters.length).toBeGreaterThan(0);
  expect(letters.length).toBeLessThanOrEqual(offered);
  for (const { v } of letters) {
    expect(without).not.toContain(v.customer);
    expect(`${v.subject} ${v.body}`).not.toContain("{{");
  }
});

test("who is left out is not offered anything by another campaign, and not called", async ({ page }) => {
  const { control } = await begin(page);
  await whole(page);
  const left = await leaving(page).getByRole("listitem").filter({ hasText: "контроль" }).getByRole("link").allInnerTexts();
  expect(left).toHaveLength(control);
  const calls = page.waitForEvent("download");
  await leaving(page).getByRole("button", { name: "Список звонков" }).click();
  const table = await downloaded(await calls);
  for (const name of left) expect(table).not.toContain(name);
  await region(page, "Оценки клиентов").getByRole("button", { name: "Кампания" }).click();
  await expect(dialog(page, "Новая кампания")).toContainText(`Не вошли ${control}`);
});

test("the last good days go into a calendar", async ({ page }) => {
  await whole(page);
  const names = await leaving(page).getByRole("listitem").getByRole("link").allInnerTexts();
  const download = page.waitForEvent("download");
  await leaving(page).getByRole("button", { name: "В календарь" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("Уходят из лучших.ics");
  const text = await readFile(await file.path(), "utf8");
  const lines = text.split("\r\n");
  expect(lines.pop()).toBe("");
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const unfolded = text.replaceAll("\r\n ", "").split("\r\n");
  const of = (name: string) =>
    unfolded.filter((line) => line.startsWith(name)).map((line) => line.slice(line.indexOf(":") + 1));
  expect(of("BEGIN:VEVENT")).toHaveLength(names.length);
  expect(of("SUMMARY")).toEqual(names.map((name) => `Позвонить: ${name.replaceAll(",", "\\,")}`));
  const days = of("DTSTART;VALUE=DATE");
  expect(days).toEqual([...days].sort());
  expect(new Set(of("UID")).size).toBe(names.length);
});

test("a purchase on each side changes what the campaign brought", async ({ page }) => {
  const { offered, control } = await begin(page);
  // The latest stands first; below it is the one that the example has.
  const latest = campaigns(page).getByRole("listitem").first();
  const row = (arm: string) => latest.locator(`tr[data-arm="${arm}"]`);
  await expect(row("offered")).toContainText(`0 из ${offered}`);
  await expect(row("control")).toContainText(`0 из ${control}`);
  await latest.getByRole("button", { name: /^Кампания/ }).click();
  await expect(page).toHaveURL(/campaign=/);
  const open = page.getByRole("dialog");
  const buyers = [await side(open, "предложение").first().innerText(), await side(open, "контроль").first().innerText()];
  await page.keyboard.press("Escape");
  await expect(open).toBeHidden();

  const today = new Date().toLocaleDateString("ru-RU", { timeZone: "Europe/Moscow" });
  const orders = buyers.map((name, at) => `E-${at};"${name.replaceAll('"', '""')}";${today};1000,00;продажа`);
  const text = ["order_id;Клиент;Дата;Сумма, руб.;Вид операции", ...orders].join("\n") + "\n";
  await drop(page, { name: "orders.csv", text });
  await loadButton(page).click();
  await saved(page);
  await page.goto(PAGE);
  await expect(row("offered")).toContainText(`1 из ${offered}`);
  await expect(row("control")).toContainText(`1 из ${control}`);
  // One customer in the control group is too few to conclude anything.
  await expect(latest).toContainText(control < 5 ? "хотя бы пять клиентов" : "не отличить от случая");
  for (const name of buyers) {
    await expect(leaving(page).getByRole("listitem").filter({ hasText: name })).toContainText("купил");
  }

  // Ended early, it keeps its result, and what was not sent stays.
  await latest.getByRole("button", { name: /^Кампания/ }).click();
  await open.getByRole("button", { name: "Закончить сегодня" }).click();
  await expect(toast(page)).toContainText("закончена");
  await expect(open.getByText("письмо снято").first()).toBeVisible();
  await expect(open).toContainText("последний день сегодня");
});

test("a best customer who fell silent is asked by keys alone, and the report counts it", async ({ page }) => {
  const panel = silent(page);
  await expect(panel).toContainText("Последняя");
  const who = await panel.getByRole("heading", { level: 3 }).innerText();
  await tabTo(page, panel.getByRole("radio", { name: "Товар" }));
  await page.keyboard.press("Space");
  for (const _ of [1, 2, 3]) await page.keyboard.press("ArrowRight");
  await expect(panel.getByRole("radio", { name: "Другое" })).toBeChecked();
  const words = panel.getByLabel("Слова клиента");
  await write(page, words, "Не то");
  await enter(page, panel.getByRole("button", { name: "Записать и вернуть в «Сделки»" }));
  await expect(panel.getByRole("alert")).toContainText("хотя бы три слова");
  const others = causes(page).locator('tr[data-cause="other"] td').first();
  await expect(others).toHaveText("1");
  await page.keyboard.press("Shift+Tab");
  await expect(words).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Сменили поставщика после простоя");
  await enter(page, panel.getByRole("button", { name: "Записать и вернуть в «Сделки»" }));
  await expect(toast(page)).toContainText("снова в «Сделках»");

  const counted = async () => {
    await expect(others).toHaveText("2");
    await expect(causes(page).getByRole("link", { name: who })).toBeVisible();
    await expect(panel.getByRole("heading", { level: 3 })).not.toHaveText(who);
  };
  await counted();
  await back(page, () => expect(others).toHaveText("1"), counted);
  await causes(page).getByRole("button", { name: "Менеджеры" }).click();
  await expect(causes(page).getByRole("columnheader").first()).toHaveText("Менеджеры");
  const told = await causes(page).locator("tbody td.r.m").allInnerTexts();
  // Two talks of the example, and this one.
  expect(told.map(Number).reduce((sum, count) => sum + count, 0)).toBe(3);

  // The customer remembers it, and has a deal again.
  await causes(page).getByRole("link", { name: who }).click();
  const beside = page.getByRole("complementary", { name: new RegExp(who) });
  await expect(beside).toContainText("Сменили поставщика после простоя");
  // Among the deals, and in the history.
  await expect(beside.getByRole("link", { name: /^Вернуть: / })).toHaveCount(2);
});
