// The method at the desk: the buyer's proofs asked for in place, reasons of the stage, rules by role, conditional refusals,
// handing over, and both readings of a board. By pointer and by keys; each step is taken back.
import type { Locator, Page } from "@playwright/test";
import { board, card, carry, column, publish, takeIn, total, withoutProof } from "./support/app";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const NEW = "deals-4r.new";
const TERMS = "deals-4r.terms";
const QUOTE = "deals-4r.quote";
const LEAD = "leads-4r.new";
const MQL = "leads-4r.mql";

const file = boardFile([
  ["Альфа", "Новая сделка"],
  ["Бета", "Обсудить условия"],
  ["Гамма", "Оплата получена"],
]);

const dialog = (page: Page) => page.getByRole("dialog");

/** The card is in this column and in no other. */
async function stands(page: Page, customer: string, stage: string): Promise<void> {
  await expect(card(column(page, stage), customer)).toBeVisible();
  await expect(card(page, customer)).toHaveCount(1);
}

/** Takes the last step back and does it again, each time looking at what the page shows. */
async function back(page: Page, undone: () => Promise<void>, redone: () => Promise<void>): Promise<void> {
  await page.keyboard.press("Control+z");
  await undone();
  await page.keyboard.press("Control+Shift+z");
  await redone();
}

/** Opens the page of a deal from its card. */
async function open(page: Page, customer: string): Promise<Locator> {
  await card(page, customer).focus();
  await page.keyboard.press("Enter");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: customer })).toBeVisible();
  return main;
}

/** Puts people on the sales desk. */
async function hire(page: Page, ...people: [name: string, role: string][]): Promise<void> {
  await page.goto("./setup/people");
  for (const [name, role] of people) {
    await page.getByLabel("Имя", { exact: true }).fill(name);
    await page.getByLabel("Роль", { exact: true }).selectOption(role);
    await page.getByRole("button", { name: "Добавить" }).click();
    await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  }
}

/** Says who sits at this device. */
async function sit(page: Page, name: string): Promise<void> {
  await page.goto("./setup/people");
  await page.getByRole("button", { name: `Это я: ${name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("здесь");
}

test.beforeEach(async ({ page }) => takeIn(page, file));

test("a lead is taken and becomes ready: proofs are asked for in place, given or explained, and stay with it", async ({
  page,
}) => {
  await hire(page, ["Лариса Лидова", "лидоруб"]);
  await sit(page, "Лариса Лидова");
  await page.goto("./board/leads-4r");
  await page.getByRole("button", { name: "Лид", exact: true }).click();
  await dialog(page).getByLabel("Компания").fill("Дельта");
  await dialog(page).getByLabel("Телефон").fill("+7 900 000-00-00");
  await dialog(page).getByRole("button", { name: "Создать" }).click();
  await stands(page, "Дельта", LEAD);

  // By pointer, with everything that is asked.
  await carry(page, card(page, "Дельта"), column(page, MQL));
  await expect(column(page, MQL)).toContainText("Спросим: доказательства");
  await page.mouse.up();
  const asked = page.getByRole("dialog", { name: "Что клиент сделал на этапе «Новый лид»?" });
  await asked.getByRole("button", { name: "Передвинуть" }).click();
  await expect(asked.getByText("Отметьте сделанное или напишите причину")).toBeVisible();
  await asked.getByRole("checkbox", { name: "Есть текст обращения или запись звонка" }).click();
  await asked.getByLabel("Что ответил клиент").fill("+7 900 000-00-00, Пётр");
  await asked.getByLabel("Задача клиента").fill("Плавный пуск дробилки");
  await asked.getByRole("button", { name: "Передвинуть" }).click();
  await expect(asked).toBeHidden();
  await stands(page, "Дельта", MQL);
  await back(
    page,
    () => stands(page, "Дельта", LEAD),
    () => stands(page, "Дельта", MQL),
  );

  // By a key, with a reason instead.
  await card(page, "Дельта").focus();
  await page.keyboard.press("s");
  await dialog(page).getByLabel("Срок запуска").fill("2027-03-01");
  for (const name of ["Бюджет", "ЛПР"]) await dialog(page).getByLabel(name).fill("Назвал");
  await withoutProof(page, "Всё сказал при встрече");
  // A robot takes over what is ready.
  await expect(page.getByText(/Лид дошёл до SQL/).first()).toBeVisible();
  await page.goto("./board/deals-4r");
  const main = await open(page, "Дельта");
  await expect(main).toContainText("Причина: Всё сказал при встрече");
  await expect(main).toContainText("Взяли в работу: Лариса Лидова");
  await expect(main).toContainText("+7 900 000-00-00, Пётр");
});

test("on the page of a deal a proof is written in place, put right and taken away", async ({ page }) => {
  const main = await open(page, "Альфа");
  const proof = main.getByRole("checkbox", { name: "Назначен разбор задачи" });
  await proof.click();
  const day = main.getByLabel(/^Какая дата: Назначен разбор задачи/);
  await expect(day).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(proof).toHaveAttribute("aria-checked", "false");
  await proof.click();
  await day.fill("2027-01-18");
  await page.keyboard.press("Enter");
  await expect(proof).toHaveAttribute("aria-checked", "true");
  await expect(main).toContainText("18 янв. 2027");
  await back(
    page,
    () => expect(proof).toHaveAttribute("aria-checked", "false"),
    () => expect(proof).toHaveAttribute("aria-checked", "true"),
  );
  await proof.click();
  await expect(proof).toHaveAttribute("aria-checked", "false");

  // What is missing for the next stage is said, the stage's data among it.
  await expect(main.getByRole("list", { name: "Чего не хватает" })).toContainText("Разговор с хантером состоялся");
  await expect(main.getByRole("list", { name: "Чего не хватает" })).toContainText("Бюджет");
  // A question of qualification is answered where it stands.
  const question = main.locator(".qa .edit").filter({ hasText: "Спросить на звонке" }).first();
  await question.click();
  await page.keyboard.type("Гидромуфты 1998 года");
  await page.keyboard.press("Enter");
  await expect(main).toContainText("Гидромуфты 1998 года");
  await page.keyboard.press("Control+z");
  await expect(main).not.toContainText("Гидромуфты 1998 года");
});

test("a loss takes a reason of the stage, and «Другое» takes a sentence", async ({ page }) => {
  await card(page, "Бета").focus();
  await page.keyboard.press("l");
  const why = page.getByRole("dialog", { name: "Почему клиент остановился?" });
  await expect(why.getByRole("radio", { name: /^Не сформулировал требования для КП/ })).toBeVisible();
  await expect(why.getByRole("radio", { name: /^Не нашёл денег на аванс/ })).toHaveCount(0);
  await why.getByRole("radio", { name: "Другое, напишу словами" }).check();
  await why.getByLabel("Слова клиента").fill("Передумали");
  await why.getByRole("radio", { name: /^Закрыть/ }).check();
  await why.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(why.getByText("«Другое» не объясняет: напишите хотя бы три слова")).toBeVisible();
  await expect(why.getByLabel("Слова клиента")).toBeFocused();
  await why.getByLabel("Слова клиента").fill("Купили у соседей");
  await page.keyboard.press("Enter");
  await expect(why).toBeHidden();
  await expect(card(page, "Бета")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await stands(page, "Бета", TERMS);

  await card(page, "Бета").focus();
  await page.keyboard.press("l");
  await why.getByRole("radio", { name: /^Не сформулировал требования для КП/ }).check();
  await why.getByRole("radio", { name: /^Закрыть/ }).check();
  await why.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(page.getByText("«Бета»: отказ сохранён")).toBeVisible();
  await expect(card(page, "Бета")).toHaveCount(0);
});

test("a conditional refusal names its day, the page tells when the buyer returns, and it can be taken back", async ({
  page,
}) => {
  const main = await open(page, "Альфа");
  await page.keyboard.press("l");
  const why = dialog(page);
  await why.getByRole("radio", { name: /^Передумал до разговора/ }).check();
  await why.getByRole("radio", { name: /^Условный отказ/ }).check();
  await why.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(why.getByText("Назовите день возврата")).toBeVisible();
  await why.getByLabel("Вернуть").fill("2020-01-01");
  await why.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(why.getByText("Этот день уже прошёл")).toBeVisible();
  await why.getByLabel("Вернуть").fill("2099-01-18");
  await why.getByRole("button", { name: "Сохранить отказ" }).click();
  await expect(why).toBeHidden();
  const note = main.getByRole("note");
  await expect(note).toContainText("Условный отказ, вернётся 18 янв. 2099");
  await expect(note).toContainText("Передумал до разговора");
  await back(
    page,
    () => expect(note).toHaveCount(0),
    () => expect(note).toContainText("вернётся 18 янв. 2099"),
  );
});

test("a skip is refused, and with the funnel's leave it asks why and is written down", async ({ page }) => {
  await carry(page, card(page, "Альфа"), column(page, QUOTE));
  await expect(column(page, QUOTE)).toContainText("Этап пропускать нельзя");
  await page.mouse.up();
  await stands(page, "Альфа", NEW);

  await page.goto("./funnel/deals-4r?tab=roles");
  await page.getByLabel("Общие правила: Вперёд через этап").selectOption("С причиной");
  await publish(page);
  await page.goto("./board/deals-4r");
  await card(page, "Альфа").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(column(page, QUOTE)).toContainText("С пропуском, с причиной");
  await page.keyboard.press("Enter");
  const why = page.getByRole("dialog", { name: "Почему пропускаем «Обсудить условия»?" });
  await why.getByLabel("Чем клиент подтвердил этот шаг").fill("Всё обсудили на выставке");
  for (const field of ["Сумма", "Продукты", "ЛПР"]) {
    const line = why.getByLabel(field);
    if ((await line.count()) > 0) await line.fill(field === "Сумма" ? "100" : "Назвал");
  }
  await why.getByLabel("Без доказательства, потому что…").check();
  await why.getByRole("button", { name: "Передвинуть" }).click();
  await expect(why).toBeHidden();
  await stands(page, "Альфа", QUOTE);
  await back(
    page,
    () => stands(page, "Альфа", NEW),
    () => stands(page, "Альфа", QUOTE),
  );
  const main = await open(page, "Альфа");
  await expect(main).toContainText("Причина: Всё обсудили на выставке");
});

test("who may not move a deal on is told who does, by pointer and by keys", async ({ page }) => {
  await hire(page, ["Лариса Лидова", "лидоруб"], ["Харитон Охотников", "хантер"]);
  await page.goto("./funnel/deals-4r?tab=roles");
  await page.getByLabel("Новая сделка: двигает хантер").check();
  await publish(page);
  await sit(page, "Лариса Лидова");
  await page.goto("./board/deals-4r");
  await carry(page, card(page, "Альфа"), column(page, TERMS));
  await expect(column(page, TERMS)).toContainText("С этого этапа двигают другие");
  await expect(column(page, TERMS)).toContainText("Это делает: хантер.");
  await page.mouse.up();
  await stands(page, "Альфа", NEW);
  await card(page, "Альфа").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("status").last()).toContainText("С этого этапа двигают другие");
  await stands(page, "Альфа", NEW);

  // The rail says who sits here, and lets them change.
  const me = page.getByRole("button", { name: /^За этим устройством/ });
  await expect(me).toHaveAccessibleName("За этим устройством, Лариса Лидова");
  await me.click();
  await page.getByRole("button", { name: /Харитон Охотников/ }).click();
  await expect(me).toHaveAccessibleName("За этим устройством, Харитон Охотников");
  await carry(page, card(page, "Альфа"), column(page, TERMS));
  await expect(column(page, TERMS)).toContainText("Спросим: доказательства");
  await page.keyboard.press("Escape");
  await page.mouse.up();
});

test("a deal is handed over with what the next one needs to know", async ({ page }) => {
  await hire(page, ["Харитон Охотников", "хантер"], ["Фёдор Полевой", "фермер"]);
  await sit(page, "Фёдор Полевой");
  await page.goto("./board/deals-4r");
  await card(page, "Бета").focus();
  await page.keyboard.press("h");
  const whom = page.getByRole("dialog", { name: "Кому передать «Бета»?" });
  await expect(whom.getByRole("radio").first()).toBeChecked();
  await expect(whom.getByLabel("Что важно знать")).toHaveValue(/Задача: [^]*Не\sхватает: [^]*Следующий контакт/);
  await whom.getByRole("radio", { name: /Харитон Охотников/ }).check();
  await whom.getByRole("button", { name: "Передать" }).click();
  await expect(whom).toBeHidden();
  await expect(page.getByText("«Бета» теперь ведёт Харитон Охотников")).toBeVisible();

  // A person's board is one press away.
  await page.getByRole("button", { name: /^Мои/ }).click();
  await expect(card(page, "Бета")).toHaveCount(0);
  await page.getByRole("button", { name: /^Мои/ }).click();
  const main = await open(page, "Бета");
  await expect(main).toContainText("Передача");
  await expect(main).toContainText("Кому: Харитон Охотников");
  const owner = main.getByRole("button", { name: /^Ведёт:/ });
  await expect(owner).toHaveAccessibleName("Ведёт: Харитон Охотников");
  await back(
    page,
    () => expect(owner).toHaveAccessibleName("Ведёт: не назначен"),
    () => expect(owner).toHaveAccessibleName("Ведёт: Харитон Охотников"),
  );

  // Nobody leaves the desk while a deal has their name.
  await page.goto("./setup/people");
  await page.getByRole("button", { name: "Убрать: Харитон Охотников" }).click();
  await expect(page.getByText("Харитон Охотников остаётся")).toBeVisible();
  await expect(page.getByRole("row", { name: /Харитон Охотников/ })).toBeVisible();
});

test("a board is read as the buyer's steps or as the seller's tasks, and the device remembers", async ({ page }) => {
  await expect(column(page, TERMS)).toContainText("Клиент назвал параметры");
  await page.getByRole("button", { name: "Задачи менеджера" }).click();
  await expect(column(page, TERMS)).not.toContainText("Клиент назвал параметры");
  await page.reload();
  await expect(board(page)).toBeVisible();
  await expect(page.getByRole("button", { name: "Задачи менеджера" })).toHaveAttribute("aria-pressed", "true");
  const main = await open(page, "Бета");
  await expect(main).toContainText("Задача менеджера на этом этапе");
  await page.goto("./board/deals-4r");
  await page.getByRole("button", { name: "Шаги клиента" }).click();
  await expect(column(page, TERMS)).toContainText("Клиент назвал параметры");
  await expect(total(page, TERMS)).toHaveText("1");
});
