// «Анализ»: a history that is loaded is counted, every number opens its deals, filters and periods stand in the address,
// charts have their numbers behind them, and a page of nothing says what to do.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { openExample, takeIn } from "./support/app";
import { expect, test } from "./support/test";

const row = (page: Page, stage: string) => page.locator(`.fun .st[data-stage="${stage}"]`);
const stat = (page: Page, name: string) => page.locator(`.stat[data-stat="${name}"]`);
const behind = (page: Page) => page.getByRole("dialog");
/** The figures of the page by their titles. */
const REPORTS = [
  ...["Воронка в двух направлениях", "Карта потерь", "Время на этапе", "Что если"],
  ...["Прогноз по месяцам", "Силы и деньги", "Пути клиентов"],
];
const figure = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

async function menu(page: Page, title: string, item: string): Promise<void> {
  await figure(page, title).getByRole("button", { name: "Таблица, копия, печать" }).click();
  await figure(page, title).getByRole("button", { name: item }).click();
}

test("the example: counts add up, open their deals, and the filters stand in the address", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.getByRole("link", { name: "Анализ" }).click();
  await expect(page).toHaveURL(/\/analysis$/);
  await expect(row(page, "deals-4r.quote")).toBeVisible();

  // Everybody who came went on, stands there or was lost.
  const words = await row(page, "deals-4r.new").locator(".cap").innerText();
  const [reached, onward, open, lost] = words.match(/\d+/g)!.map(Number);
  expect(onward + open + lost).toBe(reached);
  await expect(stat(page, "came").locator("dd").first()).toHaveText(String(reached));

  // A number opens exactly the deals that it counts, and goes back to where it was pressed.
  const press = row(page, "deals-4r.new").getByRole("button", { name: `${lost} потеряно` });
  await press.click();
  await expect(behind(page)).toContainText(new RegExp(`${lost} сдел`));
  await expect(behind(page).getByRole("table")).toHaveAttribute("aria-rowcount", String(lost + 1));
  await page.keyboard.press("Escape");
  await expect(behind(page)).toHaveCount(0);
  await expect(press).toBeFocused();

  // A cell of the map of losses too, and from there to a deal.
  const cell = page.locator(".map button.peak");
  const deals = Number(await cell.locator("b").innerText());
  await cell.click();
  await expect(behind(page).getByRole("table")).toHaveAttribute("aria-rowcount", String(deals + 1));
  await behind(page).getByRole("row").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/deal\//);
  await page.goBack();
  await expect(row(page, "deals-4r.quote")).toBeVisible();

  // Filters narrow, stand in the address and are kept over a reload; the parts of a whole make the whole.
  const owner = page.getByLabel("Менеджер:");
  const people = await owner.locator("option").allInnerTexts();
  let sum = 0;
  let somebody = "";
  for (const name of people.slice(1)) {
    await owner.selectOption({ label: name });
    await expect(page).toHaveURL(/owner=/);
    await expect(page.locator(".scroll")).toHaveAttribute("aria-busy", "false");
    // Who led no deal of these months is told so, and shown no figures.
    const none = page.locator(".page-analysis .empty");
    const came = stat(page, "came").locator("dd").first();
    await expect(none.or(came)).toBeVisible();
    if (await none.isVisible()) continue;
    sum += Number(await came.innerText());
    somebody = name;
  }
  expect(sum).toBe(reached);
  await owner.selectOption({ label: somebody });
  await page.reload();
  await expect(owner).toHaveValue(/.+/);
  await expect(row(page, "deals-4r.quote")).toBeVisible();
  await owner.focus();
  await page.keyboard.press("Backspace");
  await expect(page).not.toHaveURL(/owner=/);
  await expect(stat(page, "came").locator("dd").first()).toHaveText(String(reached));
});

test("the numbers behind a chart: a table, a file for spreadsheets, a picture, the clipboard", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./");
  await openExample(page);
  await page.goto("./analysis");
  await expect(row(page, "deals-4r.quote")).toBeVisible();
  const title = "Воронка в двух направлениях";

  await menu(page, title, "Показать таблицей");
  const table = figure(page, title).getByRole("table");
  await expect(table.getByRole("row")).toHaveCount(8);
  await expect(table).toContainText("Прошли дальше");
  await menu(page, title, "Показать картинкой");
  await expect(row(page, "deals-4r.quote")).toBeVisible();

  const [csv] = await Promise.all([page.waitForEvent("download"), menu(page, title, "Сохранить CSV")]);
  expect(csv.suggestedFilename()).toBe(`${title}.csv`);
  const text = await readFile(await csv.path(), "utf8");
  const lines = text.replace("\ufeff", "").trimEnd().split("\r\n");
  expect(lines).toHaveLength(8);
  expect(lines[3]).toMatch(/^Отправить КП и расчёт,/);

  for (const name of [title, "Карта потерь", "Время на этапе"]) {
    const [png] = await Promise.all([page.waitForEvent("download"), menu(page, name, "Сохранить PNG")]);
    expect(png.suggestedFilename()).toMatch(/\.png$/);
    const bytes = await readFile(await png.path());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    // Twice the size of the figure, and not one colour: it was drawn.
    const box = (await figure(page, name).boundingBox())!;
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(box.width * 1.9);
    expect(bytes.readUInt32BE(20)).toBeGreaterThan(box.height * 1.9);
    expect(bytes.length).toBeGreaterThan(20_000);
  }

  await menu(page, title, "Скопировать числа");
  await expect(page.locator(".toast")).toContainText("Числа скопированы");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n")).toHaveLength(8);
});

test("what if: a step that more buyers take, by keys", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.goto("./analysis");
  const range = page.getByRole("slider");
  await expect(range).toBeVisible();
  const before = Number(await range.inputValue());
  const wins = stat(page, "wins").locator("dd");
  const was = Number.parseFloat(await wins.innerText());
  await range.focus();
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(range).toHaveAttribute("aria-valuetext", new RegExp(`${before + 20}`));
  expect(Number.parseFloat(await wins.innerText())).toBeGreaterThan(was);
  await expect(stat(page, "needed")).toContainText("заявок вместо");
});

test("a history of one's own: nothing in the period, then all of it, with a bottleneck that is proven", async ({ page }) => {
  // Two hundred deals of a quarter ago and two hundred of this one; the second step lets half as many through now.
  const now = new Date();
  const day = (months: number, date: number) => new Date(now.getFullYear(), now.getMonth() - months, date).toISOString().slice(0, 10);
  const rows = Array.from({ length: 400 }, (_, at) => {
    const late = at % 2 === 0;
    const won = at % (late ? 10 : 4) < 2;
    return `${at},Сделка ${at},Завод ${at % 40},${(at + 1) * 1000},${won ? "Сделка успешна" : "Сделка провалена"},${day(late ? 2 : 5, (at % 20) + 1)},${day(late ? 1 : 4, (at % 20) + 1)}`;
  });
  const head = "ID,Название сделки,Компания,Сумма,Стадия сделки,Дата создания,Дата закрытия";
  await takeIn(page, { name: "сделки.csv", text: [head, ...rows].join("\n") });
  await page.goto("./analysis?came=2001-01-01..2001-02-01");
  await expect(page.getByText("За это время сделок не было")).toBeVisible();
  await page.getByRole("button", { name: "всё время" }).click();
  await expect(stat(page, "came").locator("dd").first()).toHaveText("400");
  await page.getByLabel("Вошли:").selectOption("quarter");
  await expect(stat(page, "came").locator("dd").first()).toHaveText("200");
  await expect(stat(page, "came")).toContainText("было 200");
  // Of two hundred each, a hundred of the earlier ones bought, and forty of these: no chance.
  const neck = page.locator(".neck-p");
  await expect(neck.getByRole("heading", { level: 2 })).toHaveText("Узкое место");
  await expect(neck.getByText("Пока не доказано")).toHaveCount(0);
  await neck.getByRole("button", { name: "160 сделок" }).click();
  await expect(behind(page).getByRole("table")).toHaveAttribute("aria-rowcount", "161");
  await page.keyboard.press("Escape");

  // Every report: its numbers as a table, and those that count deals open as many.
  for (const title of REPORTS) {
    await menu(page, title, "Показать таблицей");
    const table = figure(page, title).getByRole("table").first();
    await expect(table.getByRole("row")).not.toHaveCount(1);
    const numbers = table.getByRole("button");
    if (await numbers.count()) {
      const number = Number((await numbers.first().innerText()).replace(/\D/g, ""));
      await numbers.first().click();
      await expect(behind(page).getByRole("table")).toHaveAttribute("aria-rowcount", String(number + 1));
      await page.keyboard.press("Escape");
    }
    await menu(page, title, "Показать картинкой");
  }
});
