// What people do at a sales desk, more than one press at a time: deals opened and sent on, steps taken back, people hired,
// the log of robots read. Deliberately not here: what any of it must lead to.
import { expect, type Locator, type Page } from "@playwright/test";
import { board, card, column, saved } from "./app";

export const dialog = (page: Page, name?: string) => page.getByRole("dialog", name ? { name } : undefined);

/** The toast, with the way to take back what it tells of. */
export const toast = (page: Page) => page.locator(".toast");

/** The card is in this column and in no other. */
export async function stands(page: Page, customer: string, stage: string): Promise<void> {
  await expect(card(column(page, stage), customer)).toBeVisible();
  await expect(card(page, customer)).toHaveCount(1);
}

/** The board has no card of this customer. */
export const gone = (page: Page, customer: string) => expect(card(page, customer)).toHaveCount(0);

/** Takes the last step back by keys and does it again, each time looking at what the page shows. */
export async function back(page: Page, undone: () => Promise<void>, redone: () => Promise<void>): Promise<void> {
  await page.keyboard.press("Control+z");
  await undone();
  await page.keyboard.press("Control+Shift+z");
  await redone();
}

/** The same by pointer, on the toast. */
export async function backByPointer(
  page: Page,
  undone: () => Promise<void>,
  redone: () => Promise<void>,
): Promise<void> {
  await toast(page).getByRole("button", { name: /^Отменить/ }).click();
  await undone();
  await toast(page).getByRole("button", { name: /^Вернуть/ }).click();
  await redone();
}

/** Goes to something by Tab alone, as one without a pointer does. */
export async function tabTo(page: Page, what: Locator): Promise<void> {
  await expect(what).toBeVisible();
  for (let presses = 0; presses < 200; presses += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not come to ${what}`);
}

/** Goes to a field by Tab and writes into it. */
export async function write(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Goes to a button or link by Tab and presses Enter. */
export async function enter(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press("Enter");
}

/** Opens the page of a deal from its card, by a key. */
export async function open(page: Page, customer: string): Promise<Locator> {
  await card(page, customer).focus();
  await page.keyboard.press("Enter");
  return pageOf(page, customer);
}

/** Opens the page of a deal from its card, by pointer. */
export async function openByPointer(page: Page, customer: string): Promise<Locator> {
  await card(page, customer).click();
  return pageOf(page, customer);
}

async function pageOf(page: Page, customer: string): Promise<Locator> {
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  return main;
}

const BOARDS = { 1: "Лиды", 2: "Сделки" };

/** Shows the board of a funnel of the model by its key, without opening the application anew: undo goes on. */
export async function toBoard(page: Page, key: keyof typeof BOARDS): Promise<void> {
  await page.keyboard.press(`${key}`);
  await expect(board(page, BOARDS[key])).toBeVisible();
}

/** Looks into «Обновить», by its key: in which basket a customer waits. */
export async function waits(page: Page, customer: string, basket: string): Promise<void> {
  await page.keyboard.press("3");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: customer, exact: true }) });
  await expect(row.getByRole("combobox")).toHaveValue(basket);
}

/** Puts people on the sales desk. */
export async function hire(page: Page, ...people: [name: string, role: string][]): Promise<void> {
  await page.goto("./setup/people");
  for (const [name, role] of people) {
    await page.getByLabel("Имя", { exact: true }).fill(name);
    await page.getByLabel("Роль", { exact: true }).selectOption(role);
    await page.getByRole("button", { name: "Добавить" }).click();
    await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  }
  await saved(page);
}

/** Says who sits at this device. */
export async function sit(page: Page, name: string): Promise<void> {
  await page.goto("./setup/people");
  await page.getByRole("button", { name: `Это я: ${name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("здесь");
}

/** The newest act of robots with a customer, in the log of all robots. The page stays there. */
export async function act(page: Page, customer: string): Promise<Locator> {
  await page.goto("./funnel/deals-4r?tab=robots");
  return page
    .getByRole("region", { name: "Что сделали роботы" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: customer, exact: true }) })
    .first();
}

/** Adds a lead on the board of leads, by pointer. */
export async function addLead(page: Page, company: string): Promise<void> {
  await page.getByRole("button", { name: "Лид", exact: true }).click();
  const asked = dialog(page);
  await asked.getByLabel("Компания").fill(company);
  await asked.getByLabel("Телефон").fill("+7 900 000-00-00");
  await asked.getByLabel("Почта").fill("zakaz@example.org");
  await asked.getByRole("button", { name: "Создать", exact: true }).click();
  await expect(asked).toBeHidden();
}
