// Search over everything, and commands: by keys alone, in the wrong layout, with a slip of the hand; what can be done with
// what was found, a lead made of what was typed.
import type { Page } from "@playwright/test";
import { board, card, column, saved, takeIn } from "./support/app";
import { dialog, toast } from "./support/desk";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const field = (page: Page) => page.getByRole("combobox", { name: "Поиск и команды" });
const list = (page: Page) => page.getByRole("listbox", { name: "Поиск и команды" });
const lines = (page: Page) => list(page).getByRole("option");
const chosen = (page: Page) => list(page).getByRole("option", { selected: true });

/** Opens the palette and types, as a hand does. */
async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(words);
}

const desk = boardFile([
  ["Завод дымососов", "Новая сделка"],
  ["Котельная «Заря»", "Обсудить условия"],
  ["Водоканал Перми", "Обсудить условия"],
]);

test("a record is found in the wrong layout, with a slip, and in another form of the word", async ({ page }) => {
  await takeIn(page, desk);
  for (const [typed, whose] of [
    ["djljrfyfk", "Водоканал Перми"],
    ["водоканл", "Водоканал Перми"],
    ["котельных", "Котельная «Заря»"],
    ["vodokanal", "Водоканал Перми"],
  ] as const) {
    await find(page, typed);
    await expect(lines(page).first()).toContainText(whose);
    await page.keyboard.press("Escape");
    await expect(field(page)).toHaveCount(0);
  }
  await find(page, "ъъъъ");
  await expect(list(page)).toContainText("Ничего не найдено");
});

test("the focus stays in the field, lines are walked by arrows, and Enter opens", async ({ page }) => {
  await takeIn(page, desk);
  await card(page, "Завод дымососов").focus();
  await find(page, "водоканал");
  const deal = lines(page).filter({ hasText: "Поставка 3" }).first();
  await expect(deal).toBeVisible();
  const count = await lines(page).count();
  // Around the list and back: up from the first line is the last.
  await page.keyboard.press("ArrowUp");
  await expect(lines(page).nth(count - 1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(lines(page).first()).toHaveAttribute("aria-selected", "true");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", (await chosen(page).getAttribute("id"))!);
  for (let at = 0; at < count && !(await chosen(page).innerText()).includes("Поставка 3"); at += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("heading", { level: 1, name: "Водоканал Перми" })).toBeVisible();
  // What was open lately stands first the next time, once something else is open.
  await page.keyboard.press("2");
  await expect(board(page, "Сделки")).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("group", { name: "Недавние" })).toContainText("Водоканал Перми");
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveCount(0);
});

test("what can be done with a deal is one Tab away, and is done", async ({ page }) => {
  await takeIn(page, desk);
  await find(page, "поставка 2");
  await expect(chosen(page)).toContainText("Котельная «Заря»");
  await page.keyboard.press("Tab");
  await expect(lines(page).filter({ hasText: "Следующий контакт" })).toHaveCount(1);
  await page.keyboard.type("контакт");
  await expect(chosen(page)).toContainText("Следующий контакт");
  // Back with what had been typed, and in again.
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveValue("поставка 2");
  await page.keyboard.press("Tab");
  await page.keyboard.type("контакт");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("combobox", { name: "Когда" })).toBeFocused();
  await page.keyboard.press("2");
  await expect(toast(page)).toContainText("завтра");
  await saved(page);
});

test("what the card of a lead offers is offered for the lead that has the focus, and for the one that is open", async ({ page }) => {
  await takeIn(page, desk);
  for (const lead of ["насос для котельной", "рассылка о скидках"]) {
    await find(page, lead);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toContainText(lead);
  }
  // The one that is open.
  await find(page, "спам");
  await expect(list(page).getByRole("group", { name: "Этот лид" })).toContainText("Спам");
  await page.keyboard.press("Enter");
  await expect(toast(page)).toContainText("спам");
  await page.keyboard.press("1");
  await expect(column(page, "leads-4r.new")).not.toContainText("рассылка о скидках");
  // The one that has the focus: what it can't be without is asked for.
  await card(page, "насос для котельной").focus();
  await page.keyboard.press("Control+k");
  const offered = list(page).getByRole("group", { name: "Этот лид" });
  for (const act of ["Взять в работу", "SQL", "Нецелевой", "Спам"]) await expect(offered).toContainText(act);
  await page.keyboard.type("нецелевой");
  await page.keyboard.press("Enter");
  await expect(dialog(page, "Почему клиент остановился?")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(card(page, "насос для котельной")).toBeFocused();
  await find(page, "взять");
  await expect(chosen(page)).toContainText("Взять в работу");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("Что клиент сделал");
});

test("after a dialog that a key opened while nothing had the focus, the focus is on the board", async ({ page }) => {
  await takeIn(page, desk);
  await expect(board(page)).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".board [data-id][tabindex='0']")).toBeFocused();
});

test("pages and commands are found by other words too", async ({ page }) => {
  await takeIn(page, desk);
  await find(page, "потери");
  await expect(chosen(page)).toContainText("Анализ");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/analysis/);
  await find(page, "тема");
  const before = await page.locator("html").getAttribute("data-theme");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", before ?? "");
  await find(page, "клавиши");
  await page.keyboard.press("Enter");
  const keys = dialog(page, "Клавиши");
  await expect(keys).toContainText("Поиск и команды");
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);
});

test("a lead is made of what nobody knows yet, and taken back", async ({ page }) => {
  await takeIn(page, desk);
  await find(page, "шкаф управления насосом");
  await expect(lines(page).filter({ hasText: "лид «шкаф управления насосом»" })).toHaveCount(1);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText("шкаф управления насосом");
  await saved(page);
  await page.keyboard.press("1");
  await expect(board(page, "Лиды")).toBeVisible();
  await expect(column(page, "leads-4r.new")).toContainText("шкаф управления насосом");
  await page.keyboard.press("Control+z");
  await expect(column(page, "leads-4r.new")).not.toContainText("шкаф управления насосом");
});
