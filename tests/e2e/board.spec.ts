// Moving deals under the rules of the funnel: by pointer, by keys and by «На этап», allowed, refused and asked for.
import type { Page } from "@playwright/test";
import { board, card, carry, column, saved, takeIn, total, withoutProof } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const NEW = "deals-4r.new";
const AGREE = "deals-4r.agree";
const PAID = "deals-4r.paid";
const PRODUCTION = "deals-4r.production";
const SHIPPED = "deals-4r.shipped";

const file = boardFile([
  ["Альфа", "Оплата получена", { address: "Тверь", ship_date: "2027-03-01" }],
  ["Бета", "Согласовать цену и сроки", { approvers: "Главный инженер" }],
  ["Гамма", "Новая сделка"],
  ["Дельта", "Оплата получена"],
]);

/** The card is in this column and in no other. */
async function stands(page: Page, customer: string, stage: string): Promise<void> {
  await expect(card(column(page, stage), customer)).toBeVisible();
  await expect(card(page, customer)).toHaveCount(1);
}

test.beforeEach(async ({ page }) => takeIn(page, file));

test("by pointer: columns say what they allow, a refusal gives its reason, a move is made, undone and kept", async ({
  page,
}) => {
  await carry(page, card(page, "Альфа"), column(page, SHIPPED));
  await expect(column(page, PAID)).toContainText("Отсюда");
  await expect(column(page, PRODUCTION)).toContainText("Можно");
  await expect(column(page, SHIPPED)).toContainText("Нельзя");
  await expect(column(page, SHIPPED)).toContainText("Этап пропускать нельзя");
  await expect(column(page, SHIPPED)).toContainText(
    "Сначала «Разместить заказ на производство»: клиент ещё не сделал этот шаг.",
  );
  await expect(column(page, NEW)).toContainText("Назад, с причиной");
  await page.mouse.up();
  await stands(page, "Альфа", PAID);
  await expect(total(page, PAID)).toHaveText("2");
  await expect(column(page, SHIPPED)).not.toContainText("Нельзя");

  await carry(page, card(page, "Альфа"), column(page, PRODUCTION));
  await expect(column(page, PRODUCTION)).toContainText("Отпустите здесь");
  await expect(column(page, PRODUCTION)).toContainText("Спросим: доказательства");
  await page.mouse.up();
  await withoutProof(page);
  await stands(page, "Альфа", PRODUCTION);
  await expect(page.getByText("«Альфа» → Разместить заказ на производство")).toBeVisible();
  await expect(total(page, PAID)).toHaveText("1");
  await expect(total(page, PRODUCTION)).toHaveText("1");

  await page.getByRole("button", { name: "Отменить" }).click();
  await stands(page, "Альфа", PAID);
  await page.getByRole("button", { name: "Вернуть" }).click();
  await stands(page, "Альфа", PRODUCTION);
  await saved(page);
  await page.reload();
  await stands(page, "Альфа", PRODUCTION);
  await expect(total(page, PAID)).toHaveText("1");
});

test("by pointer: Esc and a drop beside the columns put the card back", async ({ page }) => {
  await carry(page, card(page, "Альфа"), column(page, PRODUCTION));
  await expect(column(page, PRODUCTION)).toContainText("Отпустите здесь");
  await page.keyboard.press("Escape");
  await expect(column(page, PRODUCTION)).not.toContainText("Отпустите здесь");
  await page.mouse.up();
  await stands(page, "Альфа", PAID);
  // A click after it is a click again: it opens the deal.
  await card(page, "Альфа").click();
  await expect(page.getByRole("heading", { name: "Альфа" })).toBeVisible();
});

test("by keys: lifted, refused, carried on, put back and let go", async ({ page }) => {
  const alpha = card(page, "Альфа");
  const says = page.getByRole("main").getByRole("status").last();
  await alpha.focus();
  await page.keyboard.press("Space");
  await expect(says).toContainText("Подняли «Альфа» с этапа «Оплата получена»");
  await expect(column(page, PRODUCTION)).toContainText("Можно");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(says).toContainText("Заказ отгружен, 7 из 7: Нельзя");
  await expect(column(page, SHIPPED)).toContainText("Этап пропускать нельзя");
  await page.keyboard.press("Enter");
  await expect(says).toContainText("Этап пропускать нельзя");
  await stands(page, "Альфа", PAID);

  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await expect(says).toContainText("«Альфа» осталась на этапе «Оплата получена»");
  await stands(page, "Альфа", PAID);
  await expect(alpha).toBeFocused();

  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await expect(column(page, PRODUCTION)).toContainText("Отпустите здесь");
  await page.keyboard.press("Enter");
  await withoutProof(page);
  await stands(page, "Альфа", PRODUCTION);
  await expect(alpha).toBeFocused();

  await page.keyboard.press("Control+z");
  await stands(page, "Альфа", PAID);
  await page.keyboard.press("Control+Shift+z");
  await stands(page, "Альфа", PRODUCTION);
  await saved(page);
  await page.reload();
  await stands(page, "Альфа", PRODUCTION);
});

test("«На этап» by M lists every stage with its gate, and moves", async ({ page }) => {
  await card(page, "Альфа").focus();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "На какой этап?" });
  const refused = dialog.getByRole("button", { name: /^Заказ отгружен Нельзя/ });
  await expect(refused).toHaveAttribute("aria-disabled", "true");
  await expect(refused).toContainText("Сначала «Разместить заказ на производство»");
  await dialog.getByRole("button", { name: "Разместить заказ на производство Можно" }).click();
  await withoutProof(page);
  await stands(page, "Альфа", PRODUCTION);
  await saved(page);
  await page.reload();
  await stands(page, "Альфа", PRODUCTION);
});

test("a move that needs data asks for them, and one back asks for the reason", async ({ page }) => {
  await carry(page, card(page, "Бета"), column(page, PAID));
  await expect(column(page, PAID)).toContainText("Спросим: доказательства, номер договора, условия оплаты");
  await page.mouse.up();
  const asked = page.getByRole("dialog", { name: "Что клиент сделал на этапе «Согласовать цену и сроки»?" });
  await expect(asked).toContainText("Что клиент сообщил для этапа «Оплата получена»?");
  await asked.getByRole("button", { name: "Передвинуть" }).click();
  await expect(asked.getByText("Отметьте сделанное или напишите причину")).toBeVisible();
  await expect(asked.getByText("Заполните это поле")).toHaveCount(2);
  await expect(card(column(page, AGREE), "Бета")).toBeVisible();
  await asked.getByLabel("Номер договора").fill("17/2026");
  await asked.getByLabel("Условия оплаты").fill("Половина вперёд");
  await withoutProof(page);
  await stands(page, "Бета", PAID);

  await page.keyboard.press("Control+z");
  await stands(page, "Бета", AGREE);
  await page.keyboard.press("Control+Shift+z");
  await stands(page, "Бета", PAID);

  await carry(page, card(page, "Бета"), column(page, AGREE));
  await expect(column(page, AGREE)).toContainText("Назад, с причиной");
  await page.mouse.up();
  const why = page.getByRole("dialog", { name: "Почему возвращаем на «Согласовать цену и сроки»?" });
  await why.getByRole("button", { name: "Отмена" }).click();
  await stands(page, "Бета", PAID);
  await carry(page, card(page, "Бета"), column(page, AGREE));
  await page.mouse.up();
  await why.getByLabel("Что изменилось у клиента").fill("Просят другой срок");
  await why.getByRole("button", { name: "Передвинуть" }).click();
  await stands(page, "Бета", AGREE);
  await saved(page);
  await page.reload();
  await stands(page, "Бета", AGREE);

  await card(board(page), "Бета").click();
  await expect(page.getByRole("main")).toContainText("Причина: Просят другой срок");
});

test("a loss asks why, and the deal leaves the board", async ({ page }) => {
  await card(page, "Гамма").focus();
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "Почему клиент остановился?" });
  await dialog.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(dialog.getByText("Выберите причину")).toBeVisible();
  await dialog.getByRole("radio", { name: "Другое, напишу словами" }).check();
  await dialog.getByLabel("Слова клиента").fill("Купили у соседей");
  await dialog.getByRole("radio", { name: /^Закрыть/ }).check();
  await dialog.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(dialog).toBeHidden();
  await expect(card(page, "Гамма")).toHaveCount(0);
  await expect(total(page, NEW)).toHaveText("0");
  await page.keyboard.press("Control+z");
  await stands(page, "Гамма", NEW);
});
