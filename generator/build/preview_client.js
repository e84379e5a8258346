// Reloads a page of the preview after a build and shows the problems of the content on it.
// The server adds this script to the pages that it sends; the built site does not have it.
(() => {
  "use strict";
  /** @type {PreviewState} */
  const own = JSON.parse(document.currentScript?.dataset.state || "null");
  const page = document.currentScript?.dataset.page || "";
  const DISMISSED = "rl-preview-dismissed";
  const STYLE = `
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      box-sizing: border-box; padding: 0.8rem 1.2rem; border-top: 4px solid #e5484d;
      background: #1b1b1f; color: #f2f2f2; font: 14px/1.5 system-ui, sans-serif; text-align: left; }
    header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
    h2 { margin: 0; font-size: 1rem; }
    p { margin: 0.7rem 0 0.2rem; font: 600 13px/1.5 ui-monospace, monospace; color: #ff9a9d;
      white-space: pre-wrap; overflow-wrap: anywhere; }
    pre { margin: 0; font: 13px/1.5 ui-monospace, monospace; overflow-x: auto; color: #b8b8c0; }
    pre b { color: #fff; font-weight: 400; }
    bdi { unicode-bidi: isolate; }
    mark { background: #e5484d; color: #fff; }
    button { font: inherit; color: inherit; background: #3a3a42; border: 1px solid #777; border-radius: 4px; }
    @media print { section { display: none; } }`;
  let shown = "[]";

  /** @type {(name: string, text: string, ...children: (Node | string)[]) => HTMLElement} */
  function element(name, text, ...children) {
    const made = document.createElement(name);
    made.textContent = text;
    made.append(...children);
    return made;
  }

  /** @type {(line: PreviewLine) => HTMLElement} */
  function line({ number, text, marked, column }) {
    const label = `${marked ? ">" : " "}${String(number).padStart(5)} | `;
    if (!marked) return element("span", label, element("bdi", text), "\n");
    const at = column ? column - 1 : text.length;
    const code = element("bdi", text.slice(0, at));
    if (column) code.append(element("mark", text.slice(at, at + 1) || " "), text.slice(at + 1));
    return element("b", label, code, "\n");
  }

  /** @type {(notices: PreviewNotice[], close: () => void) => HTMLElement} */
  function panel(notices, close) {
    const host = document.createElement("div");
    host.id = "rl-preview";
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    section.setAttribute("aria-label", "Problems in the preview");
    const button = element("button", "Close");
    button.setAttribute("type", "button");
    button.addEventListener("click", close);
    const count = notices.length === 1 ? "1 problem" : `${notices.length} problems`;
    section.append(element("header", "", element("h2", `${count}; this page may be older than the files`), button));
    for (const { text, excerpt } of notices) {
      section.append(element("p", text));
      if (excerpt.length) section.append(element("pre", "", ...excerpt.map(line)));
    }
    host.attachShadow({ mode: "open" }).append(element("style", STYLE), section);
    return host;
  }

  /** @type {(notices: PreviewNotice[]) => void} */
  function show(notices) {
    const key = JSON.stringify(notices);
    if (key === shown) return;
    shown = key;
    document.getElementById("rl-preview")?.remove();
    if (!notices.length || sessionStorage.getItem(DISMISSED) === key) return;
    const host = panel(notices, () => {
      sessionStorage.setItem(DISMISSED, key);
      host.remove();
    });
    document.body.append(host);
  }

  // A page may be newer than the state that the worker has from before it was loaded.
  /** @type {(state: PreviewState) => boolean} */
  const isNewer = (state) =>
    state.session !== own.session || (state.build > own.build && (!state.first || state.first.includes(page)));
  /** @type {(state: PreviewState) => boolean} */
  const isOlder = (state) => state.session === own.session && state.serial < own.serial;

  function listen() {
    const { port } = new SharedWorker("/~preview/worker.js", "reading-list-preview");
    port.onmessage = ({ data }) => {
      if (isNewer(data)) location.reload();
      else if (!isOlder(data)) show(data.notices);
    };
    port.postMessage(page);
    addEventListener("pagehide", () => port.postMessage(null));
    addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
  }

  // The site's service worker keeps pages, and the preview shows what is built now.
  if (navigator.serviceWorker) navigator.serviceWorker.register = () => new Promise(() => {});
  show(own.notices);
  listen();
})();
