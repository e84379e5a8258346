// Takes the place of a service worker that a site at this address has left in the browser, and
// removes it with the pages that it has kept.
"use strict";
const cleaner = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
cleaner.addEventListener("install", () => cleaner.skipWaiting());
cleaner.addEventListener("activate", (event) => {
  const clear = async () => {
    await cleaner.registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith("reading-list-")) await caches.delete(name);
  };
  event.waitUntil(clear());
});
