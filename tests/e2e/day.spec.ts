// A manager's day from the first lead to the plan for tomorrow, by keyboard alone: not one press of a pointer.
import type { Page } from "@playwright/test";
import { board, card, column, ready, saved } from "./support/app";
import { standingAt } from "./support/clock";
import { dialog, enter, stands, tabTo, toBoard, toast, write } from "./support/desk";
import { expect, test } from "./support/test";

/** Thursday, 2026-11-26, 09:20 in Moscow. */
const THURSDAY = new Date("2026-11-26T06:20:00Z");

const COMPANY = "ООО «Теплосеть Заречья»";

const LETTER = `Добрый день!

Нужны два шкафа управления насосами для котельной, до февраля. Пришлите, пожалуйста, расчёт.

С уважением,
Ирина Ковалёва
главный энергетик
ООО «Теплосеть Заречья»
+7 912 345-67-89
kovaleva@zarechie.example`;

/** Counts presses of pointers from here on. */
async function watchPointers(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counted = window as unknown as { presses: number };
    counted.presses = 0;
    window.addEventListener("pointerdown", () => (counted.presses += 1), true);
  });
  return () => page.evaluate(() => (window as unknown as { presses: number }).presses);
}

/** Goes to a page by two keys. */
async function go(page: Page, key: string): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press(key);
}

const list = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const lines = (page: Page, name: string) => list(page, name).getByRole("listitem").filter({ has: page.getByRole("link") });
const when = (page: Page) => dialog(page).getByRole("combobox", { name: "Когда" });

test("from the first lead to the plan for tomorrow", async ({ page, context }) => {
  test.setTimeout(180_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const presses = await watchPointers(page);
  await standingAt(page, THURSDAY);
  await page.goto("./");
  await ready(page);
  await enter(page, page.getByRole("button", { name: "Открыть пример" }));
  await expect(board(page)).toBeVisible();
  await saved(page);

  // 9:20. Who sits here: the last of the list. Their day is there at once.
  await go(page, "t");
  const late = lines(page, "Просрочены");
  await expect(late).toHaveCount(4);
  await tabTo(page, page.getByLabel("За этим устройством", { exact: true }));
  await page.keyboard.press("End");
  await expect(late).toHaveCount(2);

  // What waits longest is put off to where the buyer wants it: one key opens the field, one chooses.
  const first = await late.first().getByRole("link").first().innerText();
  await tabTo(page, late.first().getByRole("link").first());
  await page.keyboard.press("c");
  await expect(when(page)).toBeFocused();
  await page.keyboard.press("2");
  await expect(dialog(page)).toHaveCount(0);
  await expect(late).toHaveCount(1);

  // A contact of today takes place: what the buyer said is kept, and when to speak next.
  const today = lines(page, "Сегодня").filter({ has: page.getByRole("button", { name: /^Состоялся/ }) });
  const spoken = await today.first().getByRole("link").first().innerText();
  await enter(page, today.first().getByRole("button", { name: /^Состоялся/ }));
  await page.keyboard.type("Бюджет подтверждён, ждут договор");
  await enter(page, dialog(page).getByRole("button", { name: /^Завтра/ }));
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page)).toHaveCount(0);
  // Within a name other quotation marks are used.
  await expect(toast(page)).toContainText(spoken.replaceAll("«", "„").replaceAll("»", "“"));

  // A letter came: a lead is made of it, and taken, with what it proves.
  await toBoard(page, 1);
  await page.keyboard.press("n");
  await expect(dialog(page).getByLabel("Компания")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.evaluate((text) => navigator.clipboard.writeText(text), LETTER);
  await page.keyboard.press("Control+v");
  await expect(dialog(page).getByLabel("Компания")).toHaveValue("ООО «Теплосеть Заречья»");
  await expect(dialog(page).getByLabel("Телефон")).toHaveValue(/912.345.67.89/);
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page, "Что клиент сделал на этапе «Новый лид»?")).toBeVisible();
  await expect(dialog(page).getByRole("checkbox").first()).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.type("+7 912 345-67-89, письмо");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await stands(page, COMPANY, "leads-4r.mql");

  // After the call it is ready to buy, and a robot hands it over to those who sell.
  await page.keyboard.press("/");
  await page.keyboard.type("заречья");
  await tabTo(page, card(page, COMPANY));
  await page.keyboard.press("s");
  await expect(dialog(page, "Что клиент сделал на этапе «MQL (целевой)»?")).toBeVisible();
  await page.keyboard.press("Space");
  await write(page, dialog(page).getByLabel("Бюджет"), "до 900 тыс.");
  await write(page, dialog(page).getByLabel("Контакт: ЛПР"), "Ирина Ковалёва");
  await tabTo(page, dialog(page).getByRole("checkbox", { name: "Клиент назвал задачу" }));
  await page.keyboard.press("Space");
  await page.keyboard.type("Два шкафа до февраля");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await saved(page);

  // It came to who sits here. Its page is one search away; the talk about the task is planned in words.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("заречья");
  await expect(page.getByRole("listbox").getByRole("option", { selected: true })).toContainText(COMPANY);
  await page.keyboard.press("Enter");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: COMPANY })).toBeVisible();
  await expect(main).toContainText("Тимур Гараев");
  await page.keyboard.press("c");
  await page.keyboard.type("завтра 11:30 встреча разобрать задачу");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await expect(toast(page)).toContainText(/завтра,\s11:30/);

  // One that will not buy is lost, for the reason of its stage, and comes back by one press.
  await toBoard(page, 2);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("полимер");
  await expect(page.getByRole("listbox").getByRole("option", { selected: true })).toContainText("Полимер-Поток");
  await page.keyboard.press("Tab");
  await page.keyboard.type("проиграна");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("radio").first()).toBeVisible();
  await tabTo(page, dialog(page).getByRole("radio").first());
  await page.keyboard.press("Space");
  await tabTo(page, dialog(page).getByRole("radio", { name: /^Условный отказ/ }));
  await page.keyboard.press("ArrowLeft");
  await expect(dialog(page).getByRole("radio", { name: /^Закрыть/ })).toBeChecked();
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page)).toHaveCount(0);
  await expect(toast(page)).toContainText("Полимер-Поток");

  // The plan for tomorrow.
  await go(page, "t");
  await expect(page.getByRole("heading", { name: "Завтра" })).toBeVisible();
  await expect(late).toHaveCount(0);
  const plan = lines(page, "Завтра");
  for (const name of [first, spoken, COMPANY]) await expect(plan.filter({ hasText: name })).toHaveCount(1);
  await saved(page);
  expect(await presses()).toBe(0);
});
