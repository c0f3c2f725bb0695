// The whole way of the method: a lead that robots carry on to the regular customers, and one that is not ready and waits in
// a basket. By pointer and by keys; whatever robots do stands in their log with the reason and is taken back.
import type { Page } from "@playwright/test";
import { board, card, carry, column, saved, takeIn, unproved } from "./support/app";
import {
  act,
  addLead,
  back,
  backByPointer,
  dialog,
  enter,
  gone,
  hire,
  open,
  openByPointer,
  stands,
  tabTo,
  toast,
  toBoard,
  waits,
} from "./support/desk";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const LEAD = "leads-4r.new";
const MQL = "leads-4r.mql";
const SQL = "leads-4r.sql";
const DEAL = "deals-4r.new";
const KEY = "deals-4r.agree";

/** Carries a card to a column by pointer and answers what is asked. */
async function carryOn(page: Page, customer: string, stage: string): Promise<void> {
  await carry(page, card(page, customer), column(page, stage));
  await expect(column(page, stage)).toContainText("Отпустите здесь");
  await page.mouse.up();
  const asked = dialog(page);
  for (const field of await asked.locator("input.input").all()) {
    if ((await field.inputValue()) !== "") continue;
    await field.fill((await field.getAttribute("type")) === "date" ? "2027-03-01" : "Назвал");
  }
  await asked.getByRole("button", { name: "Передвинуть" }).click();
  await expect(asked).toBeHidden();
}

/** Carries a card one stage on by keys and answers what is asked. */
async function pressOn(page: Page, customer: string, stage: string): Promise<void> {
  await card(page, customer).focus();
  for (const key of ["Space", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  const there = card(column(page, stage), customer);
  await expect(there.or(dialog(page)).first()).toBeVisible();
  if (await dialog(page).isVisible()) {
    for (const field of await dialog(page).locator("input.input").all()) {
      if ((await field.inputValue()) !== "") continue;
      await tabTo(page, field);
      // The same day in every order of day and month.
      await page.keyboard.type((await field.getAttribute("type")) === "date" ? "03032027" : "250000");
    }
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeHidden();
  }
  await expect(there).toBeVisible();
}

/** Writes a piece of data on the page of a deal, by pointer. */
async function fill(page: Page, name: string, text: string): Promise<void> {
  const main = page.getByRole("main");
  await main.getByRole("button", { name: new RegExp(`^${name}:`) }).click();
  await main.getByLabel(name, { exact: true }).fill(text);
  await main.getByRole("heading", { name: "Данные сделки" }).click();
  await expect(main.getByRole("button", { name: `${name}: ${text}` })).toBeVisible();
}

/** The same by keys. */
async function type(page: Page, name: string, keys: string, text = keys): Promise<void> {
  const main = page.getByRole("main");
  await enter(page, main.getByRole("button", { name: new RegExp(`^${name}:`) }));
  await expect(main.getByLabel(name, { exact: true })).toBeFocused();
  await page.keyboard.type(keys);
  await page.keyboard.press("Enter");
  await expect(main.getByRole("button", { name: `${name}: ${text}` })).toBeVisible();
}

test.beforeEach(async ({ page }) => takeIn(page, boardFile([["Альфа", "Новая сделка"]])));

test("by pointer a lead comes to SQL and a robot takes it on, by keys it is won and a robot takes it on again", async ({
  page,
}) => {
  test.slow();
  await hire(page, ["Харитон Охотников", "хантер"], ["Фёдор Полевой", "фермер"]);
  await page.goto("./setup/new");
  await page.getByRole("button", { name: "Добавить как есть: Постоянные клиенты" }).click();
  await expect(toast(page)).toContainText("Воронка «Постоянные клиенты» создана");
  await saved(page);
  await unproved(page, "leads-4r");
  await unproved(page, "deals-4r");

  // By pointer from a request to one who is ready to buy.
  await page.goto("./board/leads-4r");
  await addLead(page, "Дельта");
  await stands(page, "Дельта", LEAD);
  await carryOn(page, "Дельта", MQL);
  await stands(page, "Дельта", MQL);
  await backByPointer(
    page,
    () => stands(page, "Дельта", LEAD),
    () => stands(page, "Дельта", MQL),
  );
  await carryOn(page, "Дельта", SQL);
  await expect(toast(page)).toContainText(
    "Робот «Лид дошёл до SQL»: Дельта: перенёс на «Новая сделка», передал: Харитон Охотников, назначил контакт",
  );
  await gone(page, "Дельта");
  await backByPointer(
    page,
    () => stands(page, "Дельта", SQL),
    () => gone(page, "Дельта"),
  );
  await saved(page);
  const handed = await act(page, "Дельта");
  await expect(handed).toContainText("перенёс на «Новая сделка», передал: Харитон Охотников, назначил контакт");
  await expect(handed).toContainText("Лид дошёл до SQL. Сделка пришла на «SQL (готов купить)», с");
  await handed.getByRole("button", { name: "Отменить" }).click();
  await expect(handed).toContainText("отменено");
  await expect(handed.getByRole("button", { name: "Отменить" })).toHaveCount(0);
  await toBoard(page, 1);
  await stands(page, "Дельта", SQL);
  await page.keyboard.press("Control+z");
  await gone(page, "Дельта");

  // By keys over the key stage to the last one, and won.
  await toBoard(page, 2);
  await stands(page, "Дельта", DEAL);
  for (const stage of ["terms", "quote", "agree"]) await pressOn(page, "Дельта", `deals-4r.${stage}`);
  await expect(column(page, KEY)).toContainText("КЭВ");
  await back(
    page,
    () => stands(page, "Дельта", "deals-4r.quote"),
    () => stands(page, "Дельта", KEY),
  );
  for (const stage of ["paid", "production", "shipped"]) await pressOn(page, "Дельта", `deals-4r.${stage}`);
  await card(page, "Дельта").focus();
  await page.keyboard.press("m");
  await enter(page, dialog(page).getByRole("button", { name: /^Успех/ }));
  await expect(toast(page)).toContainText(
    "Робот «Купил: в постоянные»: Дельта: начал новую сделку на «Работает у клиента», передал: Фёдор Полевой",
  );
  await gone(page, "Дельта");
  await enter(page, page.getByRole("button", { name: "Другие воронки" }));
  await enter(page, page.getByRole("link", { name: /^Постоянные клиенты/ }));
  await expect(board(page, "Постоянные клиенты")).toBeVisible();
  await stands(page, "Дельта", "regular.running");
  await back(
    page,
    () => gone(page, "Дельта"),
    () => stands(page, "Дельта", "regular.running"),
  );
  await saved(page);
  const begun = await act(page, "Дельта");
  await expect(begun).toContainText("передал: Фёдор Полевой, назначил контакт");
  await expect(begun).toContainText("Купил: в постоянные. Клиент купил: Сделки, с");
  await enter(page, begun.getByRole("button", { name: "Отменить" }));
  await expect(begun).toContainText("отменено");
  await saved(page);
  await page.goto("./board/regular");
  await expect(board(page, "Постоянные клиенты")).toBeVisible();
  await gone(page, "Дельта");
});

test("by pointer: a lead that is not ready is put by a robot into the basket of its answer, and is brought back", async ({
  page,
}) => {
  await unproved(page, "leads-4r");
  await page.goto("./board/leads-4r");
  await addLead(page, "Дельта");
  await carryOn(page, "Дельта", MQL);
  const main = await openByPointer(page, "Дельта");
  await fill(page, "Дата возврата", "2027-03-01");
  await fill(page, "Почему не готов", "Время");
  await expect(toast(page)).toContainText("Робот «Целевой, но не готов»: Дельта: перенёс на «Время»");
  await expect(main).toContainText("В корзину «Время»");
  await expect(main).toContainText("Робот «Целевой, но не готов»");
  await backByPointer(
    page,
    () => expect(main).not.toContainText("В корзину «Время»"),
    () => expect(main).toContainText("В корзину «Время»"),
  );
  await waits(page, "Дельта", "refresh-4r.timing");
  await saved(page);
  const put = await act(page, "Дельта");
  await expect(put).toContainText("Целевой, но не готов. Заполнили «Почему не готов», с");
  await put.getByRole("button", { name: "Отменить" }).click();
  await expect(put).toContainText("отменено");
  await toBoard(page, 1);
  await stands(page, "Дельта", MQL);
});

test("by keys: another answer is another basket; a lead that was not on MQL stays, whatever it answers", async ({
  page,
}) => {
  await unproved(page, "leads-4r");
  await page.goto("./board/leads-4r");
  await addLead(page, "Дельта");
  const main = await open(page, "Дельта");
  await type(page, "Почему не готов", "Нет денег");
  await expect(toast(page)).toContainText("«Дельта»: данные изменены");
  await toBoard(page, 1);
  await stands(page, "Дельта", LEAD);
  await pressOn(page, "Дельта", MQL);

  await open(page, "Дельта");
  await type(page, "Дата возврата", "03032027", "2027-03-03");
  await type(page, "Почему не готов", "аккаунт");
  await expect(toast(page)).toContainText("Робот «Целевой, но не готов»: Дельта: перенёс на «Аккаунт»");
  await expect(main).toContainText("В корзину «Аккаунт»");
  await waits(page, "Дельта", "refresh-4r.account");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("link", { name: "Дельта", exact: true })).toHaveCount(0);
  await toBoard(page, 1);
  await stands(page, "Дельта", MQL);
});

test("what a basket asks for and the lead does not have, the robot names, and leaves the lead where it is", async ({
  page,
}) => {
  await unproved(page, "leads-4r");
  await page.goto("./board/leads-4r");
  await addLead(page, "Дельта");
  await carryOn(page, "Дельта", MQL);
  await openByPointer(page, "Дельта");
  await fill(page, "Почему не готов", "Потребности");
  await expect(toast(page)).toContainText("не смог перенести на «Потребности»: не хватает: Дата возврата");
  await toBoard(page, 1);
  await stands(page, "Дельта", MQL);
});
