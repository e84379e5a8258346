// The page of filters: the form, the address, and the papers that pass.
(() => {
  "use strict";
  const FIRST = 50;
  const BY_SCROLLING = 200;
  const OPTIONS_SHOWN = 8;
  const MOST_BARS = 100;
  const OPTIONS_AT_ONCE = 25;
  const { element, find, findAll, focus, href, inLanguage, papersOf } = readingList;

  /** @typedef {{ q: HTMLInputElement, sort: HTMLSelectElement } & Record<End, HTMLSelectElement>} Controls */
  /** @typedef {"from" | "to"} End */
  /** @typedef {{ item: HTMLElement, box: HTMLInputElement, count: HTMLElement, out: Element }} Controlled */
  /** @typedef {Controlled & { value: number, label: string }} Row */
  /** @typedef {{ rows: Row[], open: boolean, more?: HTMLElement, find?: HTMLInputElement }} Options */
  /** @type {End[]} */
  const ENDS = ["from", "to"];

  /** @type {(text: string) => string} */
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  // Lets the browser draw and answer keys before the rest of a long piece of work.
  const pause = () => new Promise((resolve) => setTimeout(resolve));
  const grouped = new Intl.NumberFormat("en");
  /** @type {(count: number) => string} */
  const number = (count) => grouped.format(count);

  class Explorer {
    /** @param {HTMLFormElement & Controls} form */
    constructor(form) {
      this.form = form;
      this.catalogue = readingList.catalogue();
      this.papers = this.catalogue.papers;
      this.groups = readingList.facets.groupsOf(this.catalogue);
      this.state = readingList.facets.emptyState(this.groups);
      this.results = this.part("results");
      /** @type {Map<string, Options>} */
      this.options = new Map();
      /** @type {Map<number, HTMLElement>} */
      this.bars = new Map();
      this.yearsInBar = 1;
      /** @type {Paper[]} */
      this.selection = [];
      /** @type {HTMLElement} */
      this.list = element("ul");
      this.turn = 0;
      /** How many papers of the selection are drawn, or will be when their shards are there. */
      this.shown = 0;
      this.atEnd = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting) && this.shown < BY_SCROLLING) this.showMore(FIRST);
        },
        { rootMargin: "600px" },
      );
      /** Whether the next papers drawn are those of the address. */
      this.returning = false;
      this.typing = 0;
      /** Which entry of the history the last change wrote. */
      this.wrote = "";
      /** The words of `hits`. */
      this.asked = "";
      /** @type {Hits} */
      this.hits = null;
      /** The newest papers, which the page holds from the beginning; empty once another list was shown.
       * @type {HTMLElement[]} */
      this.given = findAll("ul", this.results);
      /** @type {Matched | undefined} */
      this.counted = undefined;
    }

    /** @type {(name: string) => HTMLElement} */
    part(name) {
      return find(`[data-${name}]`, this.form);
    }

    async start() {
      this.listen();
      this.keepOpen();
      this.part("groups").append(this.yearset());
      this.readMarks(false);
      this.readAddress();
      for (const group of this.groups) {
        await pause();
        const fieldset = await this.fieldset(group);
        this.part("groups").append(fieldset);
        this.showChoice(group);
        this.showGroupCounts(group);
      }
    }

    /* --- the form ------------------------------------------------------------ */

    /** @type {(group: FacetGroup) => Promise<HTMLElement>} */
    async fieldset(group) {
      const order = group.options.map((_, value) => value).filter((value) => group.fixed || group.totals[value]);
      if (!group.fixed && group.id !== "topic") order.sort((a, b) => group.totals[b] - group.totals[a]);
      /** @type {Options} */
      const options = { rows: [], open: false };
      for (const value of order) {
        options.rows.push(this.option(group, value));
        if (options.rows.length % OPTIONS_AT_ONCE === 0) await pause();
      }
      this.options.set(group.id, options);
      if (options.rows.length > OPTIONS_SHOWN + 2) {
        options.more = element("button", {
          type: "button",
          class: "rl-options__more",
          "aria-expanded": "false",
          onclick: () => {
            options.open = !options.open;
            this.showOptions(group);
          },
        });
        options.find = element("input", {
          type: "search",
          class: "rl-options__find",
          "aria-label": `Find in ${group.title.toLowerCase()}s`,
          placeholder: `Find a ${group.title.toLowerCase()}`,
          oninput: () => this.showOptions(group),
        });
      }
      return this.folding(
        group.id,
        group.title,
        options.rows.length,
        group.modes && this.modes(group),
        options.find,
        element("ul", { class: "rl-options" }, ...options.rows.map(({ item }) => item)),
        options.more,
      );
    }

    // A group of filters that folds; nothing of it is shown when it has no options.
    /** @type {(id: string, title: string, options: number, ...children: Child[]) => HTMLElement} */
    folding(id, title, options, ...children) {
      return element(
        "details",
        { class: "rl-group", "data-group": id, hidden: !options, open: true },
        element("summary", {}, title),
        element("fieldset", { "aria-label": title }, ...children),
      );
    }

    /** @type {(group: FacetGroup) => HTMLElement} */
    modes(group) {
      /** @type {(value: string, label: string) => HTMLElement} */
      const mode = (value, label) =>
        element(
          "label",
          {},
          element("input", {
            type: "radio",
            name: `${group.id}s`,
            value,
            onchange: () => {
              this.choice(group).all = value === "all";
              this.changed();
            },
          }),
          element("span", {}, label),
        );
      return element(
        "div",
        { class: "rl-modes", role: "group", "aria-label": `How the ticked ${group.title.toLowerCase()}s combine` },
        mode("any", "any of these"),
        mode("all", "all of these"),
      );
    }

    /** @type {(group: FacetGroup, value: number) => Row} */
    option(group, value) {
      const { id, label, hue } = group.options[value];
      const box = element("input", {
        type: "checkbox",
        name: group.id,
        value: id,
        onchange: () => this.choose(group, value, box.checked ? "yes" : ""),
      });
      const count = element("span", { class: "rl-options__count" });
      const out = element(
        "button",
        {
          type: "button",
          class: "rl-options__out",
          "aria-pressed": "false",
          "aria-label": `Exclude: ${label}`,
          title: `Exclude: ${label}`,
          onclick: () => this.choose(group, value, this.choice(group).no.has(value) ? "" : "no"),
        },
        "−",
      );
      const item = element(
        "li",
        { style: hue === undefined ? null : `--hue:${hue}`, class: hue === undefined ? null : "rl-options__topic" },
        element("label", {}, box, element("span", { class: "rl-options__name" }, label), " ", count),
        out,
      );
      return { value, item, box, count, out, label: plain(label) };
    }

    yearset() {
      const years = Array.from(new Set(this.papers.map((paper) => paper.year)))
        .filter(Boolean)
        .sort((a, b) => a - b);
      /** @type {(name: End) => HTMLElement} */
      const select = (name) => {
        const box = element(
          "select",
          {
            name,
            onchange: () => {
              this.state[name] = Number(box.value);
              this.changed();
            },
          },
          element("option", { value: "0" }, "any"),
          ...years.map((year) => element("option", { value: year }, String(year))),
        );
        return element("label", {}, element("span", {}, name), " ", box);
      };
      const span = years.length ? years[years.length - 1] - years[0] + 1 : 0;
      this.yearsInBar = Math.ceil(span / MOST_BARS);
      const bars = Math.ceil(span / this.yearsInBar) || 0;
      this.bars = new Map(Array.from({ length: bars }, (_, i) => [years[0] + i * this.yearsInBar, element("i", {})]));
      return this.folding(
        "year",
        "Year",
        years.length,
        element("div", { class: "rl-years__bars", "aria-hidden": "true" }, ...this.bars.values()),
        element("div", { class: "rl-years" }, ...ENDS.map(select)),
      );
    }

    listen() {
      const form = this.form;
      form.addEventListener("submit", (event) => event.preventDefault());
      form.q.addEventListener("input", () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.typed(), 120);
      });
      form.q.addEventListener("change", () => this.typed());
      form.sort.addEventListener("change", () => {
        this.state.sort = form.sort.value;
        this.changed();
      });
      for (const radio of this.radios("view"))
        radio.addEventListener("change", () => {
          this.state.view = radio.value;
          this.changed();
        });
      find("button", this.part("more")).addEventListener("click", () => this.showMore(BY_SCROLLING));
      for (const button of findAll("button", this.part("take")))
        button.addEventListener("click", () => this.take(button.dataset.format || ""));
      this.part("skip").addEventListener("click", (event) => {
        event.preventDefault(); // from the disk, the fragment holds the filters
        this.toResults();
      });
      window.addEventListener("popstate", () => this.readAddress());
      window.addEventListener("hashchange", () => this.readAddress());
      readingList.marks.listen(() => this.readMarks(true));
    }

    /** @type {(name: string) => HTMLInputElement[]} */
    radios(name) {
      return findAll(`[name="${name}"]`, this.form);
    }

    /** @type {(name: string, value: string) => void} */
    showRadio(name, value) {
      for (const radio of this.radios(name)) radio.checked = radio.value === value;
    }

    // The filters stand beside the papers where there is room, else they open on demand as a sheet.
    keepOpen() {
      const wide = matchMedia("(min-width: 60rem)");
      /** @type {HTMLDetailsElement} */
      const details = find(".rl-filters", this.form);
      const set = () => {
        details.open = wide.matches;
      };
      wide.addEventListener("change", set);
      set();
      const close = () => {
        details.open = false;
        this.toResults();
      };
      find("button", this.part("done")).addEventListener("click", close);
      details.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && details.open && !wide.matches) close();
      });
    }

    /* --- choices and the address ------------------------------------------------ */

    /** @type {(group: FacetGroup) => Choice} */
    choice(group) {
      return this.state.choices[group.id];
    }

    /** @type {(group: FacetGroup, value: number, what: "yes" | "no" | "") => void} */
    choose(group, value, what) {
      const { yes, no } = this.choice(group);
      yes.delete(value);
      no.delete(value);
      if (what) this.choice(group)[what].add(value);
      this.changed();
    }

    typed() {
      const words = this.form.q.value.trim();
      clearTimeout(this.typing);
      if (words === this.state.words) return;
      this.state.words = words;
      this.changed(this.wrote === "words" ? "replaceState" : "pushState");
      this.wrote = "words";
    }

    /** @type {(how?: "pushState" | "replaceState") => void} */
    changed(how = "pushState") {
      this.wrote = "";
      this.writeAddress(how);
      this.update().then(() => this.showStart());
    }

    // Other papers begin at the first of them, wherever one had scrolled to.
    showStart() {
      const main = this.part("main");
      if (main.getBoundingClientRect().top < 0) main.scrollIntoView();
    }

    toResults() {
      this.results.focus();
      this.part("main").scrollIntoView();
    }

    // Some browsers refuse another query on a file from the disk; the fragment does there.
    /** @type {(how: "pushState" | "replaceState") => void} */
    writeAddress(how) {
      const query = readingList.facets.toQuery(this.groups, this.state);
      try {
        history[how](null, "", location.pathname + (query && `?${query}`));
      } catch {
        location.hash = query;
      }
    }

    readAddress() {
      const query = location.hash.includes("=") ? location.hash.slice(1) : location.search.slice(1);
      const sorts = Array.from(this.form.sort.options, ({ value }) => value);
      const { state, unknown } = readingList.facets.fromQuery(this.groups, query, sorts);
      this.state = state;
      this.wrote = "";
      this.say(unknown.length ? `This list does not have: ${unknown.join(", ")}.` : "");
      const restored = history.state?.shown;
      this.returning = true;
      this.update(restored);
    }

    /** @type {(text: string) => void} */
    say(text) {
      this.part("message").textContent = text;
    }

    /** @type {(error: unknown) => void} */
    sayError(error) {
      this.busy(false);
      this.say(error instanceof Error ? error.message : String(error));
    }

    /* --- papers ---------------------------------------------------------------- */

    // Marks name papers by id, which the shards of titles hold.
    /** @type {(update: boolean) => Promise<void>} */
    async readMarks(update) {
      const group = this.groups.find((one) => one.id === "mark");
      const need = readingList.marks.all().size ? this.catalogue.need("titles", this.papers) : null;
      try {
        if (need) await need;
      } catch (error) {
        this.sayError(error);
        return;
      }
      group?.read(this.papers);
      if (update || need) this.showCounts(this.matched());
      const choice = group && this.choice(group);
      if (need && choice && (choice.yes.size || choice.no.size)) this.update();
    }

    matched() {
      return readingList.facets.match(this.groups, this.state, this.papers, this.hits);
    }

    /** @type {(restored?: number) => Promise<void>} */
    async update(restored) {
      this.turn += 1;
      const { turn } = this;
      const later = () => turn !== this.turn;
      this.busy(true);
      this.showChoices();
      try {
        if (this.state.words !== this.asked) {
          const words = this.state.words;
          const hits = words ? await this.search(words) : null;
          if (later()) return;
          this.asked = words;
          this.hits = hits;
        }
        const sort = this.state.sort || (this.hits ? "relevance" : "newest");
        const waiting = sort === "title" ? this.catalogue.need("titles", this.papers) : null;
        if (waiting) await waiting;
        if (later()) return;
        const result = this.matched();
        this.selection = this.sorted(result.found, sort);
        this.showCounts(result);
        this.form.sort.value = sort === "relevance" && !this.hits ? "newest" : sort;
        this.showResults(restored || FIRST);
      } catch (error) {
        if (!later()) this.sayError(error);
      }
    }

    // Whether other papers are under way; assistive technology does not read those shown meanwhile.
    /** @type {(is: boolean) => void} */
    busy(is) {
      this.results.setAttribute("aria-busy", String(is));
    }

    // Paper number → rank. The site's search where it is there, else plain words.
    /** @type {(words: string) => Promise<Hits>} */
    async search(words) {
      const waiting = this.catalogue.need("titles", this.papers);
      if (waiting) await waiting;
      if (readingList.search?.query) {
        try {
          const found = await readingList.search.query(words, { limit: this.papers.length + 5000 });
          const papers = found.flatMap(
            ({ id, path }) => (path === `papers/${id}/` && this.catalogue.byId.get(id)) || [],
          );
          return new Map(papers.map((paper, rank) => [paper.n, rank]));
        } catch {
          /* its data could not be loaded: look for the words here */
        }
      }
      const summaries = this.catalogue.need("summaries", this.papers);
      if (summaries) await summaries;
      const parts = plain(words).split(/\s+/);
      /** @type {(paper: Paper) => boolean} */
      const holds = (paper) => {
        const text = plain(`${paper.title} ${paper.authors} ${paper.summary} ${paper.note}`);
        return parts.every((part) => text.includes(part));
      };
      return new Map(this.papers.filter(holds).map((paper, rank) => [paper.n, rank]));
    }

    // Numbers grow from the newest paper to the oldest.
    /** @type {(found: number[], sort: string) => Paper[]} */
    sorted(found, sort) {
      const papers = found.map((n) => this.papers[n]);
      const rank = this.hits || new Map();
      /** @type {(paper: Paper) => number} */
      const year = (paper) => paper.year || 9999;
      /** @type {(paper: Paper) => number} */
      const venue = (paper) => (paper.venue < 0 ? this.catalogue.venues.length : paper.venue);
      /** @type {Record<string, (a: Paper, b: Paper) => number>} */
      const orders = {
        oldest: (a, b) => year(a) - year(b),
        title: (a, b) => a.key.localeCompare(b.key, "en", { numeric: true }),
        venue: (a, b) => venue(a) - venue(b),
        added: (a, b) => (a.added < b.added ? 1 : a.added > b.added ? -1 : 0),
        relevance: (a, b) => rank.get(a.n) - rank.get(b.n) || 0,
      };
      if (sort === "title")
        for (const paper of papers) paper.key ||= plain(paper.title).replace(/^[^\p{L}\p{N}]+/u, "");
      return orders[sort] ? papers.sort(orders[sort]) : papers;
    }

    /* --- showing ---------------------------------------------------------------- */

    // The controls say what the state says.
    showChoices() {
      const { form, state } = this;
      if (form.q.value.trim() !== state.words) form.q.value = state.words;
      form.q.defaultValue = state.words; // to which WebKit resets it on the way back to the page
      this.showRadio("view", state.view);
      for (const end of ENDS) {
        form[end].value = String(state[end]);
        if (form[end].selectedIndex < 0) form[end].value = "0";
      }
      /** @type {HTMLOptionElement} */
      const relevance = find('[value="relevance"]', form.sort);
      relevance.hidden = relevance.disabled = !state.words;
      for (const group of this.groups) this.showChoice(group);
      this.showActive();
    }

    /** @type {(group: FacetGroup) => void} */
    showChoice(group) {
      const choice = this.choice(group);
      for (const row of this.rowsOf(group)) {
        row.box.checked = choice.yes.has(row.value);
        row.out.setAttribute("aria-pressed", String(choice.no.has(row.value)));
      }
      if (group.modes) this.showRadio(`${group.id}s`, choice.all ? "all" : "any");
      this.showOptions(group);
    }

    /** @type {(group: FacetGroup) => Row[]} */
    rowsOf(group) {
      return this.options.get(group.id)?.rows || [];
    }

    /** @type {(group: FacetGroup) => void} */
    showOptions(group) {
      const options = this.options.get(group.id);
      if (!options?.more || !options.find) return;
      const { rows, open, more } = options;
      const choice = this.choice(group);
      const looked = plain(options.find.value.trim());
      rows.forEach((row, place) => {
        const chosen = choice.yes.has(row.value) || choice.no.has(row.value);
        row.item.hidden = !(looked ? row.label.includes(looked) : open || chosen || place < OPTIONS_SHOWN);
      });
      more.hidden = Boolean(looked);
      more.setAttribute("aria-expanded", String(open));
      more.textContent = open ? "Show fewer" : `Show all ${number(rows.length)}`;
    }

    showActive() {
      /** @type {HTMLElement[]} */
      const chips = [];
      for (const { label, without } of readingList.facets.active(this.groups, this.state)) {
        const onclick = () => {
          this.replace(without);
          focus(this.part("active"), "button");
        };
        const name = `Remove the filter ${label}`;
        const cross = element("span", { "aria-hidden": "true" }, "×");
        chips.push(
          element("button", { type: "button", class: "rl-chip rl-active", "aria-label": name, onclick }, label, cross),
        );
      }
      const filters = chips.length - Number(Boolean(this.state.words));
      this.part("filters-number").textContent = filters ? `(${filters})` : "";
      this.part("active").hidden = !chips.length;
      const clear = element("button", { type: "button", class: "rl-clear", onclick: () => this.clear() }, "Clear all");
      this.part("active").replaceChildren(...chips, clear);
    }

    /** @type {(state: FilterState) => void} */
    replace(state) {
      this.state = state;
      this.changed();
    }

    clear() {
      const { view, sort } = this.state;
      this.replace(Object.assign(readingList.facets.emptyState(this.groups), { view, sort }));
      this.form.q.focus();
    }

    /** @type {(group: FacetGroup) => void} */
    showGroupCounts(group) {
      const counts = this.counted?.counts.get(group.id);
      const mains = group.main ? this.counted?.mains.get(group.id) : counts;
      for (const row of counts ? this.rowsOf(group) : []) {
        const count = counts?.[row.value] || 0;
        const main = mains?.[row.value] || 0;
        // as the pages of topics count: those with it as their main topic, and those it has besides
        row.count.textContent = main < count ? `${number(main)} + ${number(count - main)}` : number(count);
        row.count.title = main < count ? `main topic of ${number(main)}, also a topic of ${number(count - main)}` : "";
        row.item.classList.toggle("rl-options__none", !count && !row.box.checked);
      }
    }

    /** @type {(matched: Matched) => void} */
    showCounts(matched) {
      const { found, years } = matched;
      this.counted = matched;
      for (const group of this.groups) this.showGroupCounts(group);
      for (const end of ENDS)
        for (const option of this.form[end].options)
          if (option.value !== "0")
            option.textContent = `${option.value} (${number(years.get(Number(option.value)) || 0)})`;
      /** @type {(first: number) => number} */
      const inBar = (first) => {
        let count = 0;
        for (let year = first; year < first + this.yearsInBar; year += 1) count += years.get(year) || 0;
        return count;
      };
      const heights = new Map(Array.from(this.bars.keys(), (first) => [first, inBar(first)]));
      const top = Math.max(1, ...heights.values());
      const { from, to } = this.state;
      for (const [year, bar] of this.bars) {
        bar.style.height = `${(100 * (heights.get(year) || 0)) / top}%`;
        const last = year + this.yearsInBar - 1;
        bar.classList.toggle("rl-years__out", Boolean((from && last < from) || (to && year > to)));
      }
      this.part("count").textContent =
        found.length === this.papers.length
          ? papersOf(found.length)
          : `${number(found.length)} of ${papersOf(this.papers.length)}`;
      this.part("take").hidden = !found.length;
      find("button", this.part("done")).textContent = `Show ${papersOf(found.length)}`;
    }

    /** @type {(least: number) => void} */
    showResults(least) {
      this.shown = 0;
      const [given] = this.given;
      this.given = [];
      const ready = () => {
        this.busy(false);
        this.form.classList.remove("rl-explore--asked");
        if (this.returning) readingList.restorePlace();
        this.returning = false;
      };
      if (given && !readingList.facets.toQuery(this.groups, this.state)) {
        this.list = given;
        this.shown = given.childElementCount;
        this.append(Math.max(least - this.shown, 0), ready);
        // for the context objects, without which the papers can be read
        this.catalogue.need("titles", this.selection.slice(0, this.shown))?.catch(() => {});
        return;
      }
      if (!this.selection.length) {
        this.part("more").hidden = true;
        this.results.replaceChildren(this.nothing());
        ready();
        return;
      }
      this.list = this.state.view === "table" ? element("tbody", {}) : element("ul", { class: "rl-cards" });
      const shell = this.state.view === "table" ? this.table(this.list) : this.list;
      this.append(least, () => {
        this.results.replaceChildren(shell);
        ready();
      });
    }

    // What to do when nothing is found: the filters without which something is, the most first.
    nothing() {
      const ways = readingList.facets.ways(this.groups, this.state, this.papers, this.hits);
      /** @type {(onclick: () => void, ...children: Child[]) => HTMLElement} */
      const button = (onclick, ...children) =>
        element("button", { type: "button", class: "rl-button", onclick }, ...children);
      const rows = ways.map(({ labels, without, count }) => {
        const names = labels.flatMap((label, i) => [i ? " and " : "", element("em", {}, label)]);
        const drop = button(() => this.replace(without), "without ", ...names, `: ${papersOf(count)}`);
        return element("li", {}, drop);
      });
      return element(
        "div",
        { class: "rl-empty" },
        element("p", {}, "No paper matches all of these."),
        rows.length ? element("ul", { class: "rl-ways" }, ...rows) : null,
        element(
          "p",
          {},
          button(() => this.clear(), "Clear all filters"),
        ),
      );
    }

    /** @type {(count: number) => void} */
    showMore(count) {
      this.append(count, () => {});
      history.replaceState({ ...history.state, shown: this.shown }, "");
    }

    // Draws that many papers more. What is asked for while shards are under way comes after it.
    /** @type {(count: number, ready: () => void) => void} */
    append(count, ready) {
      this.shown = Math.min(this.shown + count, this.selection.length);
      this.draw(this.turn, ready);
    }

    /** @type {(turn: number, ready: () => void) => void} */
    draw(turn, ready) {
      if (turn !== this.turn) return;
      const next = this.selection.slice(this.list.childElementCount, this.shown);
      const waiting = [this.catalogue.need("titles", next), this.catalogue.need("summaries", next)].filter(Boolean);
      if (waiting.length) {
        Promise.all(waiting).then(
          () => this.draw(turn, ready),
          (error) => this.sayError(error),
        );
        return;
      }
      const table = this.state.view === "table";
      this.list.append(...next.map((paper) => (table ? this.row(paper) : this.card(paper))));
      ready();
      this.part("more").hidden = this.shown >= this.selection.length;
      this.watchEnd();
    }

    // An observer reports changes alone: one who scrolled to the new end before the next frame
    // made none, so it begins anew with each drawing.
    watchEnd() {
      this.atEnd.disconnect();
      if (this.shown < BY_SCROLLING) this.atEnd.observe(this.part("more"));
    }

    /** @type {(paper: Paper) => HTMLElement} */
    card(paper) {
      const card = this.catalogue.card(paper, 3);
      readingList.marks.attach(card, paper.id, paper.title);
      return card;
    }

    /** @type {(body: HTMLElement) => HTMLElement} */
    table(body) {
      const heads = ["Title", "Authors", "Year", "Venue", "Topic", "My marks"];
      return element(
        "div",
        { class: "rl-table rl-explore__table", tabindex: "0", role: "region", "aria-label": "Papers as a table" },
        element(
          "table",
          {},
          element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
          body,
        ),
      );
    }

    /** @type {(paper: Paper) => HTMLElement} */
    row(paper) {
      const home = this.catalogue.topics[paper.topics[0]];
      const marks = element("td", { class: "rl-explore__marks" });
      readingList.marks.attach(marks, paper.id, paper.title);
      return element(
        "tr",
        {},
        element(
          "th",
          { scope: "row" },
          element("a", { href: href(paper.path), ...inLanguage(paper.language) }, paper.title),
          ...(paper.status ? [" ", element("strong", { class: "rl-status" }, paper.status)] : []),
          paper.later && element("small", { class: "rl-wide" }, "published as ", paper.later),
          paper.summary && element("small", { class: "rl-wide", ...inLanguage(paper.summaryLanguage) }, paper.summary),
        ),
        element("td", { dir: "auto" }, paper.authors),
        element("td", {}, String(paper.year || "")),
        element("td", {}, paper.place),
        element("td", {}, home ? this.catalogue.chip(home) : ""),
        marks,
      );
    }

    /** @type {(format: string) => Promise<void>} */
    async take(format) {
      const { selection } = this;
      this.say(`Gathering ${papersOf(selection.length)} …`);
      try {
        const file = await this.catalogue.save(selection, format, "selection");
        this.say(`${papersOf(selection.length)} saved as ${file}.`);
      } catch (error) {
        this.sayError(error);
      }
    }
  }

  // The search of the site comes after this file.
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("explore");
    if (form) new Explorer(/** @type {HTMLFormElement & Controls} */ (form)).start();
  });
})();
