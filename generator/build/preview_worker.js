// One stream of the preview's state for all tabs: a browser opens six connections to a host at
// most, and a stream in each tab would leave none for the pages.
"use strict";
const shared = /** @type {SharedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {Set<MessagePort>} */
const ports = new Set();
/** @type {PreviewState | null} */
let newest = null;

function listen() {
  const stream = new EventSource("/~preview/events");
  stream.onmessage = (event) => {
    newest = JSON.parse(event.data);
    for (const port of ports) port.postMessage(newest);
  };
  stream.onerror = () => {
    newest = null; // the server that comes back may be another one
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 300);
  };
}

shared.onconnect = ({ ports: [port] }) => {
  ports.add(port);
  port.onmessage = () => ports.delete(port); // the page was left
  if (newest) port.postMessage(newest);
};
listen();
