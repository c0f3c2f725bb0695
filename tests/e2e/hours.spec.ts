// «Рабочее время»: the week, holidays and zone are changed by hand, undone and kept over a reload; a deal stands as long as
// the company's own hours say; a phone has room for it.
import { saved, takeIn, tooWide } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const file = boardFile([["Альфа", "Отправить КП и расчёт"]]);

test.beforeEach(async ({ page }) => {
  await takeIn(page, file);
  await page.goto("./setup");
  await page.getByRole("link", { name: "Рабочее время" }).click();
  await expect(page.getByRole("heading", { name: "Рабочее время" })).toBeVisible();
  await expect(page).toHaveTitle("Рабочее время · Устройство · Воронка");
});

test("the week: a break, a Saturday, hours that can't be, undone and kept", async ({ page }) => {
  const begins = (day: string) => page.getByLabel(`${day}: начало`);
  await expect(begins("Понедельник")).toHaveValue("09:00");
  await expect(begins("Суббота")).toHaveCount(0);
  await page.getByRole("button", { name: "Понедельник: добавить перерыв" }).click();
  await expect(page.getByLabel("Понедельник: конец")).toHaveCount(2);
  await expect(begins("Понедельник").nth(1)).toHaveValue("14:00");
  await page.getByRole("button", { name: "Будни, как понедельник" }).click();
  await expect(begins("Пятница")).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(begins("Пятница")).toHaveCount(1);
  await page.getByRole("button", { name: "Суббота: сделать рабочим днём" }).press("Enter");
  await page.getByLabel("Суббота: конец").fill("08:00");
  await page.getByLabel("Суббота: конец").press("Tab");
  await expect(page.getByRole("alert").filter({ hasText: "Конец должен быть позже начала" })).toBeVisible();
  await page.getByLabel("Суббота: конец").fill("16:00");
  await page.getByLabel("Суббота: конец").press("Tab");
  await expect(page.getByText("Конец должен быть позже начала")).toHaveCount(0);
  await saved(page);
  await page.reload();
  await expect(begins("Понедельник")).toHaveCount(2);
  await expect(page.getByLabel("Суббота: конец")).toHaveValue("16:00");

  await page.getByRole("button", { name: "Суббота: убрать часы" }).press("Enter");
  await expect(begins("Суббота")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(page.getByLabel("Суббота: конец")).toHaveValue("16:00");
  // A week without any hours is none: the last day stays.
  for (const day of ["Понедельник", "Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота"]) {
    await page.getByRole("button", { name: `${day}: убрать часы` }).first().click();
  }
  await expect(page.getByText("Хотя бы один рабочий день нужен")).toBeVisible();
  await expect(page.getByLabel("Суббота: конец")).toHaveValue("16:00");
});

test("holidays one by one and by a ready list, and the zone", async ({ page }) => {
  await expect(page.getByText("Праздников пока нет")).toBeVisible();
  const add = page.getByRole("button", { name: "Добавить", exact: true });
  await add.click();
  await expect(page.getByText("Выберите дату")).toBeVisible();
  await page.getByLabel("Дата").fill("2026-12-30");
  await add.click();
  await expect(page.getByRole("list", { name: "2026" }).getByRole("listitem")).toHaveCount(1);
  await page.getByLabel("Дата").fill("2026-12-30");
  await add.click();
  await expect(page.getByText("Этот день уже в списке")).toBeVisible();
  const ready = page.getByRole("button", { name: "Россия, 2026", exact: true });
  await ready.click();
  await expect(page.getByRole("list", { name: "2026" }).getByRole("listitem")).toHaveCount(15);
  await expect(ready).toBeDisabled();
  await page.getByRole("list", { name: "2026" }).getByRole("button").first().click();
  await expect(page.getByRole("list", { name: "2026" }).getByRole("listitem")).toHaveCount(14);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("list", { name: "2026" }).getByRole("listitem")).toHaveCount(15);

  const zone = page.getByRole("combobox", { name: "Часовой пояс" });
  await zone.selectOption("Asia/Tokyo");
  const tokyo = () =>
    new Intl.DateTimeFormat("ru", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit" }).format();
  await expect(page.getByText(`Сейчас там ${tokyo().slice(0, 2)}`)).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(zone).toHaveValue("Asia/Tokyo");
  await expect(page.getByRole("list", { name: "2026" }).getByRole("listitem")).toHaveCount(15);
});

test("on a phone nothing is wider than the screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Россия, 2026", exact: true }).click();
  await expect(page.getByRole("list", { name: "2026" })).toBeVisible();
  expect(await tooWide(page)).toEqual([]);
});
