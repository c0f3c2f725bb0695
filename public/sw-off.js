// The way out: a host that serves this file as `sw.js` takes Voronka's service worker off every browser that comes by.
// Removes what the worker kept and the worker itself, and loads the open tabs anew. Data in IndexedDB stay.

const MINE = `voronka ${new URL(self.registration.scope).pathname} `;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(MINE));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
  const tabs = await self.clients.matchAll({ type: "window" });
  await Promise.all(tabs.map((tab) => tab.navigate(tab.url).catch(() => {})));
}
