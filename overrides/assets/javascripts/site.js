// What the scripts share, and what every page does beside showing text: the colour
// scheme, copy buttons, the order of lists. Nothing here is needed for reading.
// The types that are named in comments stand in types/site.d.ts.
(() => {
  "use strict";
  const readingList = /** @type {ReadingList} */ ({});
  window.readingList = readingList;
  const root = () => document.body.dataset.root || "./";

  // The link to a page of the site. From the disk, a folder's link needs its file.
  readingList.href = (path) => {
    const page = path.split(/[?#]/, 1)[0];
    const folder = page === "" || page.endsWith("/");
    return root() + page + (folder && location.protocol === "file:" ? "index.html" : "") + path.slice(page.length);
  };

  // An element with attributes and children; texts stay texts.
  readingList.element = (
    /** @type {string} */ tag,
    /** @type {Record<string, Attribute>} */ attributes = {},
    /** @type {Child[]} */ ...children
  ) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (value !== undefined && value !== null && value !== false)
        element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) if (child !== undefined && child !== null && child !== false) element.append(child);
    return /** @type {any} */ (element);
  };

  // The attributes of a text of the list's, in that language; without a code, in the page's or an unknown one.
  readingList.inLanguage = (code) => ({ dir: "auto", lang: code || null });

  // The first element that fits, which the page must have, and all that do.
  readingList.find = (/** @type {string} */ selector, /** @type {ParentNode} */ from = document) => {
    const found = from.querySelector(selector);
    if (!found) throw new Error(`The page has no ${selector}`);
    return /** @type {any} */ (found);
  };
  readingList.findAll = (/** @type {string} */ selector, /** @type {ParentNode} */ from = document) =>
    /** @type {any[]} */ (Array.from(from.querySelectorAll(selector)));

  // Gives the focus to the first element that fits, if there is one: to be called when what
  // had it was drawn anew or removed.
  readingList.focus = (from, selector) => {
    /** @type {HTMLElement | null} */
    const found = from.querySelector(selector);
    found?.focus();
  };

  // The storage of the browser may be closed to the site, or full.
  readingList.storage = {
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return undefined;
      }
    },
    set(key, text) {
      try {
        localStorage.setItem(key, text);
        return true;
      } catch {
        return false;
      }
    },
  };

  // Offers a text as a file.
  readingList.save = (name, text, type) => {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    readingList.element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  // Runs a script; those asked for `inOrder` run one after the other.
  readingList.script = (src, inOrder = false) =>
    new Promise((resolve, reject) => {
      const script = readingList.element("script", { src, charset: "utf-8" });
      script.async = !inOrder;
      script.onload = () => {
        script.remove();
        resolve();
      };
      script.onerror = () => {
        script.remove();
        reject(new Error(`The file ${src} could not be loaded.`));
      };
      document.head.append(script);
    });

  // Scripts that a page needs only now and then, one after the other, and the last one's styles.
  /** @type {Map<string, Promise<void>>} */
  const parts = new Map();
  readingList.part = async (...names) => {
    const assets = `${root()}assets/`;
    const href = `${assets}stylesheets/${names[names.length - 1]}.css`;
    const styled = readingList.once(
      parts,
      href,
      () =>
        new Promise((resolve, reject) => {
          const link = readingList.element("link", { rel: "stylesheet", href });
          link.onload = () => resolve();
          link.onerror = () => reject(new Error(`The file ${href} could not be loaded.`));
          document.head.append(link);
        }),
    );
    for (const name of names) {
      const src = `${assets}javascripts/${name}.js`;
      await readingList.once(parts, src, () => readingList.script(src));
    }
    await styled;
  };

  // What was promised for a key, else what `make` promises; a failure is forgotten.
  readingList.once = (made, key, make) => {
    let promised = made.get(key);
    if (!promised) {
      promised = make();
      made.set(key, promised);
      promised.catch(() => {
        if (made.get(key) === promised) made.delete(key);
      });
    }
    return promised;
  };

  // The data file of a name (see generator/site/browser_data.py), loaded once.
  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();
  readingList.load = async (name) => {
    if (window.readingListData?.[name] === undefined)
      await readingList.once(loading, name, () => readingList.script(`${root()}assets/data/${name}.js`));
    return window.readingListData[name];
  };

  const { element, find, findAll, storage } = readingList;

  // The colours follow the system until the reader chooses; the choice goes round three states.
  /** @type {Record<string, string>} */
  const SCHEMES = { "": "as the system", light: "light", dark: "dark" };

  /** @type {(choice: string) => void} */
  function showScheme(choice) {
    const page = document.documentElement;
    const dark = choice ? choice === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    page.dataset.scheme = choice;
    page.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    // Asked for a choice alone: the answer makes the browser style the page once more.
    const colour = choice ? getComputedStyle(page).getPropertyValue("--rl-paper").trim() : "";
    /** @type {HTMLMetaElement[]} */
    const metas = findAll("meta[name='theme-color']");
    for (const meta of metas) {
      meta.dataset.own ||= meta.content;
      meta.content = colour || meta.dataset.own;
    }
    for (const button of findAll("[data-scheme-toggle]")) {
      button.title = `Colours: ${SCHEMES[choice]}`;
      button.setAttribute("aria-label", button.title);
    }
  }

  function schemeToggle() {
    const choices = Object.keys(SCHEMES);
    const chosen = () => document.documentElement.dataset.scheme || "";
    // From the disk, the head of the page leaves this to here.
    showScheme(location.host ? chosen() : storage.get("rl-scheme") || "");
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showScheme(chosen()));
    for (const button of findAll("[data-scheme-toggle]")) {
      button.addEventListener("click", () => {
        const next = choices[(choices.indexOf(chosen()) + 1) % choices.length];
        storage.set("rl-scheme", next);
        showScheme(next);
      });
    }
  }

  // Some browsers close the clipboard interface to pages from file://, or ask before they open it.
  /** @type {(text: string) => Promise<void>} */
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      const written = navigator.clipboard.writeText(text).then(() => true);
      if (await written.catch(() => false)) return;
    }
    const area = element("textarea", { style: "position: fixed" });
    area.value = text;
    // beside an open dialog nothing can be selected
    (document.querySelector("dialog[open]") || document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy refused");
  }

  readingList.copy = copy;

  // A button that copies the text of a form of citation.
  readingList.copyButton = (block) => {
    const name = block.parentElement?.querySelector("summary")?.textContent;
    /** @type {(word: string) => void} */
    const say = (word) => {
      button.textContent = word;
      setTimeout(() => {
        button.textContent = "Copy";
      }, 2000);
    };
    const onclick = () =>
      copy(block.textContent).then(
        () => say("Copied"),
        () => say("Press Ctrl+C"),
      );
    const button = element(
      "button",
      { type: "button", class: "rl-copy", "aria-label": `Copy ${name}`, onclick },
      "Copy",
    );
    block.before(button);
  };

  const NO_YEAR = 9999;
  /** @type {(row: HTMLElement, name: string) => number} */
  const numberOf = (row, name) => Number(row.dataset[name] || 0);
  /** @type {Record<string, (a: HTMLElement, b: HTMLElement) => number>} */
  const ORDERS = {
    year: (a, b) => numberOf(b, "year") - numberOf(a, "year"),
    oldest: (a, b) => (numberOf(a, "year") || NO_YEAR) - (numberOf(b, "year") || NO_YEAR),
    title: (a, b) => (a.dataset.title || "").localeCompare(b.dataset.title || "", "en"),
    home: (a, b) => numberOf(b, "home") - numberOf(a, "home") || ORDERS.year(a, b),
  };

  /** @type {(row: HTMLElement) => string} */
  const yearOf = (row) => String(numberOf(row, "year") || "Year unknown");
  /** @type {Record<string, (row: HTMLElement) => string>} */
  const GROUPS = {
    year: yearOf,
    oldest: yearOf,
    title: () => "",
    home: (row) => (numberOf(row, "home") ? "Main topic" : "Also here"),
  };

  // A line in front of the first row of each group.
  /** @type {(rows: HTMLElement[], nameOf: (row: HTMLElement) => string) => void} */
  function group(rows, nameOf) {
    let last = "";
    for (const row of rows) {
      const name = nameOf(row);
      if (name !== last) row.before(element("li", { class: "rl-group" }, name));
      last = name;
    }
  }

  function sorters() {
    for (const bar of findAll("[data-sorts]")) {
      const list = find(`[id="${bar.dataset.sorts}"]`);
      const buttons = findAll("button", bar);
      /** @type {(by: string) => void} */
      const sort = (by) => {
        for (const heading of findAll(".rl-group", list)) heading.remove();
        const rows = findAll(":scope > *", list);
        rows.sort((a, b) => ORDERS[by](a, b) || ORDERS.title(a, b));
        list.append(...rows);
        group(rows, GROUPS[by]);
        for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.by === by));
      };
      for (const button of buttons) button.addEventListener("click", () => sort(button.dataset.by || ""));
    }
  }

  // Gives the address of the page to the system's dialogue, or to the clipboard where there is none.
  function shareButtons() {
    for (const button of findAll("[data-share]")) {
      button.addEventListener("click", async () => {
        const link = document.querySelector("link[rel='canonical']");
        const url = link?.getAttribute("href") || location.href.split("#", 1)[0];
        try {
          if (navigator.share) await navigator.share({ title: document.title, url });
          else {
            await copy(url);
            button.textContent = "Link copied";
          }
        } catch {
          /* the reader closed the dialogue */
        }
      });
    }
  }

  // A list that folds out of the navigation closes as menus do.
  function foldedMenus() {
    for (const folded of findAll("details[data-more]")) {
      if (!(folded instanceof HTMLDetailsElement)) continue;
      document.addEventListener("click", (event) => {
        if (event.target instanceof Node && !folded.contains(event.target)) folded.open = false;
      });
      folded.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !folded.open) return;
        event.stopPropagation();
        folded.open = false;
        find("summary", folded).focus();
      });
    }
  }

  function menu() {
    /** @type {HTMLInputElement | null} */
    const box = document.querySelector("#rl-menu");
    const menu = box?.parentElement;
    if (!box || !menu) return;
    document.addEventListener("click", (event) => {
      if (event.target instanceof Node && !menu.contains(event.target)) box.checked = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      box.checked = false;
      box.focus();
    });
  }

  // The hosted site can be kept on the device; see generator/build/service_worker.js.
  async function serviceWorker() {
    if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator)) return;
    const home = new URL(root(), location.href).href;
    document.head.append(element("link", { rel: "manifest", href: `${home}manifest.webmanifest` }));
    const worker = navigator.serviceWorker;
    let hasOne = Boolean(worker.controller);
    worker.addEventListener("controllerchange", () => {
      if (hasOne) location.reload(); // the first worker takes the page over as it is
      hasOne = true;
    });
    const registered = await worker.register(`${home}sw.js`, { scope: home, updateViaCache: "none" });
    /** @type {(next: ServiceWorker | null) => void} */
    const watch = (next) => {
      if (!next) return;
      const offer = () => {
        if (next.state === "installed" && worker.controller) offerUpdate(next);
      };
      offer();
      next.addEventListener("statechange", offer);
    };
    watch(registered.waiting);
    registered.addEventListener("updatefound", () => watch(registered.installing));
    const { active } = await worker.ready;
    const path = location.href.split(/[?#]/)[0].slice(home.length);
    active?.postMessage({ type: "visited", path: /(^|\/)$/.test(path) ? `${path}index.html` : path });
    if (active) for (const place of findAll("[data-keep]")) keepButton(active, place);
  }

  /** @type {(next: ServiceWorker) => void} */
  function offerUpdate(next) {
    if (document.querySelector(".rl-update")) return;
    const onclick = () => next.postMessage({ type: "take-over" });
    const button = element("button", { type: "button", onclick }, "Show the new version");
    document.body.append(element("p", { class: "rl-update", role: "status" }, "The list has been updated. ", button));
  }

  /** @type {(worker: ServiceWorker, place: HTMLElement) => void} */
  function keepButton(worker, place) {
    /** @type {HTMLButtonElement} */
    const button = find("button", place);
    const status = find("[role=status]", place);
    let asked = false;
    place.hidden = false;
    navigator.serviceWorker.addEventListener("message", (event) => {
      const { type, done, failed, all } = event.data;
      if (type !== "kept" || !asked) return; // said where it was asked for
      if (done < all) status.textContent = `${done} of ${all} files`;
      else if (failed) status.textContent = `${failed} files could not be kept; try again.`;
      else status.textContent = "Every page is kept on this device; only the files to download are not.";
      button.disabled = done < all;
    });
    button.addEventListener("click", () => {
      asked = true;
      button.disabled = true;
      status.textContent = "Starting …";
      worker.postMessage({ type: "keep-all" });
    });
  }

  serviceWorker().catch(() => {
    /* a plain build has no worker */
  });
  schemeToggle();
  for (const block of findAll(".rl-cite pre")) readingList.copyButton(block);
  shareButtons();
  sorters();
  foldedMenus();
  menu();
})();
