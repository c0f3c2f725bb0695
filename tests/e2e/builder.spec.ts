// A funnel built from what the buyers of a segment do, by pointer and by keys: put in force, a deal on its board, and then
// every step taken back until nothing of it is left.
import type { Page } from "@playwright/test";
import { board, card, copy, saved, takeIn, type Stored } from "./support/app";
import { dialog, enter, gone, tabTo, toast, write } from "./support/desk";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const NAME = "Аварийная замена";
const STEPS = ["Сегмент", "Шаги и этапы", "Ключевой этап", "Вопросы", "Причины отказа", "Проверка"];

const head = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const onward = (page: Page) => page.getByRole("button", { name: "Дальше", exact: true });
const first = (page: Page) => board(page, NAME).locator("section[data-stage]").first();
const listed = (page: Page) => page.getByRole("link", { name: new RegExp(`^${NAME}`) });

/** The review of what was built says so. */
async function says(page: Page, key: string, questions: number, reasons: number): Promise<void> {
  const main = page.getByRole("main");
  await expect(main).toContainText(`КЭВ: ${key}`);
  await expect(main).toContainText(`Вопросы квалификации: ${questions}`);
  await expect(main).toContainText(`Причины отказа: ${reasons}`);
}

/** Everything that the workspace holds, by its identity. */
const whole = (records: Stored[]) => records.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Takes back the deal, the publishing and every step of the way, each seen on the page, and looks that all is as before. */
async function takeBack(page: Page, steps: [key: string, questions: number, reasons: number][], before: Stored[]) {
  await page.keyboard.press("Control+z");
  await gone(page, "Дельта");
  await page.keyboard.press("Control+z");
  await expect(toast(page)).toContainText(`Воронка «${NAME}» создана`);
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("listitem").filter({ has: listed(page) })).toContainText("ещё не действует");
  await enter(page, page.getByRole("link", { name: "Новая воронка" }));
  await enter(page, page.getByRole("button", { name: "Продолжить" }));
  await enter(page, page.getByRole("button", { name: "Проверка", exact: true }));
  for (const [key, questions, reasons] of steps) {
    await says(page, key, questions, reasons);
    await page.keyboard.press("Control+z");
  }
  await expect(head(page, "Такого черновика нет")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(head(page, "Устройство")).toBeVisible();
  await expect(listed(page)).toHaveCount(0);
  expect(whole(await copy(page))).toEqual(before);
}

test.beforeEach(async ({ page }) => takeIn(page, boardFile([["Альфа", "Новая сделка"]])));

test("by pointer a funnel is built from the steps of a segment and holds a deal; all of it is taken back", async ({
  page,
}) => {
  test.slow();
  const before = whole(await copy(page));
  await page.getByRole("link", { name: "Устройство" }).first().click();
  await page.getByRole("link", { name: "Новая воронка" }).click();
  await page.getByRole("group", { name: "Примеры сегментов" }).getByRole("button", { name: NAME }).click();
  await expect(page.getByLabel("Кто эти клиенты")).toHaveValue(/линия стоит/);
  await page.getByRole("button", { name: "Дальше: этапы" }).click();
  await expect(head(page, "Шаги клиента и этапы")).toBeVisible();
  await expect(page.getByLabel("Этап 1. Шаг клиента")).toHaveValue("Клиент прислал фото шильдика сгоревшего узла");
  await onward(page).click();
  await page.getByRole("radio", { name: /^Оплатил счёт/ }).click();
  await onward(page).click();
  await page.getByRole("button", { name: "Взять вопросы из шаблона" }).click();
  const questions = await page.getByRole("main").locator(".build > li").count();
  expect(questions).toBeGreaterThan(2);
  await onward(page).click();
  const paid = page.getByRole("region", { name: "Причины на этапе «Оплатил счёт»" });
  await paid.getByRole("textbox").fill("Нашли на складе у соседей");
  await paid.getByRole("button", { name: "Добавить причину" }).click();
  await expect(paid.getByRole("listitem").filter({ hasText: "Нашли на складе у соседей" })).toBeVisible();
  const reasons = await page.getByRole("main").locator(".panel-b > ul > li").count();
  await onward(page).click();
  await says(page, "Оплатил счёт", questions, reasons);
  await page.getByRole("button", { name: "Создать воронку" }).click();
  await expect(head(page, NAME)).toBeVisible();

  await page.getByRole("link", { name: "Воронки" }).first().click();
  await page.getByRole("button", { name: "Другие воронки" }).click();
  await page.getByRole("link", { name: new RegExp(`^${NAME}`) }).click();
  await page.getByRole("button", { name: "Сделка", exact: true }).click();
  await dialog(page).getByLabel("Компания").fill("Дельта");
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await expect(card(first(page), "Дельта")).toBeVisible();
  await expect(first(page)).toContainText("Прислал фото шильдика");
  await toast(page).getByRole("button", { name: /^Отменить/ }).click();
  await gone(page, "Дельта");
  await toast(page).getByRole("button", { name: /^Вернуть/ }).click();
  await expect(card(first(page), "Дельта")).toBeVisible();

  const none = "–";
  await takeBack(
    page,
    [
      ["Оплатил счёт", questions, reasons],
      ["Оплатил счёт", questions, reasons - 1],
      ["Оплатил счёт", 0, reasons - 1],
      [none, 0, reasons - 1],
    ],
    before,
  );
});

test("by keys alone a funnel is built from the steps of a segment and holds a deal; all of it is taken back", async ({
  page,
}) => {
  test.slow();
  const before = whole(await copy(page));
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await enter(page, page.getByRole("link", { name: "Новая воронка" }));
  await write(page, page.getByLabel("Название", { exact: true }), NAME);
  await write(page, page.getByLabel("Кто эти клиенты"), "Узел встал, замена нужна на этой неделе");
  await write(
    page,
    page.getByLabel("Шаги клиента"),
    "Клиент прислал фото шильдика\nКлиент подтвердил, что замена подходит\nКлиент оплатил счёт",
  );
  await enter(page, page.getByRole("button", { name: "Дальше: этапы" }));
  await expect(head(page, "Шаги клиента и этапы")).toBeFocused();
  await write(page, page.getByLabel("Этап 2. Название этапа"), "Замена подошла");
  await enter(page, onward(page));
  await expect(head(page, "Ключевой этап")).toBeFocused();
  // Of the choices the first is chosen: none was marked, and after the last comes the first.
  await tabTo(page, page.getByRole("radio", { name: "Пока не отмечать" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const key = page.getByRole("radio", { name: /^Замена подошла/ });
  await expect(key).toBeChecked();
  await expect(key).toBeFocused();
  await enter(page, onward(page));
  await expect(head(page, "Вопросы квалификации")).toBeFocused();
  await write(page, page.getByRole("textbox", { name: "Вопрос", exact: true }), "Когда встала линия?");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").locator(".build > li")).toHaveCount(1);
  await enter(page, onward(page));
  await expect(head(page, "Причины отказа")).toBeFocused();
  const last = page.getByRole("region", { name: "Причины на этапе «Оплатил счёт»" });
  await write(page, last.getByRole("textbox"), "Нашли на складе у соседей");
  await page.keyboard.press("Enter");
  await expect(last.getByRole("listitem").filter({ hasText: "Нашли на складе у соседей" })).toBeVisible();
  const reasons = await page.getByRole("main").locator(".panel-b > ul > li").count();
  await enter(page, onward(page));
  await expect(head(page, "Проверка")).toBeFocused();
  await says(page, "Замена подошла", 1, reasons);
  await enter(page, page.getByRole("button", { name: "Создать воронку" }));
  await expect(head(page, NAME)).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await enter(page, page.getByRole("button", { name: "Другие воронки" }));
  await enter(page, page.getByRole("link", { name: new RegExp(`^${NAME}`) }));
  await expect(board(page, NAME)).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.type("Дельта");
  await page.keyboard.press("Enter");
  await expect(card(first(page), "Дельта")).toBeVisible();

  const none = "–";
  await takeBack(
    page,
    [
      ["Замена подошла", 1, reasons],
      ["Замена подошла", 1, reasons - 1],
      ["Замена подошла", 0, reasons - 1],
      ["Прислал фото шильдика", 0, reasons - 1],
      [none, 0, reasons - 1],
      [none, 0, reasons - 1],
    ],
    before,
  );
});

test("what is being built is saved on the way and goes on after a reload", async ({ page }) => {
  await page.goto("./setup/new");
  await page.getByRole("group", { name: "Примеры сегментов" }).getByRole("button", { name: "Плановая замена" }).click();
  await page.getByRole("button", { name: "Дальше: этапы" }).click();
  for (const step of STEPS.slice(2)) {
    await page.getByRole("navigation", { name: "Шаги построения" }).getByRole("button", { name: step }).click();
    await expect(page.getByRole("navigation", { name: "Шаги построения" }).locator("[aria-current]")).toHaveText(step);
  }
  await saved(page);
  await page.reload();
  await expect(head(page, "Проверка")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Старое ещё работает, присматривают новое");
});
