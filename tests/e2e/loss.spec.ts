// How buyers stop: with a reason of the very stage, for good or until a day of their own; on that day the deal comes back by
// itself, with a call planned. By pointer and by keys; each step is taken back.
import type { Page } from "@playwright/test";
import { board, card, column, saved, takeIn } from "./support/app";
import { standingAt } from "./support/clock";
import {
  act,
  back,
  backByPointer,
  dialog,
  gone,
  hire,
  open,
  openByPointer,
  sit,
  stands,
  tabTo,
  toast,
} from "./support/desk";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const NEW = "deals-4r.new";
const TERMS = "deals-4r.terms";

// «Бета» has come to its stage without the data that the stage asks for.
const file = boardFile([
  ["Альфа", "Новая сделка", { task: "Плавный пуск дробилки" }],
  ["Бета", "Обсудить условия"],
]);

const why = (page: Page) => dialog(page, "Почему клиент остановился?");

/** Opens this browser on another day: what robots do by the clock, they do then. */
async function on(page: Page, day: string): Promise<void> {
  await standingAt(page, new Date(`${day}T10:00:00`));
  await page.reload();
  await expect(board(page)).toBeVisible();
}

test("by pointer a loss takes a reason of the stage and no other, and is taken back", async ({ page }) => {
  await takeIn(page, file);
  const main = await openByPointer(page, "Бета");
  await main.getByRole("button", { name: "Проиграна…" }).click();
  await expect(why(page)).toContainText("Этап «Обсудить условия»");
  await expect(why(page).getByRole("radio", { name: /^Не нашёл денег на аванс/ })).toHaveCount(0);
  await why(page).getByRole("radio", { name: /^Закрыть/ }).click();
  await why(page).getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(why(page).getByText("Выберите причину")).toBeVisible();
  await why(page).getByRole("radio", { name: /^Не сформулировал требования для КП/ }).click();
  await why(page).getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(toast(page)).toContainText("«Бета»: отказ сохранён");
  const note = main.getByRole("note");
  await expect(note).toContainText("Не сформулировал требования для КП");
  await expect(main.getByRole("listitem").filter({ hasText: "Отказ" })).toContainText(
    "Причина: Не сформулировал требования для КП",
  );
  await backByPointer(
    page,
    () => expect(note).toHaveCount(0),
    () => expect(note).toContainText("Не сформулировал требования для КП"),
  );
});

test("by keys a loss takes a reason of the stage, and «Другое» takes a sentence; both are taken back", async ({
  page,
}) => {
  await takeIn(page, file);
  await card(page, "Бета").focus();
  await page.keyboard.press("l");
  const first = why(page).getByRole("radio").first();
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowDown");
  const second = why(page).getByRole("radio").nth(1);
  await expect(second).toBeChecked();
  const chosen = (await second.locator("xpath=..").locator("span").textContent()) ?? "";
  expect(["Не сформулировал требования для КП", "Не назвал бюджет", "Требует то, чего мы не делаем"]).toContain(
    chosen.replaceAll("\u00a0", " "),
  );
  await tabTo(page, why(page).getByRole("radio", { name: /^Условный отказ/ }));
  const close = why(page).getByRole("radio", { name: /^Закрыть/ });
  for (let presses = 0; presses < 4 && !(await close.isChecked()); presses += 1) await page.keyboard.press("ArrowDown");
  await expect(close).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(why(page)).toBeHidden();
  await gone(page, "Бета");
  await page.keyboard.press("Control+z");
  await stands(page, "Бета", TERMS);

  await card(page, "Бета").focus();
  await page.keyboard.press("l");
  await page.keyboard.press("ArrowUp");
  await expect(why(page).getByRole("radio", { name: "Другое, напишу словами" })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Передумали");
  await tabTo(page, why(page).getByRole("radio", { name: /^Условный отказ/ }));
  for (let presses = 0; presses < 4 && !(await close.isChecked()); presses += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(why(page).getByText("«Другое» не объясняет: напишите хотя бы три слова")).toBeVisible();
  await expect(why(page).getByLabel("Слова клиента")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Купили у соседей");
  await page.keyboard.press("Enter");
  await expect(why(page)).toBeHidden();
  await back(
    page,
    () => stands(page, "Бета", TERMS),
    () => gone(page, "Бета"),
  );
});

test("by keys a conditional refusal names its day, and on it the deal is back with a call planned", async ({ page }) => {
  await standingAt(page, new Date("2026-12-01T09:00:00"));
  await takeIn(page, file);
  const main = await open(page, "Альфа");
  await page.keyboard.press("l");
  await page.keyboard.press("Space");
  await expect(why(page).getByRole("radio").first()).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(why(page).getByText("Назовите день возврата")).toBeVisible();
  const until = why(page).getByLabel("Вернуть");
  await expect(until).toBeFocused();
  // The same day in every order of day and month.
  await page.keyboard.type("11112026");
  await page.keyboard.press("Enter");
  await expect(why(page).getByText("Этот день уже прошёл")).toBeVisible();
  // Back from the year, where the last digits were written.
  for (const key of ["ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
  await page.keyboard.type("12122026");
  await page.keyboard.press("Enter");
  await expect(why(page)).toBeHidden();
  const note = main.getByRole("note");
  await expect(note).toContainText(/Условный отказ, вернётся .*12\sдек\./);
  await back(
    page,
    () => expect(note).toHaveCount(0),
    () => expect(note).toContainText(/вернётся .*12\sдек\./),
  );
  await saved(page);

  await page.goto("./board/deals-4r");
  await on(page, "2026-12-11");
  await gone(page, "Альфа");
  await on(page, "2026-12-12");
  await stands(page, "Альфа", NEW);
  await expect(toast(page)).toContainText("Робот «Наступила дата условного отказа»: Альфа: перенёс на «Новая сделка»");
  await back(
    page,
    () => gone(page, "Альфа"),
    () => stands(page, "Альфа", NEW),
  );
  await open(page, "Альфа");
  const next = main.locator(".c-next");
  await expect(next).toContainText("Звонок");
  await expect(next).toContainText("Вернуться к разговору: причина, по которой отложили, ещё в силе?");
  await expect(main).toContainText("Вернули в работу: Новая сделка");
});

test("by pointer: a deal refused without the data of its stage returns all the same, its seller is told; taken back it stays away", async ({
  page,
}) => {
  await standingAt(page, new Date("2026-12-01T09:00:00"));
  await takeIn(page, file);
  await hire(page, ["Анна Белова", "хантер"]);
  await sit(page, "Анна Белова");
  await page.goto("./board/deals-4r");
  const main = await openByPointer(page, "Бета");
  await main.getByRole("button", { name: "Ещё действия" }).click();
  await main.getByRole("button", { name: /^Передать…/ }).click();
  await dialog(page).getByRole("button", { name: "Передать", exact: true }).click();
  await expect(toast(page)).toContainText("«Бета» теперь ведёт Анна Белова");
  await main.getByRole("button", { name: "Проиграна…" }).click();
  await why(page).getByRole("radio", { name: /^Не назвал бюджет/ }).click();
  await why(page).getByRole("radio", { name: /^Условный отказ/ }).click();
  await why(page).getByLabel("Вернуть").fill("2026-12-15");
  await why(page).getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(main.getByRole("note")).toContainText(/Условный отказ, вернётся .*15\sдек\./);
  await saved(page);

  await page.goto("./board/deals-4r");
  await on(page, "2026-12-14");
  await gone(page, "Бета");
  await on(page, "2026-12-15");
  await expect(toast(page)).toContainText("Бета: перенёс на «Обсудить условия», назначил контакт");
  await stands(page, "Бета", TERMS);
  await expect(card(column(page, TERMS), "Бета")).toContainText("сегодня");
  await saved(page);
  await page.goto("./setup");
  const told = page.getByRole("region", { name: "Роботы говорят вам" });
  await expect(told.getByRole("listitem").filter({ hasText: "Наступила дата условного отказа" })).toContainText("Бета");

  const returned = await act(page, "Бета");
  await expect(returned).toContainText("перенёс на «Обсудить условия», назначил контакт");
  await expect(returned).toContainText("Наступила дата условного отказа, с");
  await returned.getByRole("button", { name: "Отменить" }).click();
  await expect(returned).toContainText("отменено");
  await saved(page);
  // What a person took back the robot does not do again.
  await page.goto("./board/deals-4r");
  await expect(board(page)).toBeVisible();
  await on(page, "2026-12-16");
  await gone(page, "Бета");
});
