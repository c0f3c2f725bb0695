// Customers and their people: added, changed, many at once, taken for one and made two again; leads as they come: pasted, by a link, shared.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { card, column, openExample, saved } from "./support/app";
import { back, dialog, stands, toast } from "./support/desk";
import { expect, test } from "./support/test";

const LEAD = "leads-4r.new";
const side = (page: Page) => page.locator("aside.side");
const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

const LETTER = `Добрый день! Завод «Гидропривод-Мостовск». Нужны 3 частотника на насосы 45 кВт, запуск в марте. Пришлите цены.
Олег Тихонов, гл. механик
+7 912 555-27-18, o.tihonov@gidroprivod.example`;

async function open(page: Page): Promise<void> {
  await page.goto("./");
  await openExample(page);
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/customers$/);
}

async function add(page: Page, name: string, fields: Record<string, string>): Promise<void> {
  await page.getByRole("button", { name: "Новый клиент" }).click();
  await dialog(page).getByLabel("Название или имя").fill(name);
  for (const [field, value] of Object.entries(fields)) await dialog(page).getByLabel(field).fill(value);
}

test("a customer is added with fields of its own, and its people with their part in the decision", async ({ page }) => {
  await open(page);
  await add(page, "Гидромаш", { ИНН: "7707083894", Почта: "не адрес" });
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await expect(dialog(page).getByText("Контрольные цифры ИНН не сходятся")).toBeVisible();
  await expect(dialog(page).getByText(/нужны\s«@»/)).toBeVisible();
  await dialog(page).getByLabel("ИНН").fill("7707083893");
  await dialog(page).getByLabel("Почта").fill("zakaz@gidromash.example");
  await dialog(page).getByRole("button", { name: "Добавить поле" }).click();
  await dialog(page).getByLabel("Поле", { exact: true }).fill("Код 1С");
  await dialog(page).getByLabel("Значение").fill("ГМ-118");
  await dialog(page).getByLabel("Метки").fill("насосы, выставка");
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await expect(side(page).getByRole("heading", { name: "Гидромаш" })).toBeVisible();
  await expect(side(page)).toContainText("выставка");

  await side(page).getByRole("button", { name: "Новый человек" }).click();
  await dialog(page).getByLabel("Название или имя").fill("Роман Сухов");
  await dialog(page).getByRole("button", { name: "решает" }).click();
  await dialog(page).getByRole("button", { name: "за", exact: true }).click();
  await dialog(page).getByLabel("Телефон").fill("+7 900 555-12-34");
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  const man = side(page).getByRole("listitem").filter({ hasText: "Роман Сухов" });
  await expect(man).toContainText("решает");
  await expect(man.locator("a[href='tel:+79005551234']")).toBeVisible();
  await back(page, () => expect(man).toHaveCount(0), () => expect(man).toHaveCount(1));

  await saved(page);
  await page.reload();
  await side(page).getByRole("button", { name: "Данные клиента" }).click();
  await expect(dialog(page).getByLabel("Значение")).toHaveValue("ГМ-118");
});

test("two that are one: seen as it is typed, reviewed side by side, made one, and two again a day later", async ({ page }) => {
  await open(page);
  const known = "Водоканал Мостовск";
  await add(page, "МУП «Водоканал Мостовск»", { Телефон: "8 (342) 555-01-40" });
  await expect(dialog(page).getByText("Похоже, такой клиент уже есть")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await expect(side(page).getByRole("heading", { name: "МУП «Водоканал Мостовск»" })).toBeVisible();
  await page.goto("./customers");
  await page.getByRole("button", { name: /^Возможные дубли/ }).click();
  const asked = dialog(page, "Это один клиент?");
  await expect(asked.getByText(/Пара\s1 из\s1/)).toBeVisible();
  await asked.getByLabel("МУП «Водоканал Мостовск»").check();
  await expect(asked.getByRole("complementary")).toContainText("МУП «Водоканал Мостовск»");
  await asked.getByRole("button", { name: "Объединить" }).click();
  await expect(asked.getByText("Дублей не видно")).toBeVisible();
  await page.keyboard.press("Escape");
  await saved(page);
  // A day later nothing of the step is left to undo: the page is another one.
  await page.goto("./customers?q=водоканал мостовск");
  await expect(row(page, known)).toHaveCount(0);
  await row(page, "МУП «Водоканал Мостовск»").getByRole("link").click();
  await side(page).getByRole("button", { name: "Разделить обратно" }).click();
  await expect(row(page, known)).toHaveCount(1);
  await expect(row(page, "МУП «Водоканал Мостовск»")).toHaveCount(1);
  await saved(page);
  await page.reload();
  await page.getByRole("button", { name: /^Возможные дубли/ }).click();
  await expect(dialog(page).getByText("Дублей не видно")).toBeVisible();
});

test("two that look like one and are two are not shown again", async ({ page }) => {
  await open(page);
  await add(page, "Vodokanal Mostovsk", {});
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await page.goto("./customers");
  await page.getByRole("button", { name: /^Возможные дубли/ }).click();
  await dialog(page).getByRole("button", { name: "Разные" }).click();
  await expect(dialog(page).getByText("Дублей не видно")).toBeVisible();
  await page.keyboard.press("Escape");
  await back(
    page,
    () => expect(page.getByRole("button", { name: /^Возможные дубли/ })).toContainText("1"),
    () => expect(page.getByRole("button", { name: /^Возможные дубли/ })).not.toContainText("1"),
  );
});

/** Pastes a text on the page, as from another program. */
const paste = (page: Page, text: string) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

test("a letter pasted as it is becomes a lead with its company, its person and its words", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.goto("./board/leads-4r");
  await expect(column(page, LEAD)).toBeVisible();
  await paste(page, LETTER);
  await expect(dialog(page).getByLabel("Компания")).toHaveValue("Завод «Гидропривод-Мостовск»");
  await expect(dialog(page).getByLabel("Человек")).toHaveValue("Олег Тихонов");
  await expect(dialog(page).getByLabel("Телефон")).toHaveValue("+7 912 555-27-18");
  await dialog(page).getByRole("button", { name: "письмо" }).click();
  await dialog(page).getByRole("button", { name: "Создать", exact: true }).click();
  await stands(page, "Завод «Гидропривод-Мостовск»", LEAD);
  await card(page, "Завод «Гидропривод-Мостовск»").getByRole("link").click();
  await expect(page.getByRole("main")).toContainText("гл. механик");
  await expect(page.getByRole("main")).toContainText("Олег Тихонов");
});

const ROWS = [
  ["ООО «Вихрь»", "Анна Ли", "+7 495 000-00-01", "anna@vihr.example", "Насос"],
  ["АО «Сом»", "Пётр Сомов", "+7 495 000-00-02", "", "Привод, два шкафа"],
  ["ООО «Элеватор-Юг»", "", "8 (900) 555-12-34", "orlov@yug.example", "Частотник"],
]
  .map((row) => row.join("\t"))
  .join("\r\n");

test("rows copied from a spreadsheet are leads, each of them, and one step back takes all of them", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.goto("./board/leads-4r");
  await expect(column(page, LEAD)).toBeVisible();
  await paste(page, ROWS);
  await expect(dialog(page)).toContainText("Вставленная таблица · 3 строки, 5 столбцов");
  await expect(dialog(page).getByLabel("В файле")).toHaveValue("leads");
  await dialog(page).getByRole("button", { name: /^Загрузить/ }).click();
  await expect(dialog(page)).toBeHidden();
  for (const name of ["ООО «Вихрь»", "АО «Сом»", "ООО «Элеватор-Юг»"]) await stands(page, name, LEAD);
  await expect(card(page, "АО «Сом»")).toContainText("Привод, два шкафа");
  await page.keyboard.press("Control+z");
  for (const name of ["ООО «Вихрь»", "АО «Сом»"]) await expect(card(page, name)).toHaveCount(0);
});

test("a table pasted into a new lead is offered whole, and is not read as one lead", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.goto("./board/leads-4r");
  await expect(column(page, LEAD)).toBeVisible();
  await page.keyboard.press("n");
  await dialog(page).getByLabel("Вставьте как есть").fill(`Компания;Телефон;Комментарий\nВихрь;1 23 45;Насос\nСом;1 23 46;\n`);
  await expect(dialog(page).getByRole("status")).toContainText("Это таблица");
  await expect(dialog(page).getByLabel("Компания")).toHaveValue("");
  await dialog(page).getByRole("button", { name: "Разобрать как таблицу" }).click();
  await expect(dialog(page)).toContainText("Вставленная таблица · 2 строки, 3 столбца");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("a link carries a lead once; what it can't be is said", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await saved(page);
  const link = `./lead?${new URLSearchParams({ id: "118", company: "Вихрь", phone: "+7 912 555-27-18", need: "Насосы", source: "сайт" })}`;
  await page.goto(link);
  await expect(page).toHaveURL(/\/board\/leads-4r$/);
  await expect(dialog(page).getByLabel("Компания")).toHaveValue("Вихрь");
  await dialog(page).getByRole("button", { name: "Создать", exact: true }).click();
  await stands(page, "Вихрь", LEAD);
  await saved(page);
  await page.goto(link);
  await dialog(page).getByRole("button", { name: "Создать", exact: true }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("Этот лид уже есть: «Насосы»");
  await page.goto("./lead?utm=july");
  await expect(page.getByRole("alert")).toContainText("Ссылка с лидом не читается");
  await page.goto("./lead?share_text=" + encodeURIComponent(LETTER));
  await expect(dialog(page).getByLabel("Почта")).toHaveValue("o.tihonov@gidroprivod.example");
  await dialog(page).getByRole("button", { name: "Отмена" }).click();
  await expect(toast(page)).toHaveCount(0);
});

test("the list is narrowed by city, by who leads and by whom nobody plans to call; the address keeps it", async ({ page }) => {
  await open(page);
  const table = page.getByRole("main").getByRole("table");
  const rows = table.locator("tbody tr[data-id], tbody tr:has(th a)");
  const city = page.getByLabel("Город:");
  // The least of all: every one of its customers is on the screen.
  const offered = await city.locator("option:not([value=''])").allInnerTexts();
  const least = offered.map((text) => /^(.+), (\d+)$/.exec(text)!).sort((a, b) => Number(a[2]) - Number(b[2]))[0];
  await city.selectOption({ label: least[0] });
  await expect(rows).toHaveCount(Number(least[2]));
  await expect(rows.first()).toContainText(least[1]);
  await page.reload();
  await expect(rows).toHaveCount(Number(least[2]));
  await expect(city).toHaveValue(least[1]);
  // Backspace takes a filter away.
  await city.focus();
  await page.keyboard.press("Backspace");
  await expect(page).not.toHaveURL(/city=/);
  await expect.poll(() => rows.count()).toBeGreaterThan(Number(least[2]));

  const silent = page.getByRole("button", { name: /^Нет контакта/ });
  const many = Number(/(\d+)$/.exec(await silent.innerText())![1]);
  await silent.click();
  await expect(silent).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/need=silent/);
  await expect(rows).toHaveCount(many);
  await expect(rows.getByText("нет контакта")).toHaveCount(many);
  await page.getByRole("button", { name: "Сбросить отбор" }).click();
  await expect(page).toHaveURL(/\/customers$/);
});

const grid = (page: Page) => page.getByRole("group", { name: "Таблица клиентов" });
const listed = (page: Page) => grid(page).locator("tbody tr[data-id]");
const bar = (page: Page) => page.getByRole("toolbar", { name: "Что сделать с выбранными" });
const names = (page: Page) => listed(page).locator("th a").allInnerTexts();

test("customers are chosen by pointer, tagged in one step, saved as a file, and one step back takes the tags off", async ({ page }) => {
  await open(page);
  await listed(page).nth(0).getByRole("checkbox").click();
  await expect(bar(page)).toContainText(/Выбран\s1 клиент/);
  // Choosing opens nothing and leaves the address alone.
  await expect(page).toHaveURL(/\/customers$/);
  await listed(page).nth(2).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText(/Выбраны\s3 клиента/);
  await expect(listed(page).nth(1).getByRole("checkbox")).toBeChecked();
  await listed(page).nth(1).getByRole("checkbox").click();
  await expect(bar(page)).toContainText(/Выбраны\s2 клиента/);
  const all = await names(page);

  await bar(page).getByRole("button", { name: "Выгрузить" }).click();
  const download = page.waitForEvent("download");
  await bar(page).getByRole("button", { name: "CSV" }).click();
  const rows = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(rows.length).toBe(3);
  expect(rows[1]).toContain(all[0].replaceAll('"', '""'));
  expect(rows[2]).toContain(all[2].replaceAll('"', '""'));

  await bar(page).getByRole("button", { name: "Тег" }).click();
  await expect(dialog(page).getByRole("button", { name: "Изменить" })).toBeDisabled();
  await dialog(page).getByRole("combobox", { name: "Тег" }).fill("выставка в Казани");
  await expect(dialog(page)).toContainText(/Изменятся\s2 клиента/);
  await dialog(page).getByRole("button", { name: "Изменить" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  await expect(toast(page)).toContainText(/2\sклиента: тег «выставка в\sКазани» поставлен/);

  // Once more: those who have it are told from those who have not.
  await grid(page).getByLabel("Выбрать все найденные").click();
  await bar(page).getByRole("button", { name: "Тег" }).click();
  await dialog(page).getByRole("combobox", { name: "Тег" }).fill("выставка в Казани");
  await expect(dialog(page)).toContainText(/2\sклиента уже такие/);
  await dialog(page).getByRole("button", { name: "Отмена" }).click();
  await page.keyboard.press("Escape");

  await listed(page).nth(2).getByRole("link").click();
  await expect(side(page)).toContainText("выставка в Казани");
  await page.keyboard.press("Control+z");
  await expect(side(page)).not.toContainText("выставка в Казани");
  await page.goto("./customers");
  await listed(page).nth(0).getByRole("link").click();
  await expect(side(page).getByRole("heading", { name: all[0] })).toBeVisible();
  await expect(side(page)).not.toContainText("выставка в Казани");
});

test("customers are chosen by keys and given to somebody else, and undo gives them back", async ({ page }) => {
  await open(page);
  await grid(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText(/Выбраны\s3 клиента/);
  const owners = () =>
    listed(page).evaluateAll((all) => all.slice(0, 3).map((one) => one.querySelector("[role=img]")?.getAttribute("aria-label")));
  const before = await owners();
  await page.keyboard.press("h");
  const offered = await dialog(page).getByLabel("Ведёт").locator("option").allInnerTexts();
  const to = offered.find((name) => name && !before.includes(name) && !/Выберите|Никто/.test(name))!;
  await dialog(page).getByLabel("Ведёт").selectOption({ label: to });
  await expect(dialog(page)).toContainText(/Изменятся\s3 клиента/);
  await page.keyboard.press("Control+Enter");
  await expect(dialog(page)).toHaveCount(0);
  await expect.poll(owners).toEqual([to, to, to]);
  await saved(page);
  await toast(page).getByRole("button", { name: "Отменить" }).click();
  await expect.poll(owners).toEqual(before);

  await grid(page).focus();
  await page.keyboard.press("Control+a");
  const all = Number(await grid(page).getByRole("table").getAttribute("aria-rowcount")) - 1;
  await expect(bar(page)).toContainText(new RegExp(`^Выбран[оы]?\\s${all}\\s`));
  // What is not listed any more is not chosen any more.
  await page.getByLabel("Найти клиента").fill((await names(page))[1]);
  await expect(bar(page)).toContainText(/Выбран\s1 клиент/);
  await page.getByLabel("Найти клиента").fill("");
  await grid(page).focus();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  // Letters of places are those of places.
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/\/today$/);
});

test("a phone chooses by boxes and has room for the bar", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./customers");
  const boxes = page.getByRole("main").getByRole("checkbox");
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await expect(bar(page)).toContainText(/Выбраны\s2 клиента/);
  await expect(page).toHaveURL(/\/customers$/);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
  await bar(page).getByRole("button", { name: "Снять выбор" }).click();
  await expect(bar(page)).toHaveCount(0);
});

test("a customer is removed with what was only theirs, comes back whole, and stays while there is a history", async ({ page }) => {
  await open(page);
  await expect(listed(page).first()).toBeVisible();
  const first = (await names(page))[0];
  await add(page, "Ошибка Сервис", {});
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await side(page).getByRole("button", { name: "Новый человек" }).click();
  await dialog(page).getByLabel("Название или имя").fill("Роман Сухов");
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await side(page).getByRole("button", { name: "Новый человек" }).click();
  await dialog(page).getByLabel("Название или имя").fill("Анна Ли");
  await dialog(page).getByLabel("Работает ещё в").fill(first);
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await expect(side(page)).toContainText("Анна Ли");

  // Esc asks for nothing; then what goes along is said, and who works elsewhere too is not of it.
  await side(page).getByRole("button", { name: "Удалить клиента" }).click();
  const asked = dialog(page, "Удалить клиента?");
  await expect(asked).toContainText("Ошибка Сервис");
  await expect(asked).toContainText(/Удалится\s1 клиент/);
  await expect(asked).toContainText(/Также удалятся: 1\sчеловек/);
  await page.keyboard.press("Escape");
  await expect(side(page).getByRole("heading", { name: "Ошибка Сервис" })).toBeVisible();
  await side(page).getByRole("button", { name: "Удалить клиента" }).click();
  await asked.getByRole("button", { name: "Удалить", exact: true }).click();
  await expect(toast(page)).toContainText("Ошибка Сервис: удалено");
  await expect(page).toHaveURL(/\/customers$/);
  await expect(side(page)).toHaveCount(0);
  await page.getByLabel("Найти клиента").fill("Ошибка Сервис");
  await expect(listed(page)).toHaveCount(0);
  await toast(page).getByRole("button", { name: "Отменить" }).click();
  await expect(listed(page)).toHaveCount(1);
  await saved(page);
  await page.reload();
  await row(page, "Ошибка Сервис").getByRole("link").click();
  await expect(side(page)).toContainText("Роман Сухов");
  await expect(side(page)).toContainText("Анна Ли");

  // Who has bought stays, and it is said what keeps them.
  await page.goto("./customers?view=bought");
  await listed(page).first().getByRole("link").click();
  await side(page).getByRole("button", { name: "Удалить клиента" }).click();
  await expect(asked).toContainText("Ни один клиент не удалится");
  await expect(asked).toContainText(/сделки или покупки/);
  await expect(asked).toContainText(/\d+\s(сдел|покуп)/);
  await expect(asked.getByRole("button", { name: "Удалить", exact: true })).toBeDisabled();
});

test("of many that are chosen those without a history are removed by keys, in one step", async ({ page }) => {
  await open(page);
  for (const name of ["Ошибка А", "Ошибка Б"]) {
    await add(page, name, {});
    await dialog(page).getByRole("button", { name: "Создать" }).click();
    await expect(side(page).getByRole("heading", { name })).toBeVisible();
  }
  await page.goto("./customers?sort=company");
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  const asked = dialog(page, "Удалить клиентов?");
  await expect(asked).toContainText(/остан[еу]тся/);
  await expect(asked).toContainText(/сделки или покупки/);
  await page.keyboard.press("Escape");

  await page.getByLabel("Найти клиента").fill("Ошибка");
  await expect(listed(page)).toHaveCount(2);
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(asked).toContainText(/Удалятся\s2 клиента/);
  await page.keyboard.press("Control+Enter");
  await expect(toast(page)).toContainText(/2\sклиента: удалено/);
  await expect(listed(page)).toHaveCount(0);
  await back(page, () => expect(listed(page)).toHaveCount(2), () => expect(listed(page)).toHaveCount(0));
});
