// Registers the service worker; only a release has this script.
//
// When a new version has arrived and waits, `voronka:update` is dispatched on window and <html data-update="waiting">
// is set for whoever listens later. Nothing changes until the person accepts: dispatch `voronka:update-accepted` on
// window, and the new version takes over in all tabs, each of which reloads.
(() => {
  const workers = navigator.serviceWorker;
  if (!workers) return; // not a secure address: everything works, only not offline

  let controlled = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    // The first worker takes a page that was loaded without one; that page is of this very version.
    if (controlled) location.reload();
    controlled = true;
  });

  const offer = () => {
    document.documentElement.dataset.update = "waiting";
    window.dispatchEvent(new CustomEvent("voronka:update"));
  };

  const watch = (registration) => {
    window.addEventListener("voronka:update-accepted", () => {
      registration.waiting?.postMessage({ type: "skip-waiting" });
    });
    if (registration.waiting && workers.controller) offer();
    registration.addEventListener("updatefound", () => {
      const arriving = registration.installing;
      arriving?.addEventListener("statechange", () => {
        if (arriving.state === "installed" && workers.controller) offer();
      });
    });
    // A tab that stays open for weeks asks when the person comes back to it.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => {}); // offline: next time
    });
  };

  // After everything that the page itself needs.
  window.addEventListener("load", () => {
    workers
      .register(new URL("sw.js", document.baseURI), { scope: new URL("./", document.baseURI).pathname })
      .then(watch)
      .catch((error) => console.info("Voronka will not work offline:", error));
  });
})();
