/* The search box, and the words it marks on the page one lands on.
 *
 * Every page loads this file; tokeniser, engine and data come by script elements
 * when the box is opened, since fetch, modules and workers do not work from
 * file://. Text from the index reaches the page as text nodes alone.
 */
"use strict";

(() => {
  const readingList = (window.readingList = window.readingList || {});
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const root = () => document.body.dataset.root || "./";
  const SHOWN = 10;
  const MORE = 50;
  const SNIPPET = 220;
  const AT_A_TIME = 2;
  const PATIENCE = 80;

  /* --- loading -------------------------------------------------------------- */

  const scripts = new Map();
  function script(url, inOrder = false) {
    if (!scripts.has(url)) {
      scripts.set(url, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.charset = "utf-8";
        if (inOrder) element.async = false;
        element.src = url;
        element.onload = () => { element.remove(); resolve(); };
        element.onerror = () => { element.remove(); scripts.delete(url); reject(new Error(`${url} did not load`)); };
        document.head.append(element);
      }));
    }
    return scripts.get(url);
  }

  let parts = new Map();
  let held = new Map();
  const arrived = new Map();
  let version = null;
  let fresh = "";

  /* Called by every data file. */
  function part(itsVersion, name, data) {
    arrived.set(name, [itsVersion, data]);
  }

  /* The data of the part, loaded once. A part of another build than `core` means
   * that a cache mixed two: everything is then asked for again, past the cache. */
  function load(name) {
    if (!parts.has(name)) {
      const loading = fetchPart(name);
      parts.set(name, loading);
      loading.catch(() => { if (parts.get(name) === loading) parts.delete(name); });
    }
    return parts.get(name);
  }

  async function fetchPart(name) {
    const coming = script(`${root()}assets/search/${name}.js${fresh}`);
    coming.catch(() => {});
    if (name !== "core") await load("core");
    await coming;
    if (!arrived.has(name)) throw new Error(`${name} holds no data`);
    const [itsVersion, data] = arrived.get(name);
    arrived.delete(name);
    if (name === "core") version = itsVersion;
    else if (itsVersion !== version) {
      parts = new Map();
      held = new Map();
      scripts.clear();
      fresh = `?v=${itsVersion}`;
      throw new Stale();
    }
    held.set(name, data);
    return data;
  }

  class Stale extends Error {}

  async function engine() {
    for (const name of ["core", "titles"]) load(name).catch(() => {});
    await Promise.all(["words", "index", "reading", "engine"].map((name) => script(`${here}search-${name}.js`, true)));
    return readingList.search.engine;
  }

  /* Asks the engine; once more when the list was built anew meanwhile. */
  async function ask(method, ...rest) {
    const asked = await engine();
    try {
      return await asked[method](...rest);
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      return asked[method](...rest);
    }
  }

  readingList.search = { part, load, held: (name) => held.get(name), query: (text, options) => ask("query", text, options) };

  /* --- making elements -------------------------------------------------------- */

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) if (value !== null) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  /* The text with the words marked whose stem is among `stems`. */
  function withMarks(text, stems) {
    const { marked, stem } = readingList.words;
    const found = document.createDocumentFragment();
    for (const [run, hit] of marked(text, (word) => stems.has(stem(word))))
      found.append(hit ? make("mark", {}, run) : run);
    return found;
  }

  const hasMarks = (text, stems) => readingList.words.marked(text, (word) => stems.has(readingList.words.stem(word))).some(([, hit]) => hit);

  function address(result) {
    const file = location.protocol === "file:" ? "index.html" : "";
    const query = result.words.length ? `?q=${encodeURIComponent(result.words.join(" "))}` : "";
    return `${root()}${result.path}${file}${query}`;
  }

  /* The part of a long text with the most words marked, whole words only. */
  function snippet(text, stems) {
    if (text.length <= SNIPPET) return text;
    const places = [];
    let at = 0;
    for (const [run, hit] of readingList.words.marked(text, (word) => stems.has(readingList.words.stem(word)))) {
      if (hit) places.push(at);
      at += run.length;
    }
    let best = 0, most = 0;
    places.forEach((place, i) => {
      const count = places.slice(i).filter((other) => other < place + SNIPPET - 40).length;
      if (count > most) [best, most] = [place, count];
    });
    const start = best < 60 ? 0 : text.indexOf(" ", best - 60) + 1;
    const end = text.length - start <= SNIPPET ? text.length : text.lastIndexOf(" ", start + SNIPPET);
    return `${start ? "… " : ""}${text.slice(start, end > start ? end : start + SNIPPET)}${end < text.length ? " …" : ""}`;
  }

  /* --- the box ------------------------------------------------------------------ */

  class Box {
    constructor() {
      this.asked = 0;
      this.settled = Promise.resolve();
      this.limit = SHOWN;
      this.input = make("input", {
        class: "rl-find__input", type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "rl-find-results",
        "aria-autocomplete": "list", "aria-label": "Search the reading list", autocomplete: "off", autocapitalize: "off",
        spellcheck: "false", enterkeyhint: "go", placeholder: "Title, author, tag, question, arXiv id",
      });
      const close = make("button", { type: "button", class: "rl-find__close" }, "Close");
      close.addEventListener("click", () => this.dialog.close());
      this.offers = make("div", { class: "rl-find__offers", role: "group", "aria-label": "Complete the query" });
      this.status = make("p", { class: "rl-find__status", role: "status", "aria-live": "polite" });
      this.hint = hint();
      this.list = make("div", { id: "rl-find-results", class: "rl-find__results", role: "listbox", "aria-label": "Results" });
      this.more = make("button", { type: "button", class: "rl-find__more", hidden: "" }, "Show all results");
      this.more.addEventListener("click", () => this.showMore());
      this.dialog = make("dialog", { class: "rl-find", "aria-label": "Search" },
        make("div", { class: "rl-find__bar", role: "search" }, this.input, close),
        make("div", { class: "rl-find__line" }, this.status, this.offers), make("div", { class: "rl-find__scroll", role: "region", tabindex: "0", "aria-label": "What was found" }, this.hint, this.list, this.more));
      this.input.addEventListener("input", () => { this.limit = SHOWN; this.search(); });
      this.dialog.addEventListener("keydown", (event) => this.key(event));
      this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
      document.body.append(this.dialog);
    }

    open() {
      if (!this.dialog.open) this.dialog.showModal();
      this.input.focus();
      this.input.select();
      engine().catch(() => this.failed());
    }

    search() {
      const number = (this.asked += 1);
      const text = this.input.value;
      this.settled = this.update(number, text).catch((error) => {
        if (number === this.asked) this.failed(error);
      });
      return this.settled;
    }

    async update(number, text) {
      if (!text.trim()) return this.empty();
      answering += 1;
      const found = await ask("results", text, { limit: this.limit }).finally(() => { answering -= 1; setTimeout(next, PATIENCE); });
      if (number !== this.asked) return;
      this.show(text, found);
      const offers = await ask("offers", text);
      if (number === this.asked) this.offer(offers);
    }

    empty() {
      this.list.replaceChildren();
      this.offers.replaceChildren();
      this.status.textContent = "";
      this.hint.hidden = false;
      this.more.hidden = true;
      this.activate(null);
      this.input.setAttribute("aria-expanded", "false");
    }

    show(text, { count, unknown, results }) {
      this.hint.hidden = true;
      this.list.replaceChildren(...results.map((result, i) => option(result, i)));
      this.list.dataset.query = text;
      const missing = unknown.length ? `; nothing for ${unknown.join(", ")}` : "";
      this.status.textContent = `${count === 0 ? "No results" : count === 1 ? "1 result" : `${count} results`}${missing}`;
      this.more.hidden = results.length >= count;
      this.more.textContent = count - results.length <= MORE ? `Show all ${count} results` : `Show ${MORE} more of ${count} results`;
      this.input.setAttribute("aria-expanded", String(results.length > 0));
      this.activate(null);
    }

    offer(offers) {
      this.offers.replaceChildren(...offers.map(({ text, label, count }) => {
        const button = make("button", { type: "button" }, label, count ? make("small", {}, ` ${count}`) : "");
        button.addEventListener("click", () => {
          this.input.value = text;
          this.input.focus();
          this.limit = SHOWN;
          this.search();
        });
        return button;
      }));
    }

    failed() {
      this.status.textContent = "The search data did not load. Try again, or look through the topics.";
    }

    async showMore() {
      const at = this.list.children.length;
      this.limit = at + MORE;
      await this.search();
      this.input.focus();
      this.activate(this.list.children[at] || null);
    }

    activate(chosen) {
      if (this.active) this.active.setAttribute("aria-selected", "false");
      this.active = chosen;
      if (!chosen) return this.input.removeAttribute("aria-activedescendant");
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", chosen.id);
    }

    key(event) {
      if (event.isComposing || event.target !== this.input) return;
      const options = this.list.children;
      const at = this.active ? Array.prototype.indexOf.call(options, this.active) : -1;
      const moves = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 };
      if (event.key in moves) {
        event.preventDefault();
        const to = moves[event.key];
        this.activate(to >= 0 && to < options.length ? options[to] : null);
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.go();
      }
    }

    /* To the chosen result, or the first; a query under way is waited for. */
    async go() {
      if (!this.active) await this.settled;
      const chosen = this.active || this.list.firstElementChild;
      if (chosen) chosen.click();
    }
  }

  function hint() {
    const rows = [
      ["tag:pruning", "a tag or one of its other names"], ["author:he", "also topic:, venue:, title:, type:"],
      ["year:2020..2023", "one year, or from and to"], ['"batch size"', "these words in this order"],
      ["-survey", "not this word"], ["arxiv:1607.06450", "or the bare id"],
    ];
    return make("dl", { class: "rl-find__hint" }, ...rows.flatMap(([code, text]) => [make("dt", {}, make("code", {}, code)), make("dd", {}, text)]));
  }

  /* A result by its title, which is known; the rest follows as it arrives. */
  function option(result, number) {
    const stems = new Set(result.words.map(readingList.words.stem));
    const about = make("span", { class: "rl-find__about" }, aboutLine(result, {}));
    const text = make("span", { class: "rl-find__text" });
    const element = make("a", { id: `rl-find-${number}`, role: "option", "aria-selected": "false", tabindex: "-1", class: "rl-find__result", href: address(result), "data-kind": result.kind, "data-id": result.id, "data-pending": "" },
      make("span", { class: "rl-find__title" }, withMarks(result.title, stems)), about, text);
    describe(element, result, stems, about, text).catch((error) => {
      if (error instanceof Stale && element.isConnected) box.search();
    }).then(() => element.removeAttribute("data-pending"));
    return element;
  }

  function aboutLine({ kind, year }, { authors = "", venue = "" }) {
    const shown = year && !venue.includes(year) ? String(year) : "";
    return [kind === "paper" ? authors : kind, venue, shown].filter(Boolean).join(" · ");
  }

  async function describe(element, result, stems, about, text) {
    const asked = await engine();
    const details = asked.detailsHeld(result.number) || await inTurn(() => element.isConnected && asked.detailsOf(result.number));
    if (!details) return;
    const { summary } = details;
    about.replaceChildren(withMarks(aboutLine(result, details), stems));
    text.replaceChildren(withMarks(snippet(summary, stems), stems));
    if (summary && hasMarks(`${result.title} ${summary}`, stems)) return;
    // where neither title nor summary says why a result is here, the abstract may
    const whole = await inTurn(() => element.isConnected && asked.textOf(result.number));
    if (whole && (!summary || hasMarks(whole, stems))) text.replaceChildren(withMarks(snippet(whole, stems), stems));
    if (element.querySelector("mark")) return;
    // then it is a tag's or topic's name, or another name of it
    const labels = await inTurn(() => element.isConnected && asked.labelsOf(result.number));
    for (const names of labels || []) {
      const found = names.find((name) => hasMarks(name, stems));
      if (!found) continue;
      text.prepend(withMarks(found === names[0] ? found : `${names[0]} (${found})`, stems), ". ");
      return;
    }
  }

  /* Runs tasks a few at a time, and none while keys follow each other or one waits for its
   * answer, so that the line is free for it: browsers open six connections to a host. */
  const waiting = [];
  let running = 0, timer = 0, answering = 0;
  function inTurn(task) {
    clearTimeout(timer);
    timer = setTimeout(next, PATIENCE);
    return new Promise((resolve) => waiting.push([task, resolve]));
  }

  function next() {
    while (!answering && running < AT_A_TIME && waiting.length) {
      const [task, resolve] = waiting.shift();
      const done = Promise.resolve(task());
      running += 1;
      resolve(done);
      done.catch(() => {}).then(() => { running -= 1; next(); });
    }
  }

  /* --- opening it ----------------------------------------------------------------- */

  let box = null;
  function open() {
    box = box || new Box();
    box.open();
  }

  const typingIn = (element) => element && (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName));

  function openByKey(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const withControl = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    // the focus may be left for a moment in a box just closed
    const closed = box && !box.dialog.open && box.dialog.contains(event.target);
    const bare = !event.ctrlKey && !event.metaKey && (event.key === "/" || event.key === "s") && (closed || !typingIn(event.target));
    const elsewhere = document.querySelector("dialog[open]");
    if ((!withControl && !bare) || (elsewhere && !(box && elsewhere === box.dialog))) return;
    if (bare && elsewhere) return;
    event.preventDefault();
    open();
  }

  /* --- marks on the page one lands on ------------------------------------------------ */

  const NOT_MARKED = "script, style, textarea, input, select, button, svg, math, mark, noscript, template, nav, pre, [data-no-marks]";

  async function markPage() {
    const asked = new URLSearchParams(location.search).get("q");
    const main = document.getElementById("content") || document.querySelector("main") || document.querySelector("article");
    if (!asked || !main) return;
    await script(`${here}search-words.js`);
    const { words: tools } = readingList;
    const stems = new Set(tools.chunks(asked).flatMap((chunk) => tools.split(chunk)[1]).map(([, word]) => tools.stem(word)));
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest(NOT_MARKED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) if (hasMarks(node.data, stems)) node.replaceWith(withMarks(node.data, stems));
    document.documentElement.dataset.marked = "";
  }

  document.addEventListener("keydown", openByKey);
  for (const button of document.querySelectorAll("[data-search-open]")) {
    button.addEventListener("click", open);
    for (const sign of ["pointerenter", "focus"]) button.addEventListener(sign, () => engine().catch(() => {}), { once: true });
  }
  markPage();
})();
