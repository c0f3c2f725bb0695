// «Валюты»: a rate is entered, a deal in dollars counts in the head of its column by it, a won deal keeps it; rates come
// from a table that is pasted, with what was not understood; undo.
import type { Page } from "@playwright/test";
import { board, card, column, saved, takeIn, tooWide } from "./support/app";
import { backByPointer, toast } from "./support/desk";
import { boardFile, daysAgo } from "./support/papers";
import { expect, test } from "./support/test";

const file = boardFile([["Альфа", "Новая сделка"]]);
const rates = (page: Page) => page.locator("#rates");
const row = (page: Page, of: string, day: string) => page.locator(`tr[data-rate="${of}-rub-${day}"]`);
const plain = (text: string) => text.replace(/\s/g, " ");

async function open(page: Page): Promise<void> {
  await page.goto("./setup");
  await page.getByRole("link", { name: "Валюты" }).click();
  await expect(page.getByRole("heading", { name: "Валюты" })).toBeVisible();
  await expect(page).toHaveTitle("Валюты · Устройство · Воронка");
}

async function enter(page: Page, code: string, day: string, units: string, value: string): Promise<void> {
  await page.getByLabel("Код валюты").fill(code);
  await page.getByLabel("С дня").fill(day);
  await page.getByLabel("Единиц").fill(units);
  await page.getByLabel(/^Курс в/).fill(value);
  await page.getByRole("button", { name: "Записать курс" }).click();
}

test.beforeEach(async ({ page }) => {
  await takeIn(page, file);
});

test("a deal in dollars counts by the rate that is entered, and not before", async ({ page }) => {
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Компания").fill("Бета");
  await dialog.getByLabel(/^Сумма/).fill("1000 $");
  await dialog.getByRole("button", { name: "Создать" }).click();
  await expect(card(page, "Бета")).toBeVisible();
  const total = column(page, "deals-4r.new").locator(".tot");
  // Without a rate the dollars stand by themselves.
  await expect(total).toContainText("+");
  const top = page.locator("header.top");
  await expect(top.getByRole("button", { name: "1 без курса" })).toBeVisible();

  await open(page);
  await expect(page.getByText("Курсов пока нет")).toBeVisible();
  await expect(page.locator("#missing")).toContainText("USD");
  await page.getByRole("button", { name: "Записать курс" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Напишите код валюты" })).toBeVisible();
  await enter(page, "rub", daysAgo(0), "1", "1");
  await expect(page.getByRole("alert").filter({ hasText: "основная валюта" })).toBeVisible();
  await enter(page, "usd", daysAgo(0), "1", "92,5");
  await expect(row(page, "usd", daysAgo(0))).toContainText("92,5");
  await expect(page.locator("#missing")).toHaveCount(0);
  await backByPointer(
    page,
    () => expect(row(page, "usd", daysAgo(0))).toHaveCount(0),
    () => expect(row(page, "usd", daysAgo(0))).toContainText("92,5"),
  );
  await saved(page);

  await page.goto("./board/deals-4r");
  await expect(board(page)).toBeVisible();
  await expect.poll(async () => plain(await total.innerText())).toContain("93 500");
  const title = await total.locator("[title]").first().getAttribute("title");
  expect(plain(title ?? "")).toContain("по курсу 92,5 ₽ за 1 $ на");
  const line = top.getByRole("button", { name: /по курсу/ });
  expect(plain(await line.innerText())).toContain("по курсу 92,5 ₽ за 1 $ на");
});

test("a table is pasted: what comes, what does not and why, taken and taken back", async ({ page }) => {
  await open(page);
  await enter(page, "EUR", "2026-11-20", "1", "99");
  await page
    .getByLabel("Вставьте таблицу сюда")
    .fill(
      "установил с 20.11.2026 следующие курсы\nЦифр. код\tБукв. код\tЕдиниц\tВалюта\tКурс\n840\tUSD\t1\tДоллар США\t92,5058\n" +
        "978\tEUR\t1\tЕвро\t100,2534\n398\tKZT\t100\tТенге\t17,7045\n000\tXYZ\t1\tНеизвестная\tнет",
    );
  const coming = page.locator("#coming tr");
  await expect(coming).toHaveCount(3);
  await expect(coming.nth(0)).toContainText("новый");
  await expect(coming.nth(1)).toContainText("вместо прежнего");
  await expect(page.locator("#refused li")).toHaveCount(1);
  await expect(page.locator("#refused")).toContainText("Строка 6: «нет» не курс");
  await page.getByRole("button", { name: "Взять 3 курса" }).click();
  await expect(row(page, "kzt", "2026-11-20")).toContainText("17,7045");
  await expect(row(page, "eur", "2026-11-20")).toContainText("100,2534");
  await expect(toast(page)).toContainText("Записано 3 курса");
  await page.keyboard.press("Control+z");
  await expect(row(page, "kzt", "2026-11-20")).toHaveCount(0);
  await expect(row(page, "eur", "2026-11-20")).toContainText("99");
  await page.keyboard.press("Control+Shift+z");
  await saved(page);
  await page.reload();
  await expect(row(page, "usd", "2026-11-20")).toContainText("92,5058");

  // A rate is put right where it stands, and removed.
  await row(page, "usd", "2026-11-20").getByRole("button", { name: /^Курс: USD/ }).click();
  await page.keyboard.type("93,1");
  await page.keyboard.press("Enter");
  await expect(row(page, "usd", "2026-11-20")).toContainText("93,1");
  await row(page, "usd", "2026-11-20").getByRole("button", { name: /^Убрать курс/ }).click();
  await expect(rates(page)).not.toContainText("USD");
  await page.keyboard.press("Control+z");
  await expect(row(page, "usd", "2026-11-20")).toContainText("93,1");
});

test("a customer who is dealt with in dollars has new deals in dollars", async ({ page }) => {
  await page.goto("./customers");
  await page.getByRole("main").getByRole("link", { name: "Альфа" }).click();
  const side = page.locator("aside.side");
  await expect(side).not.toContainText("сделки в");
  await side.getByRole("button", { name: "Данные клиента" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Валюта")).toHaveValue("");
  await dialog.getByLabel("Валюта").selectOption("USD");
  await dialog.getByRole("button", { name: "Сохранить" }).click();
  await expect(side).toContainText(/сделки в\sUSD/);
  await backByPointer(page, () => expect(side).not.toContainText("USD"), () => expect(side).toContainText("USD"));
  await saved(page);

  await page.goto("./board/deals-4r");
  await expect(board(page)).toBeVisible();
  await page.keyboard.press("n");
  await expect(dialog.getByLabel("Сумма, RUB")).toBeVisible();
  await dialog.getByLabel("Компания").fill("альфа");
  await dialog.getByLabel("Сумма, USD").fill("2500");
  await dialog.getByLabel("Предмет").fill("Насосы");
  await dialog.getByRole("button", { name: "Создать" }).click();
  await expect(page.locator("header.top").getByRole("button", { name: "1 без курса" })).toBeVisible();
  await expect.poll(async () => plain(await column(page, "deals-4r.new").innerText())).toContain("2 500 $");
});

test("a phone has room for the page", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await enter(page, "KZT", "2026-11-20", "100", "17,7045");
  await expect(row(page, "kzt", "2026-11-20")).toBeVisible();
  expect(await tooWide(page)).toEqual([]);
});
