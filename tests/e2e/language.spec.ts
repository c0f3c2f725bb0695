// The two languages, the two themes, and the sheet of keys.
import { firstPage, openExample, total } from "./support/app";
import { complaints, expect, test } from "./support/test";

const english = (page: Parameters<typeof firstPage>[0]) => page.getByRole("heading", { name: "Where shall we start?" });

test("the browser's language is the first, the person's the last word", async ({ page, browser }) => {
  await page.goto("./");
  await expect(firstPage(page)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await page.getByRole("button", { name: "English" }).click();
  await expect(english(page)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await expect(english(page)).toBeVisible();
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(firstPage(page)).toBeVisible();

  const abroad = await browser.newContext({ locale: "en-US" });
  const guest = await abroad.newPage();
  const heard = complaints(guest);
  await guest.goto(page.url());
  await expect(english(guest)).toBeVisible();
  await expect(guest.locator("html")).toHaveAttribute("lang", "en");
  await guest.getByRole("button", { name: "Open the example" }).click();
  await expect(guest.getByRole("region", { name: "Board: Deals" })).toBeVisible();
  // Nothing on an English board is Russian.
  expect(await guest.getByRole("main").innerText()).not.toMatch(/[А-Яа-яЁё]/);
  expect(heard).toEqual([]);
  await abroad.close();
});

test("another language draws the board anew and leaves the data and the address", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  const count = await total(page, "deals-4r.terms").innerText();
  await page.goto("./here");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Local" })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(/\/here$/);
  await page.keyboard.press("2");
  await expect(page.getByRole("region", { name: "Board: Deals" })).toBeVisible();
  await expect(total(page, "deals-4r.terms")).toHaveText(count);
});

test("the theme follows the system until it is chosen, and then stays", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("./");
  const colour = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await expect(firstPage(page)).toBeVisible();
  const dark = await colour();
  await page.getByRole("button", { name: "Светлая или тёмная тема" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect.poll(colour).not.toBe(dark);
  const light = await colour();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect(firstPage(page)).toBeVisible();
  expect(await colour()).toBe(light);
  await page.getByRole("button", { name: "Светлая или тёмная тема" }).click();
  await expect.poll(colour).toBe(dark);
});

test("the sheet of keys opens by ?, and the keys on it go where they say", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.keyboard.press("Shift+Slash");
  const sheet = page.getByRole("dialog", { name: "Клавиши" });
  await expect(sheet).toContainText("Поднять карточку");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  for (const [key, funnel] of [
    ["1", "Лиды"],
    ["3", "Обновить"],
    ["4", "Возврат"],
    ["2", "Сделки"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("heading", { level: 1, name: `Воронка «${funnel}»` })).toBeAttached();
  }
  for (const [key, place] of [
    ["c", "Клиенты"],
    ["p", "Устройство"],
    ["h", "Здесь"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page.getByRole("heading", { level: 1, name: place })).toBeVisible();
  }
  await page.keyboard.press("2");
  await page.keyboard.press("Slash");
  await expect(page.getByRole("searchbox")).toBeFocused();
});
