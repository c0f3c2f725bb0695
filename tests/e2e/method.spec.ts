// The method at the desk: the buyer's proofs asked for in place, stages passed over for a reason, rules by role, handing
// over, and both readings of a board. By pointer and by keys; each step is taken back.
import type { Page } from "@playwright/test";
import { board, card, carry, column, publish, saved, takeIn, total, withoutProof } from "./support/app";
import {
  back,
  backByPointer,
  dialog,
  hire,
  open,
  openByPointer,
  sit,
  stands,
  tabTo,
  write,
} from "./support/desk";
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
  await dialog(page).getByRole("button", { name: "сайт" }).click();
  await dialog(page).getByRole("button", { name: "Создать", exact: true }).click();
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
  await saved(page);
  await page.goto("./board/deals-4r");
  const main = await open(page, "Дельта");
  await expect(main.getByRole("button", { name: "Источник: сайт" })).toBeVisible();
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

/** Says why the stage is passed over and gives what is asked besides. */
async function explain(page: Page, why: string): Promise<void> {
  const asked = dialog(page, "Почему пропускаем «Обсудить условия»?");
  await asked.getByLabel("Чем клиент подтвердил этот шаг").fill(why);
  for (const field of ["Сумма", "Продукты", "ЛПР"]) {
    const line = asked.getByLabel(field);
    if ((await line.count()) > 0) await line.fill(field === "Сумма" ? "100" : "Назвал");
  }
  await asked.getByLabel("Без доказательства, потому что…").check();
  await asked.getByRole("button", { name: "Передвинуть" }).click();
  await expect(asked).toBeHidden();
}

/** The same by keys. */
async function explainByKeys(page: Page, why: string): Promise<void> {
  const asked = dialog(page, "Почему пропускаем «Обсудить условия»?");
  await expect(asked.getByLabel("Чем клиент подтвердил этот шаг")).toBeFocused();
  await page.keyboard.type(why);
  await tabTo(page, asked.getByLabel("Без доказательства, потому что…"));
  await page.keyboard.press("Space");
  for (const field of ["Сумма", "Продукты", "ЛПР"]) {
    const line = asked.getByLabel(field);
    if ((await line.count()) > 0) await write(page, line, field === "Сумма" ? "100" : "Назвал");
  }
  await page.keyboard.press("Enter");
  await expect(asked).toBeHidden();
}

/** Lets deals pass over stages for a reason. */
async function skipsForReasons(page: Page): Promise<void> {
  await page.goto("./funnel/deals-4r?tab=roles");
  await page.getByLabel("Общие правила: Вперёд через этап").selectOption("С причиной");
  await publish(page);
  await page.goto("./board/deals-4r");
}

test("by pointer a skip is refused, and with the funnel's leave it asks why, is written down and taken back", async ({
  page,
}) => {
  await carry(page, card(page, "Альфа"), column(page, QUOTE));
  await expect(column(page, QUOTE)).toContainText("Этап пропускать нельзя");
  await expect(column(page, QUOTE)).toContainText("Сначала «Обсудить условия»: клиент ещё не сделал этот шаг.");
  await page.mouse.up();
  await stands(page, "Альфа", NEW);

  await skipsForReasons(page);
  await carry(page, card(page, "Альфа"), column(page, QUOTE));
  await expect(column(page, QUOTE)).toContainText("С пропуском, с причиной");
  await page.mouse.up();
  await dialog(page).getByRole("button", { name: "Передвинуть" }).click();
  await expect(dialog(page).getByText("Напишите причину", { exact: true })).toBeVisible();
  await explain(page, "Всё обсудили на выставке");
  await stands(page, "Альфа", QUOTE);
  await backByPointer(
    page,
    () => stands(page, "Альфа", NEW),
    () => stands(page, "Альфа", QUOTE),
  );
  const main = await openByPointer(page, "Альфа");
  await expect(main.getByRole("listitem").filter({ hasText: "Новая сделка → Отправить КП и расчёт" })).toContainText(
    "Причина: Всё обсудили на выставке",
  );
});

test("by keys a skip is refused, and with the funnel's leave it asks why, is written down and taken back", async ({
  page,
}) => {
  const says = page.getByRole("main").getByRole("status").last();
  const lift = async () => {
    await card(page, "Альфа").focus();
    for (const key of ["Space", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  };
  await lift();
  await expect(column(page, QUOTE)).toContainText("Этап пропускать нельзя");
  await page.keyboard.press("Enter");
  await expect(says).toContainText("Этап пропускать нельзя");
  await stands(page, "Альфа", NEW);

  await skipsForReasons(page);
  await lift();
  await expect(column(page, QUOTE)).toContainText("С пропуском, с причиной");
  await page.keyboard.press("Enter");
  await explainByKeys(page, "Всё решили по телефону");
  await stands(page, "Альфа", QUOTE);
  await back(
    page,
    () => stands(page, "Альфа", NEW),
    () => stands(page, "Альфа", QUOTE),
  );
  const main = await open(page, "Альфа");
  await expect(main.getByRole("listitem").filter({ hasText: "Новая сделка → Отправить КП и расчёт" })).toContainText(
    "Причина: Всё решили по телефону",
  );
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
  await saved(page);
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
