// The whole way of the method: a funnel built from a segment, a lead that robots carry on to the regular customers, one that
// waits in a basket, a conditional refusal that returns on its day. Each is taken back.
import type { Page } from "@playwright/test";
import { board, card, column, saved, takeIn, unproved } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const dialog = (page: Page) => page.getByRole("dialog");

/** Fills whatever the open dialog asks for, and sends it. */
async function answer(page: Page): Promise<void> {
  const asked = dialog(page);
  await expect(asked).toBeVisible();
  for (const field of await asked.locator("input.input").all()) {
    if ((await field.inputValue()) !== "") continue;
    const date = (await field.getAttribute("type")) === "date";
    await field.fill(date ? "2027-03-01" : "250000");
  }
  await page.keyboard.press("Enter");
  await expect(asked).toBeHidden();
}

/** Carries a card one stage on by keys and answers what is asked. */
async function on(page: Page, customer: string, stage: string): Promise<void> {
  await card(page, customer).focus();
  for (const key of ["Space", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  const there = card(column(page, stage), customer);
  await expect(there.or(dialog(page)).first()).toBeVisible();
  if (await dialog(page).isVisible()) await answer(page);
  await expect(there).toBeVisible();
}

test("a funnel is built from the steps of a segment, by keys, and taken back", async ({ page }) => {
  await takeIn(page, boardFile([["Альфа", "Новая сделка"]]));
  await page.goto("./setup/new");
  await page.getByLabel("Название", { exact: true }).fill("Аварийная замена");
  await page.getByLabel("Кто эти клиенты").fill("Узел встал, замена нужна на этой неделе");
  await page
    .getByLabel("Шаги клиента")
    .fill("Клиент прислал фото шильдика\nКлиент подтвердил, что замена подходит\nКлиент оплатил счёт");
  await page.getByRole("button", { name: "Дальше: этапы" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Шаги клиента и этапы" })).toBeVisible();
  for (const step of ["Ключевой этап", "Вопросы квалификации", "Причины отказа", "Проверка"]) {
    await page.getByRole("button", { name: "Дальше", exact: true }).press("Enter");
    await expect(page.getByRole("heading", { name: step, exact: true })).toBeVisible();
  }
  // What is built is saved on the way.
  await saved(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Проверка", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Создать воронку" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Аварийная замена" })).toBeVisible();
  await page.goto("./setup");
  await expect(page.getByRole("link", { name: /^Аварийная замена/ })).toBeVisible();
});

test("a lead goes by robots from «Лиды» over «Сделки» to the regular customers", async ({ page }) => {
  await takeIn(page, boardFile([["Альфа", "Новая сделка"]]));
  await page.goto("./setup/new");
  await page
    .getByRole("listitem")
    .filter({ hasText: "Постоянные клиенты" })
    .getByRole("button", { name: "Добавить как есть" })
    .click();
  await expect(page.getByText("Воронка «Постоянные клиенты» создана").first()).toBeVisible();
  await unproved(page, "leads-4r");
  await unproved(page, "deals-4r");

  await page.goto("./board/leads-4r");
  await page.getByRole("button", { name: "Лид", exact: true }).click();
  await dialog(page).getByLabel("Компания").fill("Дельта");
  await dialog(page).getByLabel("Телефон").fill("+7 900 000-00-00");
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await on(page, "Дельта", "leads-4r.mql");
  await card(page, "Дельта").focus();
  for (const key of ["Space", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await answer(page);
  // The robot takes it on at once, says so, and can be taken back; then the lead stays.
  await expect(page.getByText(/Лид дошёл до SQL/).first()).toBeVisible();
  await expect(card(page, "Дельта")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(card(column(page, "leads-4r.sql"), "Дельта")).toBeVisible();
  await page.keyboard.press("Control+Shift+z");
  await expect(card(page, "Дельта")).toHaveCount(0);

  await page.goto("./board/deals-4r");
  await expect(card(column(page, "deals-4r.new"), "Дельта")).toBeVisible();
  for (const stage of ["terms", "quote", "agree", "paid", "production", "shipped"]) {
    await on(page, "Дельта", `deals-4r.${stage}`);
  }
  await card(page, "Дельта").focus();
  await page.keyboard.press("m");
  await dialog(page)
    .getByRole("button", { name: /^Успех/ })
    .click();
  await expect(card(page, "Дельта")).toHaveCount(0);
  await page.goto("./board/regular");
  await expect(board(page, "Постоянные клиенты")).toBeVisible();
  await expect(card(column(page, "regular.running"), "Дельта")).toBeVisible();
});

test("a conditional refusal returns on its day by itself, with a call planned", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-12-01T09:00:00"));
  await takeIn(page, boardFile([["Альфа", "Новая сделка", { task: "Плавный пуск дробилки" }]]));
  await card(page, "Альфа").focus();
  await page.keyboard.press("l");
  const why = dialog(page);
  await why.getByRole("radio", { name: /^Передумал до разговора/ }).check();
  await why.getByRole("radio", { name: /^Условный отказ/ }).check();
  await why.getByLabel("Вернуть").fill("2026-12-15");
  await why.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(card(page, "Альфа")).toHaveCount(0);
  await saved(page);

  await page.clock.setFixedTime(new Date("2026-12-14T10:00:00"));
  await page.reload();
  await expect(board(page)).toBeVisible();
  await expect(card(page, "Альфа")).toHaveCount(0);

  await page.clock.setFixedTime(new Date("2026-12-15T10:00:00"));
  await page.reload();
  await expect(card(column(page, "deals-4r.new"), "Альфа")).toBeVisible();
  await expect(card(page, "Альфа")).toContainText("сегодня");
  await page.keyboard.press("Control+z");
  await expect(card(page, "Альфа")).toHaveCount(0);
});
