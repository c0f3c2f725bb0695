// Files of customers and deals: brought in every way, opened, removed and taken back, refused, carried by copies; a voice
// recorded on the spot; notes on a customer.
import type { Download, Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { board, firstPage, opened, saved, saving, takeIn } from "./support/app";
import { dialog, openByPointer, toast } from "./support/desk";
import { boardFile } from "./support/papers";
import { expect, test } from "./support/test";

const two = boardFile([
  ["Альфа", "Оплата получена", {}],
  ["Бета", "Новая сделка", {}],
]);
const quote = { name: "КП Альфа.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 quote") };
const letter = { name: "Письмо.txt", mimeType: "text/plain", buffer: Buffer.from("Согласны на ваши сроки") };

const files = (page: Page) => page.getByRole("region", { name: "Файлы" });
const kept = (page: Page, name: string) => files(page).getByRole("listitem").filter({ hasText: name });

/** The page of the deal with a customer. */
async function deal(page: Page, customer = "Альфа"): Promise<void> {
  await takeIn(page, two);
  await openByPointer(page, customer);
  await expect(files(page)).toBeVisible();
}

async function attach(page: Page, ...all: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await files(page).locator('input[type="file"]').setInputFiles(all);
}

/** Lets a file go over the section. */
async function dropInto(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: "text/plain" }));
      return transfer;
    },
    [name, text] as const,
  );
  await files(page).dispatchEvent("dragover", { dataTransfer });
  await expect(page.getByText("Отпустите файл")).toBeHidden();
  await files(page).dispatchEvent("drop", { dataTransfer });
}

/** A tone in the place of a microphone; it can be pulled out. */
async function hum(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tone = async () => {
      const audio = new AudioContext();
      const [from, to] = [audio.createOscillator(), audio.createMediaStreamDestination()];
      from.connect(to);
      from.start();
      window.addEventListener("pulled-out", () => to.stream.getTracks().forEach((track) => track.stop()));
      document.body.dataset.microphone = "live";
      setInterval(() => (document.body.dataset.microphone = to.stream.getAudioTracks()[0].readyState), 50);
      return to.stream;
    };
    Object.defineProperty(navigator.mediaDevices, "getUserMedia", { value: tone });
  });
}

/** The checksums under which contents lie in the browser. */
const contents = (page: Page) =>
  page.evaluate(async () => {
    const opened = indexedDB.open("voronka");
    const db = await new Promise<IDBDatabase>((done) => (opened.onsuccess = () => done(opened.result)));
    const asked = db.transaction("contents").objectStore("contents").getAllKeys();
    const keys = await new Promise<IDBValidKey[]>((done) => (asked.onsuccess = () => done(asked.result)));
    db.close();
    return keys.length;
  });

const bytes = async (download: Download) => readFile((await download.path())!);

test("files are attached by choosing and by dropping, stay, and are opened or given out", async ({ page }) => {
  await deal(page);
  await attach(page, quote, letter);
  await expect(kept(page, quote.name)).toContainText(/14\sБ/);
  await dropInto(page, "Чертёж.txt", "x".repeat(20_480));
  await expect(kept(page, "Чертёж.txt")).toContainText(/21\sКБ/);
  await saved(page);
  await page.reload();
  await expect(files(page).getByRole("listitem")).toHaveCount(3);

  const tab = page.waitForEvent("popup");
  await kept(page, letter.name).getByRole("button", { name: "Открыть" }).click();
  const opened = await tab;
  await opened.waitForURL(/^blob:/);
  await expect.poll(() => opened.evaluate(() => document.body?.innerText ?? "")).toBe("Согласны на ваши сроки");
  await opened.close();
  const download = page.waitForEvent("download");
  await kept(page, quote.name).getByRole("button", { name: "Скачать" }).click();
  expect((await download).suggestedFilename()).toBe(quote.name);
  expect(await bytes(await download)).toEqual(quote.buffer);

  // What happened is told where everything is.
  await expect(page.getByText(`Файл «${quote.name}»`).first()).toBeVisible();
  await saving(page).click();
  await expect(page.getByText(/^Файлы: 3, вместе/)).toBeVisible();
});

test("a caption is written, and a file that was removed comes back", async ({ page }) => {
  await deal(page);
  await attach(page, quote);
  await kept(page, quote.name).getByRole("button", { name: "Подписать" }).click();
  await page.getByRole("textbox", { name: "Подпись" }).fill("Со скидкой 5%");
  await page.keyboard.press("Enter");
  await expect(kept(page, "Со скидкой 5%")).toBeVisible();
  await kept(page, quote.name).getByRole("button", { name: "Удалить" }).click();
  await expect(files(page).getByRole("listitem")).toHaveCount(0);
  await toast(page).getByRole("button", { name: /^Отменить/ }).click();
  await expect(kept(page, "Со скидкой 5%")).toBeVisible();
  await saved(page);
  expect(await contents(page)).toBe(1);
  const download = page.waitForEvent("download");
  await kept(page, quote.name).getByRole("button", { name: "Скачать" }).click();
  expect(await bytes(await download)).toEqual(quote.buffer);

  // What nothing names any more goes with the next opening.
  await kept(page, quote.name).getByRole("button", { name: "Удалить" }).click();
  await saved(page);
  await page.reload();
  await expect(files(page)).toBeVisible();
  await expect.poll(() => contents(page)).toBe(0);
});

test("the same contents lie in the browser once", async ({ page }) => {
  await deal(page);
  await attach(page, quote, { ...quote, name: "КП ещё раз.pdf" });
  await expect(files(page).getByRole("listitem")).toHaveCount(2);
  expect(await contents(page)).toBe(1);
});

test("what is too large, or has nothing in it, is refused with a sentence, and the rest is kept", async ({ page }) => {
  await deal(page);
  const large = { name: "Видео.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(25_000_001) };
  const empty = { name: "Пустой.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) };
  await attach(page, large, quote, empty);
  const said = files(page).getByRole("alert");
  await expect(said).toContainText(/«Видео\.mp4»\. Файл слишком большой/);
  await expect(said).toContainText(/«Пустой\.txt»\. В\sфайле ничего нет/);
  await expect(kept(page, quote.name)).toBeVisible();
  await expect(files(page).getByRole("list").last().getByRole("listitem")).toHaveCount(1);
  expect(await contents(page)).toBe(1);
});

test("a full disk is told, and nothing is half done", async ({ page }) => {
  await deal(page);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
      if (this.name === "contents") throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  await attach(page, quote);
  await expect(files(page).getByRole("alert")).toContainText("не хватило места");
  await expect(kept(page, quote.name)).toHaveCount(1);
  await expect(files(page).getByRole("button", { name: "Скачать" })).toHaveCount(0);
  await saved(page);
});

test("a copy brings its files back, and one without them says what is missing", async ({ page }) => {
  test.slow();
  await deal(page);
  await attach(page, quote);
  await expect(kept(page, quote.name)).toBeVisible();
  await saved(page);
  await saving(page).click();
  const copies = page.getByRole("region", { name: "Копии" });
  const copied = async (withFiles: boolean) => {
    await copies.getByLabel(/^Вместе с\sфайлами, \+/).setChecked(withFiles);
    const download = page.waitForEvent("download");
    await copies.getByRole("button", { name: "Скачать копию" }).click();
    return bytes(await download);
  };
  const [whole, bare] = [await copied(true), await copied(false)];
  expect(whole.toString()).toContain(quote.buffer.toString("base64"));
  expect(bare.toString()).not.toContain("base64");

  for (const [copy, has] of [
    [bare, false],
    [whole, true],
  ] as const) {
    await page.goto("./");
    await saving(page).click();
    await page.getByRole("main").getByRole("button", { name: "Стереть всё" }).click();
    await dialog(page).getByRole("button", { name: "Стереть", exact: true }).click();
    await expect(firstPage(page)).toBeVisible();
    await opened(page);
    expect(await contents(page)).toBe(0);
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: "копия.json", mimeType: "application/json", buffer: copy });
    await expect(dialog(page).getByRole("row", { name: /^Файлы/ })).toBeVisible();
    await dialog(page).getByRole("button", { name: "Открыть" }).click();
    await expect(board(page)).toBeVisible();
    await saved(page);
    await openByPointer(page, "Альфа");
    const file = kept(page, quote.name);
    if (has) {
      const download = page.waitForEvent("download");
      await file.getByRole("button", { name: "Скачать" }).click();
      expect(await bytes(await download)).toEqual(quote.buffer);
    } else {
      await expect(file).toContainText("файла нет в\u00a0копии");
      await expect(file.getByRole("button", { name: "Открыть" })).toBeDisabled();
    }
  }
});

test("a voice is recorded, listened to in place, and what the buyer said is written down", async ({ page, context }) => {
  await context.grantPermissions(["microphone"]);
  await deal(page);
  await hum(page);
  await files(page).getByRole("button", { name: "Записать голос" }).click();
  await expect(files(page).getByRole("timer")).toHaveText("0:01");
  await files(page).getByRole("button", { name: "Остановить запись" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-microphone", "ended");
  await dialog(page).getByRole("textbox", { name: "Что сказал клиент?" }).fill("Ждут счёт к пятнице");
  await dialog(page).getByRole("button", { name: "Записать в\u00a0ленту" }).click();
  await expect(page.getByText("Ждут счёт к пятнице").first()).toBeVisible();
  const recorded = files(page).getByRole("listitem").filter({ hasText: /Запись .*\.webm/ });
  await recorded.getByRole("button", { name: "Слушать" }).click();
  await expect(recorded.locator("audio")).toHaveAttribute("src", /^blob:/);
  await saved(page);
});

test("a recording ends with its microphone, and what was said is kept", async ({ page }) => {
  await deal(page);
  await hum(page);
  await files(page).getByRole("button", { name: "Записать голос" }).click();
  await expect(files(page).getByRole("timer")).toHaveText("0:01");
  await page.evaluate(() => window.dispatchEvent(new Event("pulled-out")));
  await expect(dialog(page).getByRole("textbox", { name: "Что сказал клиент?" })).toBeVisible();
  await expect(files(page).getByRole("timer")).toHaveCount(0);
  await expect(files(page).getByRole("listitem").filter({ hasText: /Запись .*\.webm/ })).toHaveCount(1);
});

test("a microphone that is refused is said to be", async ({ page }) => {
  await deal(page);
  await page.evaluate(() => {
    const refuse = async () => {
      throw new DOMException("no", "NotAllowedError");
    };
    Object.defineProperty(navigator.mediaDevices, "getUserMedia", { value: refuse });
  });
  await files(page).getByRole("button", { name: "Записать голос" }).click();
  await expect(files(page).getByRole("alert")).toContainText("Разрешите его в");
  await expect(files(page).getByRole("button", { name: "Записать голос" })).toBeEnabled();
});

test("a customer has files and notes of their own, in their history too", async ({ page }) => {
  await takeIn(page, two);
  await page.goto("./customers");
  await page.getByRole("link", { name: "Альфа", exact: true }).click();
  const side = page.locator("aside.side");
  await attach(page, quote);
  await expect(kept(page, quote.name)).toBeVisible();
  await side.getByRole("textbox", { name: "Заметка о\u00a0клиенте" }).fill("Тендер объявят в октябре");
  await page.keyboard.press("Enter");
  const note = side.getByRole("listitem").filter({ hasText: "Тендер объявят" });
  await expect(note).toBeVisible();
  await note.getByRole("button", { name: "Изменить заметку" }).click();
  // Esc ends the edit alone: the panel stays, and so does what stood there.
  await side.getByRole("textbox", { name: "Изменить заметку" }).fill("Тендера не будет");
  await page.keyboard.press("Escape");
  await expect(side.getByRole("textbox", { name: "Изменить заметку" })).toHaveCount(0);
  await expect(note).toBeVisible();
  await note.getByRole("button", { name: "Изменить заметку" }).click();
  await side.getByRole("textbox", { name: "Изменить заметку" }).fill("Тендер объявят в ноябре");
  await side.getByRole("button", { name: "Сохранить" }).click();
  await expect(side.getByText("Тендер объявят в ноябре")).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(side.getByText("Тендер объявят в ноябре")).toBeVisible();
  await note.getByRole("button", { name: "Удалить" }).click();
  await expect(side.getByText("Тендер объявят")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(side.getByText("Тендер объявят в ноябре")).toBeVisible();
});

test("what is being written stays when something else of the customer changes, and the keyboard stays with it", async ({
  page,
}) => {
  await takeIn(page, two);
  await page.goto("./customers");
  await page.getByRole("link", { name: "Альфа", exact: true }).click();
  const side = page.locator("aside.side");
  const composer = side.getByRole("textbox", { name: "Заметка о\u00a0клиенте" });
  await composer.fill("Тендер объявят в октябре");
  await page.keyboard.press("Enter");
  const pen = side.getByRole("button", { name: "Изменить заметку" });
  await pen.click();
  const changed = side.getByRole("textbox", { name: "Изменить заметку" });
  await expect(changed).toBeFocused();
  await changed.fill("Тендер объявят в ноябре");
  await composer.fill("Ещё не записано");
  await attach(page, quote);
  await expect(kept(page, quote.name)).toBeVisible();
  await side.getByRole("button", { name: "Данные клиента" }).click();
  await dialog(page).getByLabel("Название").fill("Альфа-Плюс");
  await page.keyboard.press("Enter");
  await expect(side.getByRole("heading", { name: "Альфа-Плюс" })).toBeVisible();
  await expect(changed).toHaveValue("Тендер объявят в ноябре");
  await expect(composer).toHaveValue("Ещё не записано");
  await side.getByRole("button", { name: "Сохранить" }).click();
  await expect(side.getByText("Тендер объявят в ноябре")).toBeVisible();
  await expect(pen).toBeFocused();

  const caption = kept(page, quote.name).getByRole("button", { name: "Подписать" });
  await caption.click();
  await page.keyboard.press("Escape");
  await expect(caption).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Подпись" }).fill("Со скидкой");
  await page.keyboard.press("Enter");
  await expect(kept(page, quote.name).getByText("Со скидкой")).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BUTTON");
});
