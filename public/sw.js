// Voronka's service worker: after the first visit the application opens without the network.
//
// - It keeps every file of one build, by name and hash. `cargo xtask build` writes the list below; a file that does not
//   have its hash is refused and the whole installation with it, so two builds never mix.
// - A new version installs beside the old one and waits. It takes over when no tab of the old one is left, or when the
//   person accepts it: then a page posts {type: "skip-waiting"}, and all tabs reload.
// - Data are none of its business: they live in IndexedDB.
//
// To switch it off on a host for good: put `sw-off.js` in the place of `sw.js`. Browsers fetch the worker anew at the
// next visit; that one removes itself and everything kept here. Data stay.

const BUILD = { version: "", files: [] };

// Several copies may live on one origin, under different paths; each cares for its own caches only.
const SCOPE = self.registration.scope;
const MINE = `voronka ${new URL(SCOPE).pathname} `;
const CACHE = MINE + BUILD.version;
const LIVED = new URL("sw.js?lived", SCOPE).href;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "skip-waiting") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) event.respondWith(answer(request));
});

// A reminder is pressed: the page where it leads, in a tab that is open if there is one.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(new URL(event.notification.data?.to ?? "./", SCOPE)));
});

async function show(address) {
  if (!address.href.startsWith(SCOPE)) return;
  const tabs = await self.clients.matchAll({ type: "window" });
  const tab = tabs.find((tab) => tab.url === address.href) ?? tabs[0];
  if (!tab) return self.clients.openWindow(address.href);
  await tab.focus();
  if (tab.url !== address.href) await tab.navigate(address.href).catch(() => self.clients.openWindow(address.href));
}

async function install() {
  const cache = await caches.open(CACHE);
  const keep = async ([file, integrity]) => {
    const url = new URL(file, SCOPE);
    // The browser's own cache may hold a file of the build before; asking the host costs little when it does not.
    const response = await fetch(url, { integrity, cache: "no-cache" });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    await cache.put(url, response);
  };
  try {
    const page = BUILD.files.at(-1);
    await Promise.all(BUILD.files.slice(0, -1).map(keep));
    await keep(page); // last: with the page in place everything that it names is in place
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// Tabs of the version that this one replaces may live for another moment: its cache stays until the next change.
async function activate() {
  const cache = await caches.open(CACHE);
  await cache.put(LIVED, new Response());
  const older = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
  const lived = [];
  for (const name of older) {
    if (await (await caches.open(name)).match(LIVED)) lived.push(name);
  }
  const replaced = lived.at(-1);
  await Promise.all(older.filter((name) => name !== replaced).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// A file of this build; else one that a tab of the version before still asks for; else the network. Every other
// address that is opened is a place inside the application, and gets its page.
async function answer(request) {
  const cache = await caches.open(CACHE);
  const how = { ignoreSearch: true, ignoreVary: true };
  const kept = await cache.match(request, how);
  if (kept) return kept;
  if (request.mode === "navigate") return (await cache.match(SCOPE, how)) ?? fetch(request);
  return (await caches.match(request, how)) ?? fetch(request);
}
