// What every page does beside showing text: the colour scheme, copy buttons,
// the order of lists. Nothing here is needed for reading.
(function () {
  "use strict";
  const readingList = (window.readingList = window.readingList || {});
  const $$ = (selector, from) => Array.from((from || document).querySelectorAll(selector));

  function store(key, value) {
    try { localStorage.setItem(key, value); } catch (error) { /* storage may be closed */ }
  }

  // The link to a page of the site. From the disk, a folder's link needs its file.
  readingList.href = (path) => {
    const [, page, rest] = /^([^?#]*)(.*)$/.exec(path);
    const folder = page === "" || page.endsWith("/");
    return document.body.dataset.root + page + (folder && location.protocol === "file:" ? "index.html" : "") + rest;
  };

  // An element with attributes (null and false leave one out) and children; texts stay texts.
  readingList.element = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== false));
    return element;
  };

  // Offers a text as a file.
  readingList.save = (name, text, type) => {
    const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    readingList.element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  // The data file of a name (see generator/site/browser_data.py), loaded once.
  const loading = new Map();
  readingList.load = (name) => {
    const there = window.readingListData && window.readingListData[name];
    if (there !== undefined) return Promise.resolve(there);
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const src = document.body.dataset.root + "assets/data/" + name + ".js";
        document.head.append(readingList.element("script", {
          src,
          onload: () => resolve(window.readingListData[name]),
          onerror: () => { loading.delete(name); reject(new Error("The file " + src + " could not be loaded.")); },
        }));
      }));
    }
    return loading.get(name);
  };

  function schemeToggle() {
    for (const button of $$("[data-scheme-toggle]")) {
      button.addEventListener("click", () => {
        const dark = document.body.getAttribute("data-md-color-scheme") !== "slate";
        document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
        store("rl-scheme", dark ? "dark" : "light");
      });
    }
  }

  // The clipboard interface is closed to pages from file:// in some browsers.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy refused"));
  }

  // A button that copies the text of a form of citation.
  readingList.copyButton = (block) => {
    const button = document.createElement("button");
    const name = block.parentElement.querySelector("summary").textContent;
    button.type = "button";
    button.className = "rl-copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy " + name);
    button.addEventListener("click", () => {
      const say = (word) => {
        button.textContent = word;
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      };
      copy(block.textContent).then(() => say("Copied"), () => say("Press Ctrl+C"));
    });
    block.before(button);
  };

  const ORDERS = {
    year: (a, b) => b.dataset.year - a.dataset.year,
    oldest: (a, b) => (a.dataset.year || 9999) - (b.dataset.year || 9999),
    title: (a, b) => a.dataset.title.localeCompare(b.dataset.title, "en"),
    home: (a, b) => b.dataset.home - a.dataset.home || b.dataset.year - a.dataset.year,
  };

  const yearOf = (row) => (row.dataset.year === "0" ? "Year unknown" : row.dataset.year);
  const GROUPS = {
    year: yearOf,
    oldest: yearOf,
    title: () => "",
    home: (row) => (row.dataset.home === "1" ? "At home here" : "At home elsewhere"),
  };

  // A line in front of the first row of each group.
  function group(rows, nameOf) {
    let last = "";
    for (const row of rows) {
      const name = nameOf(row);
      if (name === last) continue;
      last = name;
      const heading = document.createElement("li");
      heading.className = "rl-group";
      heading.textContent = name;
      row.before(heading);
    }
  }

  function sorters() {
    for (const bar of $$("[data-sorts]")) {
      const list = document.getElementById(bar.dataset.sorts);
      const buttons = $$("button", bar);
      if (list.children.length < 2) continue;
      bar.hidden = false;
      const sort = (by) => {
        for (const heading of $$(".rl-group", list)) heading.remove();
        const rows = Array.from(list.children);
        rows.sort((a, b) => ORDERS[by](a, b) || ORDERS.title(a, b));
        list.append(...rows);
        group(rows, GROUPS[by]);
        for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.by === by));
      };
      for (const button of buttons) button.addEventListener("click", () => sort(button.dataset.by));
    }
  }

  function menu() {
    const box = document.getElementById("rl-menu");
    if (!box) return;
    document.addEventListener("click", (event) => {
      if (!box.parentElement.contains(event.target)) box.checked = false;
    });
    box.parentElement.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      box.checked = false;
      box.focus();
    });
  }

  // The hosted site can be kept on the device; see generator/build/service_worker.js.
  function serviceWorker() {
    if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator)) return;
    const root = new URL(document.body.dataset.root, location.href).href;
    const manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = root + "manifest.webmanifest";
    document.head.append(manifest);
    const worker = navigator.serviceWorker;
    let hasOne = Boolean(worker.controller);
    worker.addEventListener("controllerchange", () => {
      if (hasOne) location.reload(); // the first worker takes the page over as it is
      hasOne = true;
    });
    worker.register(root + "sw.js", { scope: root, updateViaCache: "none" }).then((registration) => {
      const watch = (next) => {
        if (!next) return;
        const offer = () => { if (next.state === "installed" && worker.controller) offerUpdate(next); };
        offer();
        next.addEventListener("statechange", offer);
      };
      watch(registration.waiting);
      registration.addEventListener("updatefound", () => watch(registration.installing));
      return worker.ready;
    }).then((registration) => {
      const path = location.href.split(/[?#]/)[0].slice(root.length);
      registration.active.postMessage({ type: "visited", path: /(^|\/)$/.test(path) ? path + "index.html" : path });
      keepButton(registration);
    }).catch(() => { /* a plain build has no worker */ });
  }

  function offerUpdate(next) {
    if (document.querySelector(".rl-update")) return;
    const bar = document.createElement("p");
    const button = document.createElement("button");
    bar.className = "rl-update";
    bar.setAttribute("role", "status");
    bar.textContent = "The list has been updated. ";
    button.type = "button";
    button.textContent = "Show the new version";
    button.addEventListener("click", () => next.postMessage({ type: "take-over" }));
    bar.append(button);
    document.body.append(bar);
  }

  function keepButton(registration) {
    const place = document.querySelector("[data-keep]");
    if (!place) return;
    const button = place.querySelector("button");
    const status = place.querySelector("[role=status]");
    place.hidden = false;
    navigator.serviceWorker.addEventListener("message", (event) => {
      const { type, done, failed, all } = event.data;
      if (type !== "kept") return;
      if (done < all) status.textContent = done + " of " + all + " files";
      else status.textContent = failed ? failed + " files could not be kept; try again." : "Every page is kept on this device; only the files to download are not.";
      button.disabled = done < all;
    });
    button.addEventListener("click", () => {
      button.disabled = true;
      status.textContent = "Starting …";
      registration.active.postMessage({ type: "keep-all" });
    });
  }

  serviceWorker();
  schemeToggle();
  $$(".rl-cite pre").forEach(readingList.copyButton);
  sorters();
  menu();
})();
