// The funnel editor: a draft touches no deal, a split and a removal tell where deals go, everything comes back by undo,
// by pointer and by keys; a funnel goes to the archive and returns.
import type { Locator, Page } from "@playwright/test";
import { board, card, column, copy, saved, standing, takeIn, total } from "./support/app";
import { backByPointer, enter, open, openByPointer, tabTo, toast, write } from "./support/desk";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const NEW = "deals-4r.new";
const TERMS = "deals-4r.terms";
const QUOTE = "deals-4r.quote";
const AGREE = "deals-4r.agree";

const file = boardFile([
  ["Альфа", "Отправить КП и расчёт"],
  ["Бета", "Отправить КП и расчёт"],
  ["Гамма", "Обсудить условия"],
]);

/** Opens the editor of the deals. */
async function edit(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Устройство" }).first().click();
  await page.getByRole("link", { name: /^Сделки/ }).click();
  await expect(page.getByRole("heading", { name: "Сделки" })).toBeVisible();
}

const stages = (page: Page) => page.getByRole("region", { name: "Этапы и итоги" });
const stage = (page: Page, id: string) => page.locator(`[data-pick="${id}"]`);
const names = (page: Page) => stages(page).locator(".stages b");
const sheet = (page: Page) => page.locator("#sheet");
const compared = (page: Page) => page.getByRole("dialog").filter({ hasText: "Что станет со сделками" });

/** Shows the board of the deals. */
async function toBoard(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Воронки" }).first().click();
  await expect(board(page)).toBeVisible();
}

/** Does something of the menu of the sheet. */
async function more(within: Locator, action: string): Promise<void> {
  await within.getByRole("button", { name: "Ещё действия" }).click();
  await within.locator(".menu").getByRole("button", { name: action }).click();
}

test.beforeEach(async ({ page }) => takeIn(page, file));

test("a draft changes nothing on the board, and is dropped and brought back", async ({ page }) => {
  await edit(page);
  await stage(page, TERMS).click();
  const name = sheet(page).getByRole("textbox", { name: "Название" });
  await name.fill("Понять задачу");
  await name.press("Enter");
  await expect(stage(page, TERMS)).toContainText("Понять задачу");
  await expect(page.getByText("черновик версии 2")).toBeVisible();
  await saved(page);
  await toBoard(page);
  await expect(column(page, TERMS)).toContainText("Обсудить условия");

  await edit(page);
  await expect(stage(page, TERMS)).toContainText("Понять задачу");
  await page.getByRole("button", { name: "Отменить черновик" }).click();
  await expect(stage(page, TERMS)).toContainText("Обсудить условия");
  await expect(page.getByText("черновик версии 2")).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(stage(page, TERMS)).toContainText("Понять задачу");
  await page.keyboard.press("Control+z");
  await expect(stage(page, TERMS)).toContainText("Обсудить условия");
});

test("a stage with deals in it is split, another goes with a place for its deal: published and kept", async ({ page }) => {
  await edit(page);
  await stage(page, QUOTE).click();
  await sheet(page).getByRole("button", { name: "Разделить" }).click();
  const dialog = page.getByRole("dialog", { name: "На какие два этапа разделить «Отправить КП и расчёт»?" });
  await dialog.getByRole("button", { name: "Разделить этап" }).click();
  await expect(dialog.getByText("Назовите оба этапа")).toBeVisible();
  await dialog.getByLabel("Название").nth(1).fill("Изучить расчёт");
  await dialog.getByLabel("Шаг клиента").fill("Клиент получил расчёт");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(names(page)).toHaveCount(8);
  await expect(names(page).nth(3)).toHaveText("Изучить расчёт");
  await stage(page, TERMS).click();
  await more(sheet(page), "Убрать");
  await expect(names(page)).toHaveCount(7);

  await page.getByRole("button", { name: "Сравнить с версией 1" }).click();
  await expect(compared(page)).toContainText("Изучить расчёт");
  await expect(compared(page).getByText("«Отправить КП и расчёт»: 2 сделки")).toBeVisible();
  const whither = compared(page).getByLabel("«Обсудить условия»: 1 сделка");
  await expect(whither).toHaveValue(NEW);
  await expect(compared(page).locator("dd").first()).toHaveText("1 из 3");
  await whither.selectOption({ label: "Согласовать цену и сроки" });
  await compared(page).getByRole("radio", { name: /^Новые правила сразу/ }).check();
  await compared(page).getByRole("button", { name: "Опубликовать версию 2" }).click();
  await expect(page.getByText("Действует версия 2", { exact: true })).toBeVisible();
  await expect(compared(page)).toBeHidden();
  await toBoard(page);
  await expect(card(column(page, AGREE), "Гамма")).toBeVisible();
  await expect(column(page, TERMS)).toHaveCount(0);
  await expect(total(page, QUOTE)).toHaveText("2");
  await saved(page);
  await page.reload();
  await expect(card(column(page, AGREE), "Гамма")).toBeVisible();
  expect(standing(await copy(page))).toEqual({ [AGREE]: 1, [QUOTE]: 2 });
});

test("by pointer: a split shows who stays and who goes on; published, those go, and undone, all is as before", async ({
  page,
}) => {
  const main = await openByPointer(page, "Альфа");
  await main.getByRole("checkbox", { name: "Получил КП и расчёт окупаемости" }).click();
  await edit(page);
  await stage(page, QUOTE).click();
  await sheet(page).getByRole("button", { name: "Разделить" }).click();
  const dialog = page.getByRole("dialog", { name: "На какие два этапа разделить «Отправить КП и расчёт»?" });
  await dialog.getByLabel("Название").nth(1).fill("Разобрать расчёт");
  const call = dialog.getByRole("listitem").filter({ hasText: "Технический специалист подтвердил расчёт" });
  await call.getByRole("button", { name: "потом" }).click();
  await dialog.getByRole("button", { name: "Разделить этап" }).click();
  await expect(names(page).nth(3)).toHaveText("Разобрать расчёт");

  await page.getByRole("button", { name: "Сравнить с версией 1" }).click();
  await expect(compared(page).getByText("«Отправить КП и расчёт»: 2 сделки")).toBeVisible();
  await expect(compared(page).locator("dd").first()).toHaveText("0 из 3");
  await compared(page).getByRole("radio", { name: /^Готовые перейдут на вторую на «Разобрать расчёт»: 1 сделка/ }).click();
  await expect(compared(page).locator("dd").first()).toHaveText("1 из 3");
  await compared(page).getByRole("button", { name: "Опубликовать версию 2" }).click();
  await expect(compared(page)).toBeHidden();
  await toBoard(page);
  const second = board(page).locator("section[data-stage]").nth(3);
  const parted = async () => {
    await expect(second).toContainText("Разобрать расчёт");
    await expect(card(second, "Альфа")).toBeVisible();
    await expect(card(column(page, QUOTE), "Бета")).toBeVisible();
  };
  await parted();
  await backByPointer(
    page,
    async () => {
      await expect(second).not.toContainText("Разобрать расчёт");
      await expect(total(page, QUOTE)).toHaveText("2");
    },
    parted,
  );
});

test("by keys: a split is made, previewed and published, and step by step undone to the funnel as it was", async ({
  page,
}) => {
  await open(page, "Альфа");
  const proof = (name: string) => page.getByRole("main").getByRole("checkbox", { name });
  for (const name of ["Получил КП и расчёт окупаемости", "Технический специалист подтвердил расчёт"]) {
    await page.keyboard.press("e");
    await expect(proof(name)).toHaveAttribute("aria-checked", "true");
  }
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await enter(page, page.getByRole("link", { name: /^Сделки/ }));
  await enter(page, stage(page, QUOTE));
  await enter(page, sheet(page).getByRole("button", { name: "Разделить" }));
  const dialog = page.getByRole("dialog", { name: "На какие два этапа разделить «Отправить КП и расчёт»?" });
  await write(page, dialog.getByLabel("Шаг клиента"), "Клиент получил расчёт");
  await write(page, dialog.getByLabel("Название").nth(1), "Назвать согласующих");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(names(page).nth(3)).toHaveText("Назвать согласующих");
  await enter(page, page.getByRole("button", { name: "Сравнить с версией 1" }));
  await tabTo(page, compared(page).getByRole("radio", { name: "Останутся на первой части" }));
  await page.keyboard.press("ArrowDown");
  await expect(compared(page).getByRole("radio", { name: /на «Назвать согласующих»: 1 сделка/ })).toBeChecked();
  await expect(compared(page).locator("dd").first()).toHaveText("1 из 3");
  await enter(page, compared(page).getByRole("button", { name: "Опубликовать версию 2" }));
  await expect(page.getByText("Действует версия 2", { exact: true })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  const second = board(page).locator("section[data-stage]").nth(3);
  await expect(card(second, "Альфа")).toBeVisible();
  await expect(card(column(page, QUOTE), "Бета")).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(second).not.toContainText("Назвать согласующих");
  await expect(card(column(page, QUOTE), "Альфа")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await enter(page, page.getByRole("link", { name: /^Сделки/ }));
  await expect(page.getByText("черновик версии 2")).toBeVisible();
  await expect(names(page)).toHaveCount(8);
  await page.keyboard.press("Control+z");
  await expect(names(page)).toHaveCount(7);
  await expect(page.getByText("черновик версии 2")).toBeHidden();
  await expect(toast(page)).toContainText("разделили");
});

test("what was published is undone: the deals stand where they stood", async ({ page }) => {
  await edit(page);
  await stage(page, QUOTE).click();
  await more(sheet(page), "Убрать");
  await page.getByRole("button", { name: "Опубликовать" }).click();
  await expect(compared(page).getByLabel("«Отправить КП и расчёт»: 2 сделки")).toHaveValue(TERMS);
  await compared(page).getByRole("button", { name: "Опубликовать версию 2" }).click();
  await expect(page.getByText("Действует версия 2", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("черновик версии 2")).toBeVisible();
  await toBoard(page);
  await expect(total(page, QUOTE)).toHaveText("2");
  await expect(total(page, TERMS)).toHaveText("1");
  await page.keyboard.press("Control+Shift+z");
  await expect(column(page, QUOTE)).toHaveCount(0);
  await expect(total(page, TERMS)).toHaveText("3");
});

test("by keys: stages, proofs and reasons are put in order, and the focus stays", async ({ page }) => {
  await edit(page);
  const before = await names(page).allTextContents();
  await stage(page, TERMS).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(names(page).nth(2)).toHaveText(before[1] ?? "");
  await expect(stage(page, TERMS)).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(names(page)).toHaveText(before);
  const grip = page.locator(`[data-grip="${TERMS}"]`);
  await grip.focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(names(page).first()).toHaveText(before[1] ?? "");
  await expect(grip).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(names(page)).toHaveText(before);

  await stage(page, QUOTE).click();
  const proof = sheet(page).getByLabel("Новое доказательство");
  await proof.fill("Юрист принял договор");
  await proof.press("Enter");
  const proofs = sheet(page).getByRole("textbox", { name: "Доказательства" });
  await expect(proofs.last()).toHaveValue("Юрист принял договор");
  await expect(proof).toBeFocused();
  await page.getByRole("tab", { name: "Причины отказа" }).click();
  const reason = page.getByLabel("Новая причина").nth(2);
  await reason.fill("Юрист не принял договор");
  await reason.press("Enter");
  await expect(page.getByText("Причины этапа «Отправить КП и расчёт» изменены")).toBeVisible();
});

test("by pointer: a stage is carried to another place", async ({ page }) => {
  await edit(page);
  const [from, to] = await Promise.all([
    page.locator(`[data-grip="${AGREE}"]`).boundingBox(),
    stage(page, NEW).boundingBox(),
  ]);
  if (!from || !to) throw new Error("the stage is not on the screen");
  await page.mouse.move(from.x + 4, from.y + 4);
  await page.mouse.down();
  await page.mouse.move(from.x + 4, to.y + 4, { steps: 6 });
  await page.mouse.up();
  await expect(names(page).first()).toContainText("Согласовать цену и сроки");
});

test("a funnel goes to the archive with a place for its deals, and comes back", async ({ page }) => {
  await edit(page);
  await more(page.locator(".top"), "В архив");
  const dialog = page.getByRole("dialog", { name: "Убрать «Сделки» в архив?" });
  await dialog.getByRole("button", { name: "Убрать в архив" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Не сказано, куда идти сделкам");
  await dialog.getByLabel("Все 3 сделки в одно место").selectOption({ label: "Время" });
  await dialog.getByRole("button", { name: "Убрать в архив" }).click();
  const archived = page.getByRole("region", { name: "В архиве" });
  await expect(archived.getByRole("link", { name: /^Сделки/ })).toBeVisible();
  await saved(page);
  await archived.getByRole("button", { name: "Вернуть в работу" }).click();
  await expect(archived).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(archived).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(archived).toBeHidden();
  await saved(page);
  expect(standing(await copy(page))).toEqual({ [TERMS]: 1, [QUOTE]: 2 });
});
