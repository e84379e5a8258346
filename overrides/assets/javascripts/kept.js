// The page that stands in for one that is not on the device: the way back to it, and what is kept.
(() => {
  "use strict";
  const { element, find, href } = readingList;
  const SHOWN = 200;

  // The page asked for, as the service worker says it; only one of this site.
  function again() {
    const asked = new URLSearchParams(location.search).get("page") || "";
    const home = new URL(href(""), location.href).href;
    const address = new URL(asked, home).href;
    if (!asked || !address.startsWith(home)) return;
    const place = find("[data-again]");
    find("a", place).setAttribute("href", address);
    place.hidden = false;
    window.addEventListener("online", () => location.replace(address));
  }

  /** @type {(answer: Response) => Promise<string>} */
  async function titleOf(answer) {
    const title = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("h1");
    return title?.textContent?.trim() || "";
  }

  async function kept() {
    const home = new URL(href(""), location.href).href;
    /** @type {Map<string, Response>} */
    const pages = new Map();
    for (const name of await caches.keys()) {
      if (!name.startsWith("reading-list-")) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const address = request.url.replace(/index\.html$/, "");
        if (!address.startsWith(home) || !address.endsWith("/") || address === location.href.split("?")[0]) continue;
        const answer = pages.size < SHOWN && (await cache.match(request));
        if (answer) pages.set(address, answer);
      }
    }
    const rows = await Promise.all(
      Array.from(pages, async ([address, answer]) => ({ address, title: await titleOf(answer) })),
    );
    rows.sort((a, b) => a.title.localeCompare(b.title, "en"));
    const links = rows.map(({ address, title }) =>
      element("li", {}, element("a", { href: address }, title || address.slice(home.length))),
    );
    find("[data-kept]").append(...links);
    find("[data-none]").hidden = links.length > 0;
  }

  again();
  if (typeof caches !== "undefined") kept();
})();
