/* The search box, and the words it marks on the page one lands on.
 *
 * Every page loads this file; tokeniser, engine and data come by script elements
 * when the box is opened, since fetch, modules and workers do not work from
 * file://. Text from the index reaches the page as text nodes alone.
 */
"use strict";

(() => {
  const { element, findAll, href, inLanguage, once, script } = readingList;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, "");
  const root = () => document.body.dataset.root || "./";
  const SHOWN = 10;
  const MORE = 50;
  const SNIPPET = 220;
  const AT_A_TIME = 2;
  const PATIENCE = 80;

  /* --- loading -------------------------------------------------------------- */

  /** @type {Map<string, Promise<any>>} */
  let parts = new Map();
  /** @type {Map<string, any>} */
  let held = new Map();
  /** @type {Map<string, [digest: string, data: unknown]>} */
  const arrived = new Map();
  let fresh = "";

  /* Called by every data file. */
  /** @type {Search["part"]} */
  function part(digest, name, data) {
    arrived.set(name, [digest, data]);
  }

  /* The digest of a part as `core` knows it. */
  /** @type {(name: string) => string | undefined} */
  function expected(name) {
    const [kind, number = "0"] = name.split("-");
    const { digests, digestDigits } = held.get("core");
    return digests[kind]?.slice(Number(number) * digestDigits, (Number(number) + 1) * digestDigits);
  }

  /* The data of the part, loaded once. A part of another build than `core` means
   * that a cache mixed two: everything is then asked for again, past the cache. */
  /** @type {Search["load"]} */
  function load(name) {
    return once(parts, name, () => fetchPart(name));
  }

  /** @type {(name: keyof SearchData) => Promise<unknown>} */
  async function fetchPart(name) {
    const coming = script(`${root()}assets/search/${name}.js${fresh}`);
    coming.catch(() => {});
    if (name !== "core") await load("core");
    await coming;
    const found = arrived.get(name);
    if (!found) throw new Error(`${name} holds no data`);
    const [digest, data] = found;
    arrived.delete(name);
    if (name !== "core" && digest !== expected(name)) {
      parts = new Map();
      held = new Map();
      fresh = `?v=${digest}`;
      throw new Stale();
    }
    held.set(name, data);
    return data;
  }

  class Stale extends Error {}

  /** @type {Map<string, Promise<void>>} */
  const run = new Map();
  /* Runs a script once, after those that were asked for before it. */
  const inOrder = (/** @type {string} */ address) => once(run, address, () => script(address, true));

  /* The script of words, and in front of it the tables that it reads. */
  const words = () => Promise.all([inOrder(`${root()}assets/search/words.js`), inOrder(`${here}search-words.js`)]);

  /** @type {() => Promise<SearchEngine>} */
  async function engine() {
    for (const name of /** @type {const} */ (["core", "titles"])) load(name).catch(() => {});
    await Promise.all([words(), ...["index", "reading", "engine"].map((name) => inOrder(`${here}search-${name}.js`))]);
    if (!readingList.search.engine) throw new Error("The search did not start");
    return readingList.search.engine;
  }

  /* Asks the engine; once more when the list was built anew meanwhile. */
  /** @type {<T>(question: (engine: SearchEngine) => Promise<T>) => Promise<T>} */
  async function ask(question) {
    const asked = await engine();
    try {
      return await question(asked);
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      return question(asked);
    }
  }

  readingList.search = {
    part,
    load,
    held: (name) => held.get(name),
    query: (text, options) => ask((asked) => asked.query(text, options)),
  };

  /* --- texts with words marked ------------------------------------------------ */

  /** @typedef {Set<string>} Stems */

  /** @type {(text: string, stems: Stems) => [run: string, marked: boolean][]} */
  const runs = (text, stems) => readingList.words.marked(text, (word) => stems.has(readingList.words.stem(word)));

  /* The text with the words marked whose stem is among `stems`. */
  /** @type {(text: string, stems: Stems) => DocumentFragment} */
  function withMarks(text, stems) {
    const found = document.createDocumentFragment();
    for (const [run, hit] of runs(text, stems)) found.append(hit ? element("mark", {}, run) : run);
    return found;
  }

  /** @type {(text: string, stems: Stems) => boolean} */
  const hasMarks = (text, stems) => runs(text, stems).some(([, hit]) => hit);

  /** @type {(result: SearchResult) => string} */
  const address = ({ path, words }) => href(path + (words.length ? `?q=${encodeURIComponent(words.join(" "))}` : ""));

  /* The part of a long text with the most words marked, whole words only. */
  /** @type {(text: string, stems: Stems) => string} */
  function snippet(text, stems) {
    if (text.length <= SNIPPET) return text;
    /** @type {number[]} */
    const places = [];
    let at = 0;
    for (const [run, hit] of runs(text, stems)) {
      if (hit) places.push(at);
      at += run.length;
    }
    let best = 0;
    let most = 0;
    places.forEach((place, i) => {
      const count = places.slice(i).filter((other) => other < place + SNIPPET - 40).length;
      if (count > most) [best, most] = [place, count];
    });
    const start = best < 60 ? 0 : text.indexOf(" ", best - 60) + 1;
    const end = text.length - start <= SNIPPET ? text.length : text.lastIndexOf(" ", start + SNIPPET);
    const shown = text.slice(start, end > start ? end : start + SNIPPET);
    return (start ? "… " : "") + shown + (end < text.length ? " …" : "");
  }

  /* --- the box ------------------------------------------------------------------ */

  class Box {
    constructor() {
      this.asked = 0;
      /** @type {Promise<unknown>} */
      this.settled = Promise.resolve();
      /** @type {Element | null} */
      this.active = null;
      this.limit = SHOWN;
      this.input = element("input", {
        class: "rl-find__input",
        type: "text",
        role: "combobox",
        "aria-expanded": "false",
        "aria-controls": "rl-find-results",
        "aria-autocomplete": "list",
        "aria-label": "Search the reading list",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        enterkeyhint: "go",
        placeholder: "Title, author, tag, question, arXiv id",
      });
      const close = element("button", { type: "button", class: "rl-find__close" }, "Close");
      close.addEventListener("click", () => this.dialog.close());
      this.offers = element("div", { class: "rl-find__offers", role: "group", "aria-label": "Complete the query" });
      this.explore = element("a", { class: "rl-find__explore", href: href("explore/"), hidden: true }, "Filter these");
      this.status = element("p", { class: "rl-find__status", role: "status", "aria-live": "polite" });
      this.hint = hint();
      this.list = element("div", {
        id: "rl-find-results",
        class: "rl-find__results",
        role: "listbox",
        "aria-label": "Results",
      });
      this.more = element("button", { type: "button", class: "rl-find__more", hidden: "" }, "Show all results");
      this.more.addEventListener("click", () => this.showMore());
      this.dialog = element(
        "dialog",
        { class: "rl-find", "aria-label": "Search" },
        element("div", { class: "rl-find__bar", role: "search" }, this.input, close),
        element("div", { class: "rl-find__line" }, this.status, this.explore, this.offers),
        element(
          "div",
          { class: "rl-find__scroll", role: "region", tabindex: "0", "aria-label": "What was found" },
          this.hint,
          this.list,
          this.more,
        ),
      );
      this.input.addEventListener("input", () => {
        this.limit = SHOWN;
        this.search();
      });
      this.dialog.addEventListener("keydown", (event) => this.key(event));
      this.dialog.addEventListener("click", (event) => {
        if (event.target === this.dialog) this.dialog.close();
      });
      // Back from a result returns to the query; closing the box clears it.
      this.list.addEventListener("click", () => this.remember(this.input.value));
      this.explore.addEventListener("click", () => this.remember(this.input.value));
      this.dialog.addEventListener("close", () => this.remember(""));
      document.body.append(this.dialog);
    }

    /** @type {(find: string) => void} */
    remember(find) {
      history.replaceState({ ...history.state, find }, "");
      // WebKit resets a field without completion to its default on the way back to a page it kept.
      this.input.defaultValue = find;
    }

    open() {
      if (!this.dialog.open) this.dialog.showModal();
      this.input.focus();
      this.input.select();
      engine().catch(() => this.failed());
    }

    search() {
      this.asked += 1;
      const number = this.asked;
      const text = this.input.value;
      this.settled = this.update(number, text).catch(() => {
        if (number === this.asked) this.failed();
      });
      return this.settled;
    }

    /** @type {(number: number, text: string) => Promise<void>} */
    async update(number, text) {
      if (!text.trim()) return this.empty();
      answering += 1;
      const found = await ask((asked) => asked.results(text, { limit: this.limit })).finally(() => {
        answering -= 1;
        setTimeout(next, PATIENCE);
      });
      if (number !== this.asked) return;
      this.show(text, found);
      const offers = await ask((asked) => asked.offers(text));
      if (number === this.asked) this.offer(offers);
    }

    empty() {
      this.list.replaceChildren();
      this.offers.replaceChildren();
      this.status.textContent = "";
      this.hint.hidden = false;
      this.more.hidden = true;
      this.explore.hidden = true;
      this.remember("");
      this.activate(null);
      this.input.setAttribute("aria-expanded", "false");
    }

    /** @type {(text: string, found: Awaited<ReturnType<SearchEngine["results"]>>) => void} */
    show(text, { count, unknown, results }) {
      this.hint.hidden = true;
      this.explore.hidden = !count;
      this.explore.href = href(`explore/?q=${encodeURIComponent(text)}`);
      this.list.replaceChildren(...results.map((result, i) => option(result, i)));
      this.list.dataset.query = text;
      const counted = count === 0 ? "No results" : count === 1 ? "1 result" : `${count} results`;
      this.status.textContent = counted + (unknown.length ? `; nothing for ${unknown.join(", ")}` : "");
      this.more.hidden = results.length >= count;
      this.more.textContent =
        count - results.length <= MORE ? `Show all ${count} results` : `Show ${MORE} more of ${count} results`;
      this.input.setAttribute("aria-expanded", String(results.length > 0));
      this.activate(null);
    }

    /** @type {(offers: Offer[]) => void} */
    offer(offers) {
      this.offers.replaceChildren(
        ...offers.map(({ text, label, count }) => {
          const onclick = () => {
            this.input.value = text;
            this.input.focus();
            this.limit = SHOWN;
            this.search();
          };
          const number = count ? element("small", {}, ` ${count}`) : null;
          return element("button", { type: "button", onclick }, label, number);
        }),
      );
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

    /** @type {(chosen: Element | null) => void} */
    activate(chosen) {
      if (this.active) this.active.setAttribute("aria-selected", "false");
      this.active = chosen;
      if (!chosen) return this.input.removeAttribute("aria-activedescendant");
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", chosen.id);
    }

    /** @type {(event: KeyboardEvent) => void} */
    key(event) {
      if (event.isComposing || event.target !== this.input) return;
      const options = this.list.children;
      const at = this.active ? Array.prototype.indexOf.call(options, this.active) : -1;
      /** @type {Record<string, number>} */
      const moves = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 };
      const to = moves[event.key];
      if (to !== undefined) {
        event.preventDefault();
        this.activate(options[to] || null);
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (event.shiftKey) this.save();
        else this.go();
      }
    }

    /* Puts the chosen result, or the first, on the reader's list. */
    async save() {
      await this.settled;
      const chosen = this.active || this.list.firstElementChild;
      if (!(chosen instanceof HTMLElement) || chosen.dataset.kind !== "paper" || !chosen.dataset.id) return;
      const title = chosen.querySelector(".rl-find__title")?.textContent || "";
      const kept = readingList.marks.change(chosen.dataset.id, { state: "to-read" }, title);
      if (kept) this.status.textContent = `On my list: ${title}`;
    }

    /* To the chosen result, or the first; a query under way is waited for. */
    async go() {
      if (!this.active) await this.settled;
      const chosen = this.active || this.list.firstElementChild;
      if (chosen instanceof HTMLElement) chosen.click();
    }
  }

  function hint() {
    const rows = [
      ["tag:survey", "a tag or one of its other names"],
      ["author:he", "also topic:, venue:, title:, type:"],
      ["year:2020..2023", "one year, or from and to"],
      ['"two words"', "these words in this order"],
      ["-survey", "not this word"],
      ["arxiv:1607.06450", "or the bare id"],
      ["Shift+Enter", "puts the chosen paper on my list"],
    ];
    return element(
      "dl",
      { class: "rl-find__hint" },
      ...rows.flatMap(([code, text]) => [element("dt", {}, element("code", {}, code)), element("dd", {}, text)]),
    );
  }

  /* A result by its title, which is known; the rest follows as it arrives. */
  /** @type {(result: SearchResult, number: number) => HTMLElement} */
  function option(result, number) {
    const stems = new Set(result.words.map(readingList.words.stem));
    const about = element("span", { class: "rl-find__about" }, aboutLine(result));
    const text = element("span", { class: "rl-find__text" });
    const row = element(
      "a",
      {
        id: `rl-find-${number}`,
        role: "option",
        "aria-selected": "false",
        tabindex: "-1",
        class: "rl-find__result",
        href: address(result),
        "data-kind": result.kind,
        "data-id": result.id,
        "data-pending": "",
      },
      element("span", { class: "rl-find__title", dir: "auto" }, withMarks(result.title, stems)),
      about,
      text,
    );
    describe(row, result, stems, about, text)
      .catch((error) => {
        if (error instanceof Stale && row.isConnected) box?.search();
      })
      .then(() => row.removeAttribute("data-pending"));
    return row;
  }

  /** @type {(result: SearchResult, details?: Details) => string} */
  function aboutLine({ kind, year }, details) {
    const { authors = "", venue = "" } = details || {};
    const shown = year && !venue.includes(String(year)) ? String(year) : "";
    return [kind === "paper" ? authors : kind, venue, shown].filter(Boolean).join(" · ");
  }

  /** @type {(row: Element, result: SearchResult, stems: Stems, about: Element, text: Element) => Promise<void>} */
  async function describe(row, result, stems, about, text) {
    const asked = await engine();
    const details =
      asked.detailsHeld(result.number) ||
      (await inTurn(() => (row.isConnected ? asked.detailsOf(result.number) : undefined)));
    if (!details) return;
    const { summary, status, later, language = "", summaryLanguage = "" } = details;
    if (language) row.querySelector(".rl-find__title")?.setAttribute("lang", language);
    about.replaceChildren(withMarks(aboutLine(result, details), stems));
    if (status) about.prepend(element("strong", { class: "rl-status" }, status), " ");
    if (later) about.append(" · published as ", element("cite", inLanguage(language), withMarks(later, stems)));
    /** @type {(words: string, code: string) => void} */
    const say = (words, code) =>
      text.replaceChildren(words && element("span", inLanguage(code), withMarks(snippet(words, stems), stems)));
    say(summary, summaryLanguage);
    if (summary && hasMarks(`${result.title} ${summary}`, stems)) return;
    // where neither title nor summary says why a result is here, the abstract may
    const whole = await inTurn(() => (row.isConnected ? asked.textOf(result.number) : undefined));
    if (whole && (!summary || hasMarks(whole, stems))) say(whole, language);
    if (row.querySelector("mark")) return;
    // then it is a tag's or topic's name, or another name of it
    const labels = await inTurn(() => (row.isConnected ? asked.labelsOf(result.number) : undefined));
    for (const names of labels || []) {
      const found = names.find((name) => hasMarks(name, stems));
      if (!found) continue;
      text.prepend(withMarks(found === names[0] ? found : `${names[0]} (${found})`, stems), ". ");
      return;
    }
  }

  /* Runs tasks a few at a time, and none while keys follow each other or one waits for its
   * answer, so that the line is free for it: browsers open six connections to a host. */
  /** @type {(() => Promise<unknown>)[]} */
  const waiting = [];
  let running = 0;
  let timer = 0;
  let answering = 0;
  /** @type {<T>(task: () => T | Promise<T>) => Promise<T>} */
  function inTurn(task) {
    clearTimeout(timer);
    timer = setTimeout(next, PATIENCE);
    return new Promise((resolve, reject) => {
      waiting.push(async () => {
        try {
          resolve(await task());
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  function next() {
    while (!answering && running < AT_A_TIME) {
      const task = waiting.shift();
      if (!task) return;
      running += 1;
      task().then(() => {
        running -= 1;
        next();
      });
    }
  }

  /* --- opening it ----------------------------------------------------------------- */

  /** @type {Box | undefined} */
  let box;
  function open() {
    box ||= new Box();
    box.open();
  }

  /** @type {(target: EventTarget | null) => boolean} */
  const typingIn = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

  /** @type {(event: KeyboardEvent) => void} */
  function openByKey(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const withControl = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    // the focus may be left for a moment in a box just closed
    const closed = box && !box.dialog.open && event.target instanceof Node && box.dialog.contains(event.target);
    const bare =
      !event.ctrlKey &&
      !event.metaKey &&
      (event.key === "/" || event.key === "s") &&
      (closed || !typingIn(event.target));
    const elsewhere = document.querySelector("dialog[open]");
    if ((!withControl && !bare) || (elsewhere && !(box && elsewhere === box.dialog))) return;
    if (bare && elsewhere) return;
    event.preventDefault();
    open();
  }

  /* --- marks on the page one lands on ------------------------------------------------ */

  const NOT_MARKED =
    "script, style, textarea, input, select, button, svg, math, mark, noscript, template, nav, pre, [data-no-marks]";

  async function markPage() {
    const asked = new URLSearchParams(location.search).get("q");
    const main =
      document.getElementById("content") || document.querySelector("main") || document.querySelector("article");
    if (!asked || !main) return;
    await words();
    const { words: tools } = readingList;
    const stems = new Set(
      tools
        .chunks(asked)
        .flatMap((chunk) => tools.split(chunk)[1])
        .map(([, word]) => tools.stem(word)),
    );
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) =>
        node.parentElement?.closest(NOT_MARKED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    /** @type {Text[]} */
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    for (const node of nodes) if (hasMarks(node.data, stems)) node.replaceWith(withMarks(node.data, stems));
    document.documentElement.dataset.marked = "";
    if (document.querySelector("#content mark")) offerClear(asked);
  }

  /* A way to have the page without marks; the query leaves the address with them. */
  /** @type {(asked: string) => void} */
  function offerClear(asked) {
    const onclick = () => {
      for (const mark of findAll("#content mark")) mark.replaceWith(...mark.childNodes);
      const query = new URLSearchParams(location.search);
      query.delete("q");
      history.replaceState(history.state, "", location.pathname + (query.size ? `?${query}` : "") + location.hash);
      note.remove();
    };
    const clear = element("button", { type: "button", onclick }, "Clear");
    const note = element("p", { class: "rl-marked", "data-no-marks": true }, "Marked: ", asked, " ", clear);
    document.body.append(note);
  }

  document.addEventListener("keydown", openByKey);
  for (const button of findAll("[data-search-open]")) {
    button.addEventListener("click", open);
    for (const sign of ["pointerenter", "focus"])
      button.addEventListener(sign, () => engine().catch(() => {}), { once: true });
  }
  if (history.state?.find) {
    open();
    if (box) box.input.value = history.state.find;
    box?.search();
  }
  markPage().catch(() => {}); // the words did not load, as on a page that is being left: nothing is marked
})();
