// How people work in writing: a ready regulation is taken, read and signed, worded anew and compared; it stands on the deal
// and goes on paper. Each step is taken back.
import type { Page } from "@playwright/test";
import { card, saved, takeIn } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const file = boardFile([["Альфа", "Отправить КП и расчёт"]]);
const sheet = (page: Page) => page.getByRole("region", { name: /^Регламент/ });

/** Puts one person on the sales desk and says that it is them. */
async function sit(page: Page, name: string): Promise<void> {
  await saved(page);
  await page.goto("./setup/people");
  await page.getByLabel("Имя", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Добавить" }).click();
  await page.getByRole("button", { name: `Это я: ${name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("здесь");
  await saved(page);
}

test.beforeEach(async ({ page }) => takeIn(page, file));

test("ready regulations are taken in one press, and given back", async ({ page }) => {
  await page.goto("./funnel/deals-4r?tab=regulation&of=deals-4r.quote");
  await expect(page.getByRole("heading", { name: "Регламента пока нет" })).toBeVisible();
  await page.getByRole("button", { name: /^Взять 8/ }).click();
  await expect(sheet(page)).toContainText("КП уходит в день, когда названы параметры.");
  await expect(sheet(page)).toContainText("ред. 1");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("heading", { name: "Регламента пока нет" })).toBeVisible();
  await page.getByRole("button", { name: "Взять готовый регламент" }).click();
  await expect(sheet(page)).toContainText("Разбор назначен до отправки.");
  await expect(page.getByRole("button", { name: /^Взять 7/ })).toBeVisible();
});

test("somebody says who they are and signs; a new edition asks anew, and says what it changed", async ({ page }) => {
  await page.goto("./funnel/deals-4r?tab=regulation&of=deals-4r.quote");
  await page.getByRole("button", { name: "Взять готовый регламент" }).click();
  await page.getByRole("link", { name: "Скажите, кто вы" }).click();
  await sit(page, "Анна Белова");
  await page.goto("./funnel/deals-4r?tab=regulation&of=deals-4r.quote");
  const signed = page.getByRole("region", { name: "Кто ознакомлен" });
  await expect(signed).toContainText("Ознакомлены 0 из 1");
  await signed.getByRole("button", { name: "Я ознакомлен" }).click();
  await expect(signed).toContainText("Ознакомлены 1 из 1");
  await page.keyboard.press("Control+z");
  await expect(signed).toContainText("Ознакомлены 0 из 1");
  await page.keyboard.press("Control+Shift+z");
  await expect(signed).toContainText("Ознакомлены 1 из 1");

  // By keys: a point more, the last one first.
  await page.getByRole("button", { name: "Править", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Новый пункт").fill("Сначала звоним, потом пишем.");
  await page.keyboard.press("Enter");
  const grip = page.getByRole("button", { name: "Переместить: Сначала звоним, потом пишем." });
  await grip.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(grip).toBeFocused();
  await page.getByRole("button", { name: "Опубликовать редакцию 2" }).click();
  await expect(sheet(page)).toContainText("ред. 2");
  await expect(signed).toContainText("Ознакомлены 0 из 1");
  await expect(signed).toContainText("попросили сегодня");
  await page.getByText("Редакции и что они изменили").click();
  await expect(page.locator(".past .add")).toHaveText("Сначала звоним, потом пишем.");
  await page.keyboard.press("Control+z");
  await expect(sheet(page)).toContainText("ред. 1");
  await expect(signed).toContainText("Ознакомлены 1 из 1");
});

test("the regulation of the stage stands on the deal and is signed there", async ({ page }) => {
  await page.goto("./funnel/deals-4r?tab=regulation&of=deals-4r.quote");
  await page.getByRole("button", { name: "Взять готовый регламент" }).click();
  await sit(page, "Тимур Гараев");
  await page.goto("./board/deals-4r");
  await card(page, "Альфа").focus();
  await page.keyboard.press("Enter");
  const folded = page.locator(".stage-rule");
  await expect(folded).toContainText("вы ещё не ознакомлены");
  await folded.locator("summary").click();
  await folded.getByRole("button", { name: "Я ознакомлен" }).click();
  await expect(folded).toContainText("Вы ознакомлены");
  await folded.getByRole("link", { name: "Весь регламент и подписи" }).click();
  await expect(page.getByRole("region", { name: "Кто ознакомлен" })).toContainText("Ознакомлены 1 из 1");
});

test("on paper there is the text, its number and a list for signatures, and nothing of the screen", async ({ page }) => {
  await sit(page, "Ольга Нестерова");
  await page.goto("./funnel/deals-4r?tab=regulation&of=deals-4r.quote");
  await page.getByRole("button", { name: "Взять готовый регламент" }).click();
  await expect(sheet(page)).toContainText("ред. 1");
  await page.emulateMedia({ media: "print" });
  const paper = page.locator(".paper");
  await expect(paper).toBeVisible();
  await expect(paper).toContainText("Лист ознакомления");
  await expect(paper).toContainText("Ольга Нестерова");
  await expect(paper).toContainText("ред. 1");
  await expect(page.getByRole("navigation").filter({ visible: true })).toHaveCount(0);
  await expect(page.locator(".editor")).toBeHidden();
});
