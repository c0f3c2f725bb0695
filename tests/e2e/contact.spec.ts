// Contacts: planned by two keys and in words of both languages, overdue for so long that the head sees it, as a calendar file,
// by a link to a messenger, by a template; said to the person by a notification.
import type { Page } from "@playwright/test";
import { board, column, downloaded, openExample, saved } from "./support/app";
import { standingAt } from "./support/clock";
import { back, dialog, toast } from "./support/desk";
import { expect, test } from "./support/test";

/** Thursday, 2026-11-26, 12:20 in Moscow. */
const THURSDAY = new Date("2026-11-26T09:20:00Z");

async function example(page: Page): Promise<void> {
  await standingAt(page, THURSDAY);
  await page.goto("./");
  await openExample(page);
}

const when = (page: Page) => dialog(page).getByRole("combobox", { name: "Когда" });
const readings = (page: Page) => dialog(page).getByRole("option");
const first = (page: Page) => board(page).locator("[data-id]").first();

test("a contact is planned by two keys, and undone by one", async ({ page }) => {
  await example(page);
  const chip = first(page).locator(".chip").last();
  const before = await first(page).innerText();
  await first(page).focus();
  await page.keyboard.press("c");
  await expect(when(page)).toBeFocused();
  await page.keyboard.press("2");
  await expect(dialog(page)).toHaveCount(0);
  await expect(toast(page)).toContainText(/завтра,\s10:00/);
  await expect(chip).toContainText("завтра");
  await saved(page);
  await page.keyboard.press("Control+z");
  await expect.poll(() => first(page).innerText()).toBe(before);
});

test("«пн 14» is read as people mean it, and kept with how and what for", async ({ page }) => {
  await example(page);
  await first(page).focus();
  await page.keyboard.press("c");
  await when(page).fill("пн 14");
  await expect(readings(page)).toHaveText([/пн, 30\sнояб\., 14:00\s*через 4\sдн\./, /пн, 14\sдек\.\s*через 18\sдн\./, /Без\sдаты/]);
  await when(page).fill("вт 14 встреча узнать про договор");
  await expect(dialog(page).getByRole("button", { name: "Встреча" })).toHaveAttribute("aria-pressed", "true");
  await expect(dialog(page).getByLabel("Что получить от клиента")).toHaveValue("узнать про договор");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await expect(toast(page)).toContainText(/вт, 1\sдек\., 14:00/);
  await first(page).focus();
  await page.keyboard.press("c");
  await expect(dialog(page)).toContainText(/Сейчас назначен: вт, 1\sдек\., 14:00/);

  await when(page).fill("сб");
  await expect(readings(page).first()).toContainText("выходной");
  await when(page).fill("вчера");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("Не понял, когда");
  // A day that begins with a digit of the quick choices is not cut short by it.
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await when(page).pressSequentially("15.12 10:30");
  await expect(readings(page)).toHaveText([/вт, 15\sдек\., 10:30/, /Без\sдаты/]);
  // The last of the list takes the date away.
  await page.keyboard.press("ArrowUp");
  await expect(readings(page).last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(toast(page)).toContainText("контакт снят");
  await back(
    page,
    () => expect(first(page)).toContainText(/1\sдек\./),
    () => expect(first(page)).toContainText("нет контакта"),
  );
});

test.describe("in English", () => {
  test.use({ locale: "en-US" });

  test("words of the other language are read too", async ({ page }) => {
    await standingAt(page, THURSDAY);
    await page.goto("./");
    await page.getByRole("button", { name: "Open the example" }).click();
    await expect(page.locator(".save[data-state=saved]")).toBeAttached();
    await page.locator(".board [data-id]").first().focus();
    await page.keyboard.press("c");
    const field = dialog(page).getByRole("combobox", { name: "When" });
    await field.fill("call next fri 10am");
    await expect(readings(page).first()).toContainText(/Fri, Dec 4, 10:00\s*in 8\sd/);
    await field.fill("через 3 дня");
    await expect(readings(page).first()).toContainText(/Sun, Nov 29/);
    await expect(readings(page).first()).toContainText("a day off");
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toHaveCount(0);
  });
});

test("what waits too long comes before the head, who puts it off", async ({ page }) => {
  await example(page);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  const late = page.getByRole("region", { name: "Ждут слишком долго" });
  await expect(page.getByRole("region", { name: "Просрочены" })).toBeVisible();
  await expect(late).toHaveCount(0);
  const pick = page.getByLabel("За этим устройством", { exact: true });
  await pick.selectOption(await pick.locator("option").filter({ hasText: "руководитель" }).getAttribute("value"));
  const lines = late.getByRole("listitem");
  await expect(lines.first()).toContainText(/просрочен \d+\sраб\. час/);
  const count = await lines.count();
  const hand = lines.first().getByRole("button", { name: /^Передать/ });
  await hand.click();
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  // One key on a line opens the field, another one chooses.
  await hand.focus();
  await page.keyboard.press("c");
  await expect(when(page)).toBeFocused();
  await page.keyboard.press("4");
  await expect(dialog(page)).toHaveCount(0);
  await expect(lines).toHaveCount(count - 1);
  // How long is a setting of the desk.
  await page.goto("./setup/hours");
  await page.getByLabel("Просроченный контакт").selectOption("40");
  await saved(page);
  await page.goto("./today");
  await expect(page.getByRole("heading", { name: "Отдел" })).toBeVisible();
  await expect(late).toHaveCount(0);
});

test("a contact as a calendar file: the same entry again when it is planned anew", async ({ page }) => {
  await example(page);
  const id = await first(page).getAttribute("data-id");
  await page.goto(`./deal/${id}`);
  const file = async () => {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "В календарь" }).click();
    return downloaded(await coming);
  };
  const plan = async (words: string) => {
    await page.keyboard.press("c");
    await when(page).fill(words);
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toHaveCount(0);
  };
  await expect(page.getByRole("button", { name: "В календарь" })).toBeVisible();
  await plan("пн 14:00");
  const before = await file();
  await plan("вт 15:00");
  const after = await file();
  expect(before).toContain(`UID:contact-${id}@voronka`);
  expect(before).toContain("DTSTART:20261130T110000Z");
  expect(before).toContain("BEGIN:VALARM");
  expect(before.replaceAll("\r\n ", "")).toContain(`/deal/${id}`);
  expect(after).toContain(`UID:contact-${id}@voronka`);
  expect(after).toContain("DTSTART:20261201T120000Z");
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Контакты в календарь" }).click();
  expect(await downloaded(await coming)).toContain("DTSTART:20261201T120000Z");
});

test("to a messenger by a link, by a template with its fields, and written down with what follows", async ({ page }) => {
  await example(page);
  await first(page).focus();
  await page.keyboard.press("Enter");
  const main = page.getByRole("main");
  const whatsapp = main.getByRole("link", { name: /^Вотсап/ }).first();
  await expect(whatsapp).toHaveAttribute("href", /^https:\/\/wa\.me\/7\d{10}$/);
  await expect(main.locator("a[href^=tel]").first()).toHaveAttribute("href", /^tel:\+7\d{10}$/);

  await main.getByRole("button", { name: /^Написать по шаблону/ }).first().click();
  await dialog(page).getByLabel("Шаблон").selectOption({ label: "Когда удобно поговорить" });
  const text = dialog(page).getByLabel("Текст");
  await expect(text).toHaveValue(/добрый день\. Это [^{]+По вопросу «[^{]+»/);
  const link = dialog(page).getByRole("link", { name: "Открыть Вотсап" });
  await expect(link).toHaveAttribute("href", /^https:\/\/wa\.me\/7\d{10}\?text=%D0/);
  await text.fill("Добрый день, {скидка} и {сумма}");
  await expect(dialog(page)).toContainText("Такого поля нет: {скидка}");
  await expect(dialog(page)).toContainText("Не заполнено: {сумма}");
  await text.fill("Когда удобно поговорить?");
  // What leaves the page is not followed here.
  await page.evaluate(() =>
    document.addEventListener("click", (event) => {
      if ((event.target as Element).closest("a[target=_blank]")) event.preventDefault();
    }),
  );
  await link.click();
  await expect(dialog(page)).toContainText(/Запишите это в\sисторию/);
  await dialog(page).getByRole("combobox", { name: "Следующий контакт" }).fill("через 2 рабочих дня");
  await dialog(page).getByRole("button", { name: "Записать" }).click();
  await expect(dialog(page)).toHaveCount(0);
  const story = main.getByRole("listitem").filter({ hasText: "Когда удобно поговорить?" });
  await expect(story).toContainText("Сообщение");
  await expect(main).toContainText(/Пн, 30\sнояб\.|пн, 30\sнояб\./);
  // One step for both.
  await back(
    page,
    () => expect(story).toHaveCount(0),
    () => expect(story).toHaveCount(1),
  );
});

test("what the buyer said is the proof that the stage waits for, as one step", async ({ page }) => {
  await example(page);
  await column(page, "deals-4r.quote").locator("[data-id]").first().focus();
  await page.keyboard.press("Enter");
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Звонок", exact: true }).click();
  await main.getByLabel("Новая запись").fill("Цифры сходятся с нашими: https://ats.example/17.mp3");
  const proof = main.getByLabel("Что это подтверждает");
  const option = proof.locator("option").nth(1);
  const name = await option.innerText();
  await proof.selectOption((await option.getAttribute("value"))!);
  await main.getByRole("button", { name: "Записать", exact: true }).last().click();
  const told = main.getByRole("listitem").filter({ hasText: "Цифры сходятся" }).filter({ hasText: "подтверждает" });
  await expect(told).toContainText(`подтверждает: ${name}`);
  await expect(told.getByRole("link", { name: "запись разговора" })).toHaveAttribute("href", "https://ats.example/17.mp3");
  await expect(main.getByRole("checkbox", { name })).toBeChecked();
  await back(
    page,
    async () => {
      await expect(told).toHaveCount(0);
      await expect(main.getByRole("checkbox", { name })).not.toBeChecked();
    },
    () => expect(told).toHaveCount(1),
  );
});

test("templates are taken, changed, and told of a field that is none", async ({ page }) => {
  await example(page);
  await page.goto("./setup");
  await page.getByRole("button", { name: "Шаблоны писем и сообщений" }).click();
  await dialog(page).getByRole("button", { name: "Взять готовые" }).click();
  await dialog(page).getByRole("combobox", { name: "Шаблон" }).selectOption({ label: "Клиент замолчал" });
  const text = dialog(page).getByLabel("Текст");
  await text.fill("Здравствуйте, {имя}. {скидка}");
  await text.blur();
  await expect(dialog(page).getByRole("alert")).toContainText("Такого поля нет: {скидка}");
  await text.fill("Здравствуйте, {имя}. Что с вопросом «{сделка}»?");
  await text.blur();
  await expect(dialog(page).getByRole("alert")).toHaveCount(0);
  await expect(dialog(page).getByRole("region", { name: "Как получится" })).toContainText(/Здравствуйте, [^{]+\. Что с вопросом «[^{]+»\?/);
  await saved(page);
});

test("a reminder is asked for by a press, and each is said once", async ({ page, context }) => {
  await context.grantPermissions(["notifications"]);
  await context.addInitScript(() => {
    const said: string[] = [];
    class Said {
      static permission = "default";
      static async requestPermission() {
        return (Said.permission = "granted");
      }
      constructor(title: string) {
        said.push(title);
      }
    }
    Object.assign(window, { Notification: Said, said });
    // Where there is a service worker, it shows them.
    ServiceWorkerRegistration.prototype.showNotification = async (title: string) => void said.push(title);
  });
  await example(page);
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.getByRole("link", { name: /Здесь|Сохранено/ }).first().click();
  const panel = page.getByRole("region", { name: "Напоминания о контактах" });
  await expect(panel).toContainText("Закрытая вкладка напомнить не может");
  expect(await said()).toEqual([]);
  await panel.getByRole("button", { name: "Включить напоминания" }).click();
  await expect(panel.getByRole("button", { name: "Включены" })).toHaveAttribute("aria-pressed", "true");
  // It is a working day, and it has begun.
  await expect.poll(said).toHaveLength(1);
  expect((await said())[0]).toMatch(/^Сегодня \d+\sконтакт/);
  await panel.getByLabel("Когда напомнить").selectOption("60");
  await page.keyboard.press("2");
  const name = (await first(page).innerText()).split("\n")[0]!;
  await first(page).focus();
  await page.keyboard.press("c");
  await when(page).fill("через 30 минут");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await said()).filter((title) => title.includes(name)).length).toBe(1);
});
