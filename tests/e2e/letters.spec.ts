// «Обновить»: who waits in a basket is written to by its plan, once and never against their will; the plan is edited; the
// audience file is what an advertising service takes.
import { createHash } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { card, copy, downloaded, saved, takeIn } from "./support/app";
import { addLead, back, backByPointer, dialog, enter, tabTo, toast, write } from "./support/desk";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const LINK = "https://zavod.example/case?a=1&b=2";
const SUBJECT = "Как насосная окупила привод за\u00a014\u00a0месяцев";

const today = (page: Page) => page.getByRole("region", { name: "Сегодня к отправке" });
const prepared = (page: Page) => page.getByRole("region", { name: "Письма", exact: true });
const due = (page: Page) => today(page).getByRole("button", { name: /^Дельта/ });
const basket = (page: Page) => page.getByRole("region", { name: "Корзина «Нет денег»" });
const lot = (page: Page, name: string) => prepared(page).getByRole("button", { name: new RegExp(`^${name}`) });
const listed = (page: Page) => prepared(page).getByRole("row").filter({ hasText: "zakaz@example.org" });

/** A lead of «Дельта» put into the basket «Нет денег», to which its ready plan belongs; the page stays at the baskets. */
async function warmed(page: Page): Promise<void> {
  await page.goto("./board/leads-4r");
  await addLead(page, "Дельта");
  await intoBasket(page);
  await page.keyboard.press("3");
  await expect(basket(page).getByRole("listitem")).toHaveCount(6);
  await expect(due(page)).toBeVisible();
}

/** Answers what a move of the lead asks for. */
async function answer(page: Page): Promise<void> {
  const asked = dialog(page);
  await expect(asked).toBeVisible();
  const unproved = asked.getByLabel("Без доказательства, потому что…");
  if (await unproved.isVisible()) {
    await unproved.check();
    await asked.getByLabel("Почему двигаем без доказательства").fill("Подтвердил по телефону");
  }
  for (const field of await asked.locator("input.input").all()) {
    if ((await field.inputValue()) !== "") continue;
    await field.fill((await field.getAttribute("type")) === "date" ? "2027-03-01" : "Назвал");
  }
  await asked.locator("button[type=submit]").click();
  await expect(asked).toBeHidden();
}

async function intoBasket(page: Page): Promise<void> {
  await card(page, "Дельта").locator("[data-do=take]").click();
  await answer(page);
  await card(page, "Дельта").locator("[data-do=end]").click();
  await page.getByRole("menuitem", { name: "Нет денег" }).click();
  await answer(page);
}

/** Writes what no record says, and prepares everything of today. */
async function prepare(page: Page): Promise<void> {
  await due(page).click();
  for (let gap; (gap = dialog(page).locator(".gapform").first()), await gap.count(); ) {
    await gap.getByRole("textbox").fill(LINK);
    const left = await dialog(page).locator(".gapform").count();
    await gap.getByRole("button", { name: "Вставить" }).click();
    await expect(dialog(page).locator(".gapform")).toHaveCount(left - 1);
  }
  await page.keyboard.press("Escape");
  await today(page).getByRole("button", { name: "Подготовить 1 письмо" }).click();
  await expect(listed(page)).toHaveCount(1);
}

const opened = async (page: Page): Promise<Locator> => {
  await listed(page).getByRole("button").click();
  return dialog(page, "Дельта");
};

test.beforeEach(async ({ page }) => {
  test.slow();
  await takeIn(page, boardFile([["Альфа", "Новая сделка"]]));
});

test("a lead put into a basket is due its first letter at once; it is prepared once, undone, redone, and stays", async ({
  page,
}) => {
  await warmed(page);
  await expect(basket(page).getByRole("button", { name: /^Как насосная/ })).toHaveAccessibleName(/Ждут: 1, сегодня: 1/);
  await expect(due(page)).toContainText("не заполнен");
  await expect(today(page).getByRole("button", { name: /^Подготовить 0/ })).toBeDisabled();
  await due(page).click();
  await expect(dialog(page).locator("mark").first()).toHaveText(/^\{\{\w+\}\}$/);
  await page.keyboard.press("Escape");
  await prepare(page);
  await expect(due(page)).toHaveCount(0);
  await backByPointer(
    page,
    () => expect(due(page)).toBeVisible(),
    () => expect(due(page)).toHaveCount(0),
  );
  await back(
    page,
    () => expect(listed(page)).toHaveCount(0),
    () => expect(listed(page)).toHaveCount(1),
  );
  await saved(page);
  await page.reload();
  await expect(listed(page)).toHaveCount(1);
  await expect(due(page), "the same day nothing is prepared twice").toHaveCount(0);
});

test("the letter opens in the mail program and comes as a file; whether it went out the person says; an answer pauses", async ({
  page,
}) => {
  await warmed(page);
  await prepare(page);
  const letter = await opened(page);
  const text = await letter.locator(".written > p").innerText();
  expect(text).toContain(LINK);
  const link = letter.getByRole("link", { name: "Открыть в почте" });
  const address = (await link.getAttribute("href")) ?? "";
  expect(address.startsWith(`mailto:zakaz@example.org?subject=${encodeURIComponent(SUBJECT)}`)).toBe(true);
  expect(address.length).toBeLessThanOrEqual(2_000);
  await expect(letter).toContainText("длиннее, чем принимает ссылка");

  const download = page.waitForEvent("download");
  await letter.getByRole("button", { name: "Скачать письмо файлом" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`zakaz@example.org ${SUBJECT.replaceAll("\u00a0", " ")}.eml`);
  const [head = "", body = ""] = (await downloaded(file)).split("\r\n\r\n");
  const words = [...head.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map(([, word]) => Buffer.from(word ?? "", "base64"));
  expect(Buffer.concat(words).toString()).toBe(SUBJECT);
  expect(head).toContain("To: zakaz@example.org\r\n");
  expect(Buffer.from(body, "base64").toString().replaceAll("\r\n", "\n")).toBe(text);

  await expect(letter.getByRole("alert")).toContainText("Письмо ушло?");
  await letter.getByRole("button", { name: "Ещё нет" }).click();
  await expect(letter).toContainText("готово");
  await letter.getByRole("button", { name: "Скачать письмо файлом" }).click();
  await letter.getByRole("button", { name: "Да, ушло" }).click();
  await expect(letter).toContainText("файлом");
  await expect(letter).toContainText("отправлено");
  await letter.getByRole("button", { name: "Отметить ответ" }).click();
  await expect(letter).toContainText("ответил");
  await page.keyboard.press("Escape");
  await expect(basket(page).getByRole("button", { name: /^Сколько стоит час/ })).toHaveAccessibleName(/Ждут: 0/);
  await page.keyboard.press("Control+z");
  await expect(basket(page).getByRole("button", { name: /^Сколько стоит час/ })).toHaveAccessibleName(/Ждут: 1/);
});

test("a short letter goes into the link whole, with its line breaks", async ({ page }) => {
  await warmed(page);
  await basket(page).getByRole("button", { name: /^Править план/ }).click();
  const plan = dialog(page);
  await plan.locator("summary", { hasText: "Как насосная" }).click();
  await plan.getByLabel("Тема").first().fill("Счёт & срок");
  await plan.getByLabel("Текст").first().fill("Здравствуйте, {{compny}}");
  await expect(plan.getByRole("status")).toContainText("compny");
  await plan.getByLabel("Текст").first().fill("Здравствуйте, ");
  await plan.getByText("Вставить пропуск").first().click();
  await plan.getByRole("button", { name: "компания", exact: true }).first().click();
  await expect(plan.getByLabel("Текст").first()).toHaveValue("Здравствуйте, {{company}}");
  await plan.getByLabel("Текст").first().fill("Здравствуйте, {{company}}.\nСчёт готов.");
  await plan.getByRole("button", { name: "Сохранить" }).click();
  await expect(plan).toBeHidden();
  await expect(due(page)).toContainText("Счёт & срок");
  await back(
    page,
    () => expect(due(page)).toContainText("Как насосная"),
    () => expect(due(page)).toContainText("Счёт & срок"),
  );
  await basket(page).getByRole("button", { name: /^Править план/ }).click();
  await plan.getByRole("button", { name: "Вернуть готовый план" }).click();
  await expect(plan.locator("summary", { hasText: "Как насосная" })).toBeVisible();
  await plan.getByRole("button", { name: "Отмена" }).click();
  await expect(due(page)).toContainText("Счёт & срок");
  await prepare(page);
  const href = await (await opened(page)).getByRole("link", { name: "Открыть в почте" }).getAttribute("href");
  const body = encodeURIComponent("Здравствуйте, Дельта.\r\nСчёт готов.");
  expect(href).toBe(`mailto:zakaz@example.org?subject=${encodeURIComponent("Счёт & срок")}&body=${body}`);
});

test("an address on the list is not written to, and the list says why; it is taken off and undone", async ({ page }) => {
  await warmed(page);
  await prepared(page).getByRole("button", { name: /^Не писать/ }).click();
  const list = dialog(page, "Не писать");
  await list.getByLabel("Адреса").fill("ZAKAZ@example.org\nнет, other@example.org");
  await list.getByLabel("Почему").fill("просил не писать");
  await list.getByRole("button", { name: "Добавить" }).click();
  await expect(list.getByRole("alert")).toContainText("нет");
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expect(list.getByRole("listitem").filter({ hasText: "zakaz@example.org" })).toContainText("просил не писать");
  await page.keyboard.press("Escape");
  await expect(due(page)).toHaveCount(0);
  await today(page).getByText("Придержано 1 письмо").click();
  await expect(today(page).getByRole("listitem").filter({ hasText: "Дельта" })).toContainText("отказ от писем");
  await expect(page.getByRole("region", { name: "Аудитория для рекламы" })).toContainText("просили не писать");
  await back(
    page,
    () => expect(due(page)).toBeVisible(),
    () => expect(due(page)).toHaveCount(0),
  );
  await prepared(page).getByRole("button", { name: /^Не писать/ }).click();
  await list.getByRole("button", { name: "Писать снова на zakaz@example.org" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(due(page)).toBeVisible();
});

test("the audience file has the hashes that any other program computes", async ({ page }) => {
  await warmed(page);
  const audience = page.getByRole("region", { name: "Аудитория для рекламы" });
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const file = async (): Promise<string> => {
    const download = page.waitForEvent("download");
    await audience.getByRole("button", { name: /^Скачать файл, 1/ }).click();
    return downloaded(await download);
  };
  expect(await file()).toBe(`phone,email\n${hash("79000000000")},${hash("zakaz@example.org")}\n`);
  await audience.getByLabel("Формат").selectOption("CSV, как есть");
  expect(await file()).toBe("phone,email\n79000000000,zakaz@example.org\n");
  await audience.getByLabel("Формат").selectOption({ index: 2 });
  expect(await file()).toBe(`phone,email\n${hash("+79000000000")},${hash("zakaz@example.org")}\n`);
  await audience.getByLabel("Нет денег").uncheck();
  await expect(audience.getByRole("button", { name: /^Скачать файл, 0/ })).toBeDisabled();
});

test("by keys a letter is read, filled, prepared and marked as sent, and stands in the history of the customer", async ({
  page,
}) => {
  await warmed(page);
  await enter(page, due(page));
  const letter = dialog(page, "Дельта");
  for (let left = await letter.locator(".gapform").count(); left > 0; left -= 1) {
    await write(page, letter.locator(".gapform").first().getByRole("textbox"), LINK);
    await page.keyboard.press("Enter");
    await expect(letter.locator(".gapform")).toHaveCount(left - 1);
  }
  await enter(page, letter.getByRole("button", { name: "Подготовить", exact: true }));
  await expect(letter).toBeHidden();
  await enter(page, listed(page).getByRole("button"));
  await enter(page, letter.getByRole("button", { name: "Отметить отправленным" }));
  await expect(letter).toContainText("вручную");
  await page.keyboard.press("Escape");
  await enter(page, lot(page, "Отправлены"));
  await expect(listed(page)).toContainText("отправлено");
  await tabTo(page, listed(page).getByRole("button"));
  await page.keyboard.press("Enter");
  await enter(page, letter.getByRole("link", { name: "открыть клиента" }));
  const customer = page.getByRole("complementary").filter({ hasText: "Дельта" });
  await expect(customer).toContainText(SUBJECT);
  await expect(customer).toContainText("вручную");
  await customer.getByRole("button", { name: "Не писать" }).click();
  await expect(customer).toContainText("не пишем с");
  await expect(toast(page)).toContainText("Больше не пишем на zakaz@example.org");
  await saved(page);
  const records = await copy(page);
  const [kept] = records.filter(({ kind }) => kind === "letter");
  expect(kept?.v.subject).toBe(SUBJECT);
  expect(records.filter(({ kind }) => kind === "opt_out")).toHaveLength(1);
});
