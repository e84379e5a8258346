// One stream of the preview's state for all tabs: a browser opens six connections to a host at
// most, and a stream in each tab would leave none for the pages.
"use strict";
const shared = /** @type {SharedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {Map<MessagePort, string>} */
const pages = new Map();
/** @type {PreviewState | null} */
let newest = null;
/** @type {EventSource | undefined} */
let stream;
/** @type {Set<string>} */
let told = new Set();

// The address names the open pages, which the server builds before the others.
function listen() {
  stream?.close();
  told = new Set([...pages.values()].slice(-50));
  const opened = new EventSource(`/~preview/events?${new URLSearchParams([...told].map((page) => ["page", page]))}`);
  opened.onmessage = (event) => {
    newest = JSON.parse(event.data);
    for (const port of pages.keys()) port.postMessage(newest);
  };
  opened.onerror = () => {
    newest = null; // the server that comes back may be another one
    if (opened.readyState === EventSource.CLOSED) setTimeout(listen, 300);
  };
  stream = opened;
}

shared.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data: page }) => {
    if (page === null) {
      pages.delete(port); // it was left
      return;
    }
    pages.set(port, page);
    if (newest) port.postMessage(newest);
    if (!stream || !told.has(page)) listen();
  };
};
