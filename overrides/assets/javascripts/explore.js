// The page of filters: the form, the address, and the papers that pass.
(function () {
  "use strict";
  const FIRST = 50;
  const BY_SCROLLING = 200;
  const OPTIONS_SHOWN = 8;
  const SORTS = ["newest", "oldest", "title", "venue", "added", "relevance"];
  const { element, href } = readingList;

  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const grouped = new Intl.NumberFormat("en");
  const number = (count) => grouped.format(count);
  const papersOf = (count) => `${number(count)} ${count === 1 ? "paper" : "papers"}`;

  class Explorer {
    constructor(form) {
      this.form = form;
      this.catalogue = readingList.catalogue();
      this.papers = this.catalogue.papers;
      this.groups = readingList.facets.groupsOf(this.catalogue);
      this.part = (name) => form.querySelector(`[data-${name}]`);
      this.results = this.part("results");
      this.turn = 0;
      this.shown = 0;
      this.hits = null;
      this.rows = new Map();
    }

    start() {
      this.groups.forEach((group) => this.part("groups").append(this.fieldset(group)));
      this.part("groups").children[2].after(this.yearset());
      this.listen();
      this.readMarks(false);
      this.readAddress();
      this.keepOpen();
    }

    /* --- the form ------------------------------------------------------------ */

    fieldset(group) {
      const list = element("ul", { class: "rl-options" });
      const order = group.options.map((_, value) => value).filter((value) => group.fixed || group.totals[value]);
      if (!group.fixed && group.id !== "topic") order.sort((a, b) => group.totals[b] - group.totals[a]);
      const rows = order.map((value) => this.option(group, value));
      list.append(...rows.map((row) => row.item));
      this.rows.set(group.id, rows);
      const parts = [element("legend", {}, group.title)];
      if (group.modes) parts.push(this.modes(group));
      if (rows.length > OPTIONS_SHOWN + 2) {
        group.more = element("button", { type: "button", class: "rl-options__more", "aria-expanded": "false",
          onclick: () => { group.open = !group.open; this.showOptions(group); } });
        group.find = element("input", { type: "search", class: "rl-options__find", "aria-label": `Find in ${group.title.toLowerCase()}s`,
          placeholder: `Find a ${group.title.toLowerCase()}`, oninput: () => this.showOptions(group) });
        parts.push(group.find);
      }
      parts.push(list, group.more || "");
      const fieldset = element("fieldset", { class: "rl-group", "data-group": group.id }, ...parts);
      fieldset.hidden = !rows.length;
      return fieldset;
    }

    modes(group) {
      const mode = (value, label) => element("label", {},
        element("input", { type: "radio", name: `${group.id}s`, value, onchange: () => {
          this.choice(group).all = value === "all";
          this.changed();
        } }), element("span", {}, label));
      return element("div", { class: "rl-modes", role: "group", "aria-label": `How the ticked ${group.title.toLowerCase()}s combine` },
        mode("any", "any of the ticked"), mode("all", "all of them"));
    }

    option(group, value) {
      const { id, label, hue } = group.options[value];
      const box = element("input", { type: "checkbox", name: group.id, value: id, onchange: () => this.choose(group, value, box.checked ? "yes" : "") });
      const count = element("span", { class: "rl-options__count" });
      const out = element("button", { type: "button", class: "rl-options__out", "aria-pressed": "false", "aria-label": `None of: ${label}`, title: `Leave out: ${label}`,
        onclick: () => this.choose(group, value, this.choice(group).no.has(value) ? "" : "no") }, "−");
      const item = element("li", { style: hue === undefined ? null : `--hue:${hue}`, class: hue === undefined ? null : "rl-options__topic" },
        element("label", {}, box, element("span", { class: "rl-options__name" }, label), " ", count), out);
      return { value, item, box, count, out, label: plain(label) };
    }

    yearset() {
      const years = Array.from(new Set(this.papers.map((paper) => paper.year))).filter(Boolean).sort((a, b) => a - b);
      const select = (name, label) => {
        const box = element("select", { name, onchange: () => { this.state[name] = Number(box.value); this.changed(); } },
          element("option", { value: "0" }, "any"), ...years.map((year) => element("option", { value: year }, String(year))));
        return element("label", {}, element("span", {}, label), " ", box);
      };
      const span = years.length ? years[years.length - 1] - years[0] + 1 : 0;
      this.bars = new Map(Array.from({ length: span }, (_, i) => [years[0] + i, element("i", {})]));
      return element("fieldset", { class: "rl-group", "data-group": "year", hidden: !years.length }, element("legend", {}, "Year"),
        element("div", { class: "rl-years__bars", "aria-hidden": "true" }, ...this.bars.values()),
        element("div", { class: "rl-years" }, select("from", "from"), select("to", "to")));
    }

    listen() {
      const form = this.form;
      form.addEventListener("submit", (event) => event.preventDefault());
      form.q.addEventListener("input", () => {
        clearTimeout(this.typing);
        this.typing = setTimeout(() => this.typed(), 120);
      });
      form.q.addEventListener("change", () => this.typed());
      form.sort.addEventListener("change", () => { this.state.sort = form.sort.value; this.changed(); });
      for (const radio of form.elements.view) radio.addEventListener("change", () => { this.state.view = radio.value; this.changed(); });
      this.part("more").firstElementChild.addEventListener("click", () => this.showMore(BY_SCROLLING));
      for (const button of this.part("take").querySelectorAll("button")) button.addEventListener("click", () => this.take(button.dataset.format));
      window.addEventListener("popstate", () => this.readAddress());
      window.addEventListener("hashchange", () => this.readAddress());
      readingList.marks.listen(() => this.readMarks(true));
      new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting) && this.shown && this.shown < BY_SCROLLING) this.showMore(FIRST);
      }, { rootMargin: "600px" }).observe(this.part("more"));
    }

    // The filters stand beside the papers where there is room, else they open on demand.
    keepOpen() {
      const wide = matchMedia("(min-width: 60rem)");
      const details = this.form.querySelector(".rl-filters");
      const set = () => { details.open = wide.matches; };
      wide.addEventListener("change", set);
      set();
    }

    /* --- choices and the address ------------------------------------------------ */

    choice(group) { return this.state.choices[group.id]; }

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

    changed(how) {
      this.wrote = "";
      this.writeAddress(how || "pushState");
      this.update();
    }

    // Some browsers refuse another query on a file from the disk; the fragment does there.
    writeAddress(how) {
      const query = readingList.facets.toQuery(this.groups, this.state);
      try {
        history[how](null, "", location.pathname + (query && "?" + query));
      } catch (error) {
        location.hash = query;
      }
    }

    readAddress() {
      const query = location.hash.includes("=") ? location.hash.slice(1) : location.search.slice(1);
      const { state, unknown } = readingList.facets.fromQuery(this.groups, query, SORTS);
      this.state = state;
      this.wrote = "";
      this.say(unknown.length ? `This list does not have: ${unknown.join(", ")}.` : "");
      const restored = history.state && history.state.shown;
      this.update(restored);
    }

    say(text) { this.part("message").textContent = text; }

    /* --- papers ---------------------------------------------------------------- */

    // Marks name papers by id, which the shards of titles hold.
    readMarks(update) {
      const group = this.groups.find((one) => one.id === "mark");
      const need = readingList.marks.all().size ? this.catalogue.need("titles", this.papers) : null;
      const read = () => {
        group.read(this.papers);
        if (update || need) this.showCounts(this.matched());
      };
      if (need) need.then(() => { read(); if (this.choice(group).yes.size || this.choice(group).no.size) this.update(); }, (error) => this.say(error.message));
      else read();
    }

    matched() { return readingList.facets.match(this.groups, this.state, this.papers, this.hits); }

    async update(restored) {
      const turn = (this.turn += 1);
      const later = () => turn !== this.turn;
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
        this.selection = this.sorted(result.found, sort).map((n) => this.papers[n]);
        this.showCounts(result);
        this.form.sort.value = sort === "relevance" && !this.hits ? "newest" : sort;
        this.showResults(restored || FIRST);
      } catch (error) {
        if (!later()) this.say(error.message);
      }
    }

    // Paper number → rank. The site's search where it is there, else plain words.
    async search(words) {
      const waiting = this.catalogue.need("titles", this.papers);
      if (waiting) await waiting;
      if (readingList.search && readingList.search.query) {
        try {
          const found = await readingList.search.query(words, { limit: this.papers.length + 5000 });
          const numbers = found.map(({ id, path }) => (path === `papers/${id}/` ? this.catalogue.byId.get(id) : null)).filter(Boolean);
          return new Map(numbers.map((paper, rank) => [paper.n, rank]));
        } catch (error) { /* its data could not be loaded: look for the words here */ }
      }
      const summaries = this.catalogue.need("summaries", this.papers);
      if (summaries) await summaries;
      const parts = plain(words).split(/\s+/);
      const holds = (paper) => {
        const text = plain(`${paper.title} ${paper.authors} ${paper.summary}`);
        return parts.every((part) => text.includes(part));
      };
      return new Map(this.papers.filter(holds).map((paper, rank) => [paper.n, rank]));
    }

    // Numbers grow from the newest paper to the oldest.
    sorted(found, sort) {
      const { papers } = this;
      const last = (year) => year || 9999;
      const place = (paper) => (paper.venue < 0 ? Infinity : paper.venue);
      const orders = {
        oldest: (a, b) => last(papers[a].year) - last(papers[b].year),
        title: (a, b) => papers[a].key.localeCompare(papers[b].key, "en", { numeric: true }),
        venue: (a, b) => (place(papers[a]) === place(papers[b]) ? 0 : place(papers[a]) - place(papers[b])),
        added: (a, b) => (papers[a].added < papers[b].added ? 1 : papers[a].added > papers[b].added ? -1 : 0),
        relevance: (a, b) => (this.hits ? this.hits.get(a) - this.hits.get(b) : 0),
      };
      if (sort === "title") for (const n of found) papers[n].key = papers[n].key || plain(papers[n].title).replace(/^[^a-z0-9]+/, "");
      return orders[sort] ? found.sort(orders[sort]) : found;
    }

    /* --- showing ---------------------------------------------------------------- */

    // The controls say what the state says.
    showChoices() {
      const { form, state } = this;
      if (form.q.value.trim() !== state.words) form.q.value = state.words;
      form.elements.view.value = state.view;
      form.from.value = String(state.from);
      form.to.value = String(state.to);
      for (const end of ["from", "to"]) if (form[end].selectedIndex < 0) form[end].value = "0";
      form.querySelector('[value="relevance"]').hidden = form.querySelector('[value="relevance"]').disabled = !state.words;
      for (const group of this.groups) {
        const choice = this.choice(group);
        for (const row of this.rows.get(group.id)) {
          row.box.checked = choice.yes.has(row.value);
          row.out.setAttribute("aria-pressed", String(choice.no.has(row.value)));
        }
        if (group.modes) form.elements[`${group.id}s`].value = choice.all ? "all" : "any";
        this.showOptions(group);
      }
      this.showActive();
    }

    showOptions(group) {
      if (!group.more) return;
      const choice = this.choice(group);
      const rows = this.rows.get(group.id);
      const looked = plain(group.find.value.trim());
      rows.forEach((row, place) => {
        const chosen = choice.yes.has(row.value) || choice.no.has(row.value);
        row.item.hidden = !(looked ? row.label.includes(looked) : group.open || chosen || place < OPTIONS_SHOWN);
      });
      group.more.hidden = Boolean(looked);
      group.more.setAttribute("aria-expanded", String(Boolean(group.open)));
      group.more.textContent = group.open ? "Show fewer" : `Show all ${number(rows.length)}`;
    }

    showActive() {
      const chips = [];
      const chip = (label, clear) => chips.push(element("button", { type: "button", class: "rl-chip rl-active", "aria-label": `Remove the filter ${label}`,
        onclick: () => { clear(); this.changed(); this.part("active").querySelector("button")?.focus(); } }, label, element("span", { "aria-hidden": "true" }, "×")));
      for (const group of this.groups) {
        const { yes, no } = this.choice(group);
        for (const value of yes) chip(group.options[value].label, () => yes.delete(value));
        for (const value of no) chip(`not ${group.options[value].label}`, () => no.delete(value));
      }
      const { state } = this;
      if (state.from) chip(`from ${state.from}`, () => { state.from = 0; });
      if (state.to) chip(`to ${state.to}`, () => { state.to = 0; });
      this.part("filters-number").textContent = chips.length ? `(${chips.length})` : "";
      if (state.words) chip(`“${state.words}”`, () => { state.words = ""; });
      this.part("active").hidden = !chips.length;
      const clear = element("button", { type: "button", class: "rl-clear", onclick: () => this.clear() }, "Clear all");
      this.part("active").replaceChildren(...chips, clear);
    }

    clear() {
      const { view, sort } = this.state;
      this.state = Object.assign(readingList.facets.emptyState(this.groups), { view, sort });
      this.changed();
      this.form.q.focus();
    }

    showCounts({ found, counts, years }) {
      for (const group of this.groups) {
        const of = counts.get(group.id);
        for (const row of this.rows.get(group.id)) {
          row.count.textContent = number(of[row.value]);
          row.item.classList.toggle("rl-options__none", !of[row.value] && !row.box.checked);
        }
      }
      for (const name of ["from", "to"]) {
        for (const option of this.form[name].options) if (option.value !== "0") option.textContent = `${option.value} (${number(years.get(Number(option.value)) || 0)})`;
      }
      const top = Math.max(1, ...years.values());
      const { from, to } = this.state;
      for (const [year, bar] of this.bars) {
        bar.style.height = `${(100 * (years.get(year) || 0)) / top}%`;
        bar.classList.toggle("rl-years__out", Boolean((from && year < from) || (to && year > to)));
      }
      this.part("count").textContent = found.length === this.papers.length ? papersOf(found.length) : `${number(found.length)} of ${papersOf(this.papers.length)}`;
      this.part("take").hidden = !found.length;
    }

    showResults(least) {
      this.shown = 0;
      if (!this.selection.length) {
        this.part("more").hidden = true;
        this.results.replaceChildren(element("div", { class: "rl-empty" },
          element("p", {}, "No paper passes all of these. Take a filter away, or begin again:"),
          element("p", {}, element("button", { type: "button", class: "rl-button", onclick: () => this.clear() }, "Clear all filters"))));
        return;
      }
      this.list = this.state.view === "table" ? element("tbody", {}) : element("ul", { class: "rl-cards" });
      const shell = this.state.view === "table" ? this.table(this.list) : this.list;
      this.append(least, () => this.results.replaceChildren(shell));
    }

    showMore(count) {
      this.append(count, () => {});
      history.replaceState({ shown: this.shown }, "");
    }

    // Draws the next papers, after their shards are there.
    append(count, ready) {
      const turn = this.turn;
      const next = this.selection.slice(this.shown, this.shown + count);
      const waiting = [this.catalogue.need("titles", next), this.catalogue.need("summaries", next)].filter(Boolean);
      const draw = () => {
        if (turn !== this.turn) return;
        const row = this.state.view === "table" ? (paper) => this.row(paper) : (paper) => this.card(paper);
        this.list.append(...next.map(row));
        ready();
        this.part("more").hidden = this.shown >= this.selection.length;
      };
      this.shown += next.length;
      if (waiting.length) Promise.all(waiting).then(draw, (error) => this.say(error.message));
      else draw();
    }

    card(paper) {
      const card = this.catalogue.card(paper, 3);
      readingList.marks.attach(card, paper.id, paper.title);
      return card;
    }

    table(body) {
      const heads = ["Title", "Authors", "Year", "Venue", "Topic", "My marks"];
      return element("div", { class: "rl-table rl-explore__table", tabindex: "0", role: "region", "aria-label": "Papers as a table" }, element("table", {},
        element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))), body));
    }

    row(paper) {
      const home = this.catalogue.topics[paper.topics[0]];
      const marks = element("td", { class: "rl-explore__marks" });
      readingList.marks.attach(marks, paper.id, paper.title);
      return element("tr", {}, element("th", { scope: "row" }, element("a", { href: href(paper.path) }, paper.title)),
        element("td", {}, paper.authors), element("td", {}, String(paper.year || "")), element("td", {}, paper.place),
        element("td", {}, home ? this.catalogue.chip(home) : ""), marks);
    }

    async take(format) {
      const { selection } = this;
      this.say(`Gathering ${papersOf(selection.length)} …`);
      try {
        const file = await this.catalogue.save(selection, format, "selection");
        this.say(`${papersOf(selection.length)} saved as ${file}.`);
      } catch (error) {
        this.say(error.message);
      }
    }
  }

  // The search of the site comes after this file.
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("explore");
    if (form) new Explorer(form).start();
  });
})();
