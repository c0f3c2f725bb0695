// The application's database as the developer tools see it: to damage it on purpose, and to look past the screen.
import type { Page } from "@playwright/test";

/** A record as it is stored. */
export interface Row {
  id: string;
  kind: string;
  v: Record<string, unknown>;
  t?: Record<string, string>;
}

/** Every stored record. */
export async function rows(page: Page): Promise<Row[]> {
  return page.evaluate(async () => {
    const opened = indexedDB.open("voronka");
    const db = await new Promise<IDBDatabase>((done) => (opened.onsuccess = () => done(opened.result)));
    const asked = db.transaction("rows").objectStore("rows").getAll();
    const all = await new Promise<Row[]>((done) => (asked.onsuccess = () => done(asked.result)));
    db.close();
    return all;
  });
}

/** Puts records into the database behind the application's back. */
export async function put(page: Page, records: unknown[]): Promise<void> {
  await page.evaluate(async (records) => {
    const opened = indexedDB.open("voronka");
    const db = await new Promise<IDBDatabase>((done) => (opened.onsuccess = () => done(opened.result)));
    const transaction = db.transaction("rows", "readwrite");
    for (const record of records) transaction.objectStore("rows").put(record);
    await new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error);
    });
    db.close();
  }, records);
}
