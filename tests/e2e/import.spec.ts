// From a file to a board: what is in it is shown before, loaded as it is, taken back and done again as one step.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  type Paper,
  board,
  carry,
  choose,
  column,
  copy,
  downloaded,
  drop,
  firstPage,
  loadButton,
  opened,
  saved,
  shown,
  standing,
  takeIn,
  total,
  withoutProof,
} from "./support/app";
import { rows } from "./support/database";
import { type ExportStage, csv, dealsExport } from "./support/papers";
import { expect, test } from "./support/test";

const root = join(import.meta.dirname, "../..");
const invented = dealsExport(600);
const exports: { name: string; file: Paper; counts: Record<ExportStage, number> }[] = [
  { name: "an invented export", ...invented },
];
const real = join(root, "../shared/data/deals_export/sales_pipeline.csv");
if (existsSync(real)) {
  exports.push({
    name: "the real export",
    file: { name: "sales_pipeline.csv", text: readFileSync(real) },
    counts: { Won: 4238, Lost: 2473, Engaging: 1589, Prospecting: 500 },
  });
}

/** Where the deals of each stage of the export stand afterwards. */
const places: Record<ExportStage, string> = {
  Won: "deals-4r.won",
  Lost: "deals-4r.lost",
  Engaging: "deals-4r.terms",
  Prospecting: "leads-4r.new",
};
const NEW = "deals-4r.new";
const QUOTE = "deals-4r.quote";
const AGREE = "deals-4r.agree";

/** Goes through the boards, by keys, and finds the export's own counts there. */
async function boardsShow(page: Page, counts: Record<ExportStage, number>): Promise<void> {
  await expect(board(page)).toBeVisible();
  await expect(total(page, places.Engaging)).toHaveText(shown(counts.Engaging));
  await page.keyboard.press("1");
  await expect(total(page, places.Prospecting)).toHaveText(shown(counts.Prospecting));
  await page.keyboard.press("2");
  await expect(board(page)).toBeVisible();
}

for (const { name, file, counts } of exports) {
  test(`${name} becomes a board with its own counts, as one step that can be undone`, async ({ page }) => {
    test.slow();
    await page.goto("./");
    await drop(page, file);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("heading", { name: "Похоже на сделки" })).toBeVisible();
    for (const [stage, count] of Object.entries(counts)) {
      const row = dialog.getByRole("row").filter({ has: page.getByRole("combobox", { name: stage, exact: true }) });
      await expect(row.getByRole("cell").nth(1)).toHaveText(shown(count));
    }
    await loadButton(page).click();
    await boardsShow(page, counts);
    await saved(page);

    await page.keyboard.press("Control+z");
    await expect(firstPage(page)).toBeVisible();
    await page.keyboard.press("Control+Shift+z");
    await boardsShow(page, counts);
    await saved(page);

    await page.reload();
    await boardsShow(page, counts);
    const expected = Object.entries(counts).map(([stage, count]) => [places[stage as ExportStage], count]);
    expect(standing(await copy(page))).toEqual(Object.fromEntries(expected));
  });

  test(`${name} is worked with: refused and allowed by pointer and by keys, undone, reloaded`, async ({ page }) => {
    test.slow();
    await takeIn(page, file);
    const cards = column(page, places.Engaging).locator("[data-id]");
    const [first, second] = await cards.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.id!));
    const deal = (id: string | undefined, stage = places.Engaging) =>
      column(page, stage).locator(`[data-id="${id}"]`);
    const dialog = page.getByRole("dialog");
    const stand = async (terms: number, quote: number, back: number) => {
      await expect(total(page, places.Engaging)).toHaveText(shown(counts.Engaging - terms));
      await expect(total(page, QUOTE)).toHaveText(shown(quote));
      await expect(total(page, NEW)).toHaveText(shown(back));
    };

    await carry(page, deal(first), column(page, AGREE));
    await expect(column(page, AGREE)).toContainText("Этап пропускать нельзя");
    await page.mouse.up();
    await expect(column(page, AGREE)).not.toContainText("Нельзя");
    await deal(second).focus();
    for (const key of ["Space", "ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
    await expect(column(page, AGREE)).not.toContainText("Нельзя");
    await stand(0, 0, 0);

    await carry(page, deal(first), column(page, QUOTE));
    await expect(column(page, QUOTE)).toContainText("Спросим: доказательства, сумма");
    await page.mouse.up();
    await dialog.getByLabel("Сумма").fill("120 000");
    await dialog.getByLabel("ЛПР").fill("Главный инженер");
    await withoutProof(page);
    await expect(deal(first, QUOTE)).toBeVisible();
    await stand(1, 1, 0);

    await deal(second).focus();
    for (const key of ["Space", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
    await dialog.getByLabel("Что изменилось у клиента").fill("Сменился директор");
    await dialog.getByLabel("Задача клиента").fill("Новый цех");
    await dialog.getByRole("button", { name: "Передвинуть" }).click();
    await expect(deal(second, NEW)).toBeVisible();
    await stand(2, 1, 1);

    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await stand(0, 0, 0);
    await expect(deal(first)).toBeVisible();
    await page.keyboard.press("Control+Shift+z");
    await stand(1, 1, 0);
    await saved(page);
    await page.reload();
    await stand(1, 1, 0);
    await expect(deal(first, QUOTE)).toBeVisible();
    await expect(deal(second)).toBeVisible();
  });
}

test("an undone import stays undone over a reload", async ({ page }) => {
  await page.goto("./");
  await choose(page, invented.file);
  await loadButton(page).click();
  await expect(board(page)).toBeVisible();
  await saved(page);
  await page.keyboard.press("Control+z");
  await expect(firstPage(page)).toBeVisible();
  // The first page has no sign of the disk; the database tells.
  const left = async () => (await rows(page)).filter((row) => row.v.deleted !== true).length;
  await expect.poll(left).toBe(0);
  await page.reload();
  await opened(page);
  await expect(firstPage(page)).toBeVisible();
});

test("a dropped file waits for the person, and nothing changes without them", async ({ page }) => {
  await page.goto("./");
  await drop(page, invented.file);
  const dialog = page.getByRole("dialog");
  await expect(loadButton(page)).toBeEnabled();
  await dialog.getByRole("button", { name: "Отмена" }).click();
  await expect(dialog).toBeHidden();
  await expect(firstPage(page)).toBeVisible();
  await page.reload();
  await opened(page);
  await expect(firstPage(page)).toBeVisible();

  await drop(page, invented.file);
  await loadButton(page).click();
  await expect(total(page, places.Engaging)).toHaveText(shown(invented.counts.Engaging));
});

test("an import that is stopped leaves nothing behind", async ({ page }) => {
  test.slow();
  // Pressed as soon as it is there: while the records come in, on a fast machine too.
  await page.addInitScript(() => {
    const press = () => {
      const busy = document.querySelector("dialog:has(progress)[aria-label='Добавляем']");
      busy?.querySelector<HTMLElement>(".df button")?.click();
    };
    new MutationObserver(press).observe(document, { subtree: true, childList: true });
  });
  await page.goto("./");
  await drop(page, dealsExport(5_000).file);
  await loadButton(page).click();
  await expect(page.getByText("Загрузка остановлена, ничего не добавлено")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(firstPage(page)).toBeVisible();
  await page.reload();
  await opened(page);
  await expect(firstPage(page)).toBeVisible();
  expect(await rows(page)).toEqual([]);
});

test("a stage that is not known is chosen by the person", async ({ page }) => {
  const header = ["opportunity_id", "account", "deal_stage", "close_value", "engage_date"];
  const deals = Array.from({ length: 7 }, (_, at) => [
    `U${at}`,
    `Клиент ${at}`,
    at < 4 ? "Зелёный коридор" : "Engaging",
    100,
    "2026-10-01",
  ]);
  await page.goto("./");
  await drop(page, { name: "свои этапы.csv", text: csv([header, ...deals]) });
  const dialog = page.getByRole("dialog");
  const blocked = dialog.getByRole("button", { name: "Загрузить: ещё 1 этап" });
  await expect(blocked).toHaveAttribute("aria-disabled", "true");
  await blocked.click({ force: true });
  await expect(dialog).toBeVisible();

  await expect(dialog.getByRole("combobox", { name: "Engaging" })).toHaveValue("deals-4r.terms");
  const unknown = dialog.getByRole("combobox", { name: "Зелёный коридор" });
  await expect(unknown).toHaveValue("");
  await unknown.selectOption({ label: "Сделки: Отправить КП и расчёт" });
  await loadButton(page).click();
  await expect(total(page, "deals-4r.quote")).toHaveText("4");
  await expect(total(page, "deals-4r.terms")).toHaveText("3");
  await expect(total(page, "deals-4r.new")).toHaveText("0");
});

test("rows that do not fit come back as a file with the reason in each", async ({ page }) => {
  const header = ["opportunity_id", "account", "deal_stage", "close_value", "engage_date", "close_date"];
  const deals = [
    ["R1", "Хорошая", "Engaging", "100", "2026-10-01", ""],
    ["R2", "Сумма", "Engaging", "12х4", "2026-10-01", ""],
    ["R3", "Наоборот", "Won", "100", "2026-10-02", "2026-09-01"],
    ["R1", "Дважды", "Engaging", "100", "2026-10-01", ""],
  ];
  await page.goto("./");
  await drop(page, { name: "грязь.csv", text: csv([header, ...deals]) });
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Скачать эти строки" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("грязь, не прочитаны.csv");
  const lines = (await downloaded(file)).replace("\ufeff", "").trimEnd().split("\r\n");
  expect(lines.map((line) => line.replaceAll("\u00a0", " "))).toEqual([
    "opportunity_id,account,deal_stage,close_value,engage_date,close_date,Почему не загружено",
    "R2,Сумма,Engaging,12х4,2026-10-01,,сумма «12х4» не читается",
    'R3,Наоборот,Won,100,2026-10-02,2026-09-01,"закрыта раньше, чем создана"',
    "R1,Дважды,Engaging,100,2026-10-01,,этот номер уже есть в строке 2",
  ]);
  await loadButton(page).click();
  await expect(total(page, "deals-4r.terms")).toHaveText("1");
  await expect(column(page, "deals-4r.terms")).toContainText("Хорошая");
});

test("a list of purchases becomes scores of every customer", async ({ page }) => {
  test.slow();
  const path = join(root, "tests/fixtures/online_retail");
  await page.goto("./");
  await choose(page, join(path, "orders.csv"));
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Похоже на список покупок" })).toBeVisible();
  await loadButton(page).click();
  await expect(page.getByRole("table", { name: "Таблица оценок" })).toBeVisible();
  await saved(page);

  // Opened anew, so from the disk, on the day that the expected scores are of.
  await page.goto("./board/return-4r?asof=2011-12-02");
  const expected = readFileSync(join(path, "expected_rfm_2011-12-02.csv"), "utf8").trim().split("\n").slice(1);
  await expect(page.getByText("Оценки клиентов").locator("..").getByRole("status")).toHaveText(
    `${shown(expected.length)} клиентов`,
  );
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Выгрузить" }).click();
  const [, ...lines] = (await downloaded(await download)).trimEnd().split("\r\n");
  const scored = new Set(lines.map((line) => line.replaceAll('"', "")));
  const hoped = expected
    .map((line) => line.split(","))
    .map(([id, last, r, f, , , m, , , , code]) => [id, last, r, f, m, code].join());
  expect(scored.size).toBe(hoped.length);
  expect(hoped.filter((line) => !scored.has(line))).toEqual([]);
});
