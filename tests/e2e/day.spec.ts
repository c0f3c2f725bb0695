// A manager's day from the first lead to the plan for tomorrow, by keyboard alone: not one press of a pointer.
import type { Page } from "@playwright/test";
import { board, card, column, ready, saved } from "./support/app";
import { dialog, enter, stands, tabTo, toBoard, toast, write } from "./support/desk";
import { expect, test } from "./support/test";

/** Thursday, 2026-11-26, 09:20 in Moscow. */
const THURSDAY = new Date("2026-11-26T06:20:00Z");

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
const when = (page: Page) => dialog(page).getByRole("combobox", { name: "Когда" });

test("from the first lead to the plan for tomorrow", async ({ page }) => {
  const presses = await watchPointers(page);
  await page.clock.setFixedTime(THURSDAY);
  await page.goto("./");
  await ready(page);
  await enter(page, page.getByRole("button", { name: "Открыть пример" }));
  await expect(board(page)).toBeVisible();
  await saved(page);

  // 9:20. Who sits here, and what waits.
  await go(page, "t");
  await tabTo(page, page.getByLabel("За этим устройством", { exact: true }));
  await page.keyboard.type("Гараев");
  const late = list(page, "Просрочены").getByRole("listitem").filter({ has: page.getByRole("link") });
  await expect(late).toHaveCount(2);

  // The first of them is called; what was said is written down, the next contact set.
  const called = await late.first().getByRole("link").first().innerText();
  await enter(page, late.first().getByRole("button", { name: /^Состоялся/ }));
  await write(page, dialog(page).getByRole("textbox").first(), "Ждут решения директора, ответят в понедельник");
  await page.keyboard.press("Control+Enter");

  // A letter came: a lead is made of it and taken at once.
  await toBoard(page, 1);
  await page.keyboard.press("n");
  await tabTo(page, dialog(page).getByLabel("Вставьте как есть"));
  await page.evaluate((text) => navigator.clipboard.writeText(text), LETTER);
  await page.keyboard.press("Control+v");
  await expect(dialog(page).getByLabel("Компания")).toHaveValue("ООО «Теплосеть Заречья»");
  await expect(dialog(page).getByLabel("Телефон")).toHaveValue(/912/);
  await page.keyboard.press("Control+Enter");
  await page.screenshot({ path: "/tmp/day-1.png" });
  console.log(called, await presses());
});
