// The application as a person meets it: what is pressed, and where what it shows is read. Russian words, as the
// configuration asks for; deliberately not here: expectations of one specification.
import { readFile } from "node:fs/promises";
import { expect, type Download, type Locator, type Page } from "@playwright/test";

/** A file that a person has on the disk. */
export interface Paper {
  name: string;
  text: string | Buffer;
}

/** What a file input or a path takes. */
export const payload = ({ name, text }: Paper) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Chooses files by the button of the first page, or of a page that waits for data. */
export async function choose(page: Page, files: string | Paper): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.locator("button", { hasText: /^(Выбрать файл|Загрузить файл)$/ }).click();
  await (await chooser).setFiles(typeof files === "string" ? files : payload(files));
}

/** Waits until the application stands where the page had its outline: before that nobody listens. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator("#skeleton")).toHaveCount(0);
}

/** Waits until the records of this browser have been read: only then the page that is shown is the last word. */
export async function opened(page: Page): Promise<void> {
  await expect(page.locator(".banners")).toHaveCount(1);
}

/** Drops a file on the page, with everything that a browser says on the way. */
export async function drop(page: Page, { name, text }: Paper): Promise<void> {
  await ready(page);
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: "text/csv" }));
      return transfer;
    },
    [name, text.toString()] as const,
  );
  const over = page.getByText("Отпустите файл");
  await page.dispatchEvent("body", "dragover", { dataTransfer });
  await expect(over).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer });
  await expect(over).toBeHidden();
}

/** The button of the import's dialog that loads, as soon as everything has been counted. */
export const loadButton = (page: Page) => page.getByRole("dialog").getByRole("button", { name: /^Загрузить \d/ });

/** Takes a file of deals in from the first page and waits until the disk has it. */
export async function takeIn(page: Page, file: Paper, address = "./"): Promise<void> {
  await page.goto(address);
  await choose(page, file);
  await loadButton(page).click();
  await expect(board(page)).toBeVisible();
  await saved(page);
}

/** Opens the example company and waits until the disk has it. */
export async function openExample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Открыть пример" }).click();
  await expect(board(page)).toBeVisible();
  await saved(page);
}

/** What the screen says of the disk: `data-state` is pending, saved or failed. */
export const saving = (page: Page) => page.locator("a[data-state]:visible");

/** Waits until the screen says that what was done has been saved. Before anything was done it says only «Здесь». */
export async function saved(page: Page): Promise<void> {
  // A large import takes its time on a busy machine.
  await expect(saving(page)).toHaveText("Сохранено", { timeout: 60_000 });
  await expect(saving(page)).toHaveAttribute("data-state", "saved");
}

/** What of the page is wider than it has room: the window itself scrolls nowhere. */
export const tooWide = (page: Page) =>
  page
    .locator("#main, #main .scroll, #main .panel")
    .evaluateAll((all) => all.filter((at) => at.scrollWidth > at.clientWidth + 1).map((at) => at.className));

/** The first page, which asks what to begin with. */
export const firstPage = (page: Page) => page.getByRole("heading", { name: "С чего начнём?" });

/** A board: of the deals, or of another funnel. */
export const board = (page: Page, funnel = "Сделки") =>
  page.getByRole("region", { name: `Доска: ${funnel}`, exact: true });

/** A column by the identity of its stage: `deals-4r.terms`. */
export const column = (page: Page, stage: string) => page.locator(`section[data-stage="${stage}"]`);

/** The number at the head of a column. */
export const total = (page: Page, stage: string) => column(page, stage).locator(".tot > b");

/** A card by the name of its customer, wherever it stands or in one column. */
export const card = (within: Page | Locator, customer: string) =>
  within.getByRole("article", { name: new RegExp(`^${customer},`) });

/** A number as a column shows it. */
export const shown = (number: number) => number.toLocaleString("ru-RU");

/** Presses a card and carries it over a column, without letting go. */
export async function carry(page: Page, what: Locator, to: Locator): Promise<void> {
  const [from, over] = [await what.boundingBox(), await to.boundingBox()];
  if (!from || !over) throw new Error("the card or the column is not on the screen");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 10, from.y + from.height / 2 + 10);
  await page.mouse.move(over.x + over.width / 2, over.y + over.height / 2, { steps: 4 });
}

/** Answers the dialog that asks for proofs: moves on without them, for a reason. */
export async function withoutProof(page: Page, why = "Подтвердил по телефону"): Promise<void> {
  const asked = page.getByRole("dialog");
  await asked.getByLabel("Без доказательства, потому что…").check();
  await asked.getByLabel("Почему двигаем без доказательства").fill(why);
  await page.keyboard.press("Enter");
  await expect(asked).toBeHidden();
}

/** Lets deals of a funnel go on without proofs, by its editor, and puts that in force at once. */
export async function unproved(page: Page, funnel: string): Promise<void> {
  await page.goto(`./funnel/${funnel}?tab=roles`);
  await page.getByLabel("Общие правила: Без доказательств").selectOption("Свободно");
  await publish(page);
}

/** Puts the draft of a funnel in force, for deals at work too. */
export async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Опубликовать", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Новые правила сразу/ }).check();
  await dialog.getByRole("button", { name: /^Опубликовать версию/ }).click();
  await expect(dialog).toBeHidden();
  await saved(page);
}

/** A record of the copy that a person can download. */
export interface Stored {
  id: string;
  kind: string;
  v: Record<string, unknown>;
}

/** The text of a file that the page offered. */
export async function downloaded(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}

/** Every record of the workspace, from the copy that «Здесь» offers. The page stays there. */
export async function copy(page: Page): Promise<Stored[]> {
  await saving(page).click();
  await expect(page.getByRole("heading", { name: "Здесь" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("main").getByRole("button", { name: "Скачать копию" }).first().click();
  const file = JSON.parse(await downloaded(await download)) as { records: Record<string, Stored> };
  return Object.values(file.records);
}

/** How many deals stand on each stage or end. */
export function standing(records: Stored[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, v } of records) {
    if (kind === "deal") counts[String(v.stage)] = (counts[String(v.stage)] ?? 0) + 1;
  }
  return counts;
}
