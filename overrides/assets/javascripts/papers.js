// The papers as the reader's pages see them: opened from the columns of
// assets/data/papers.js, filled from the shards when something is shown, and
// drawn as the same cards that the generator makes.
(function () {
  "use strict";
  const { element, href } = readingList;
  const HAS_CODE = 1;
  const ON_A_PATH = 2;

  // See `short_id` in generator/site/browser_data.py.
  function longId(id, title) {
    if (typeof id === "string") return id;
    return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, id);
  }

  class Catalogue {
    constructor(data) {
      this.topics = data.topics.map(([id, title, hue]) => ({ id, label: title, hue, path: `topics/${id}/` }));
      this.tags = data.tags.map(([id, name, kind, broader]) => ({ id, label: name, kind, broader, path: `tags/${id}/` }));
      this.venues = data.venues.map((name) => ({ id: name, label: name }));
      this.formats = data.formats;
      this.sizes = data.shards;
      this.papers = data.years.map((year, n) => {
        const place = data.place[n];
        return {
          n,
          year,
          place: place < 0 ? "" : data.places[place],
          venue: place < 0 ? -1 : data.placeVenue[place],
          added: data.added[n] < 0 ? "" : data.dates[data.added[n]],
          code: (data.flags[n] & HAS_CODE) > 0,
          onPath: (data.flags[n] & ON_A_PATH) > 0,
          topics: data.paperTopics[n],
          tags: data.paperTags[n],
        };
      });
      this.byId = new Map();
      this.filled = new Set();
    }

    shardsOf(kind, papers) {
      const size = this.sizes[kind];
      const numbers = papers === this.papers
        ? Array.from({ length: Math.ceil(papers.length / size) }, (_, number) => number)
        : Array.from(new Set(papers.map((paper) => Math.floor(paper.n / size))));
      return numbers.map((number) => `${kind}-${number}`);
    }

    // Titles, ids and authors ("titles") or summaries ("summaries") of the papers.
    // Returns null when they are there already, so that a page need not wait, else a promise.
    need(kind, papers) {
      const missing = this.shardsOf(kind, papers).filter((name) => !this.filled.has(name));
      const there = window.readingListData;
      for (const name of missing) if (there[name]) this.fill(kind, name, there[name]);
      const rest = missing.filter((name) => !this.filled.has(name));
      if (!rest.length) return null;
      return Promise.all(rest.map((name) => readingList.load(name).then((shard) => this.fill(kind, name, shard))));
    }

    fill(kind, name, shard) {
      if (this.filled.has(name)) return;
      this.filled.add(name);
      const start = Number(name.split("-")[1]) * this.sizes[kind];
      if (kind === "summaries") {
        shard.forEach((summary, i) => { this.papers[start + i].summary = summary; });
        return;
      }
      const [titles, ids, authors] = shard;
      titles.forEach((title, i) => {
        const paper = this.papers[start + i];
        paper.title = title;
        paper.id = longId(ids[i], title);
        paper.path = `papers/${paper.id}/`;
        paper.authors = authors[i];
        this.byId.set(paper.id, paper);
      });
    }

    // The papers as one text in the format of that id, in the given order.
    async take(papers, id) {
      const size = this.sizes.cite;
      const shards = new Map();
      for (const name of this.shardsOf("cite", papers)) shards.set(name, await readingList.load(name));
      const column = this.formats.findIndex((format) => format.id === id);
      const { head, separator, tail } = this.formats[column];
      const records = papers.map((paper) => shards.get(`cite-${Math.floor(paper.n / size)}`)[paper.n % size][column]);
      return head + records.join(separator) + tail;
    }

    // Resolves to the name of the file that was saved.
    async save(papers, id, name) {
      const { suffix, type } = this.formats.find((format) => format.id === id);
      readingList.save(name + suffix, await this.take(papers, id), type);
      return name + suffix;
    }

    card(paper, level) {
      const home = this.topics[paper.topics[0]];
      const chips = [home && this.chip(home), ...paper.tags.map((tag) => this.chip(this.tags[tag]))];
      return element(
        "li",
        { class: "rl-card", "data-id": paper.id, style: home ? `--hue:${home.hue}` : null },
        element(`h${level}`, { class: "rl-card__title" }, element("a", { href: href(paper.path) }, paper.title)),
        element("p", { class: "rl-card__meta" }, this.byline(paper)),
        paper.summary ? element("p", { class: "rl-card__summary" }, paper.summary) : null,
        element("p", { class: "rl-chips" }, ...chips.filter(Boolean).flatMap((chip) => [chip, " "])),
      );
    }

    byline(paper) {
      return [paper.authors, paper.year, paper.place].filter(Boolean).join(" · ");
    }

    chip(of) {
      return element(
        "a",
        { class: of.hue === undefined ? "rl-chip" : "rl-chip rl-topic-chip", href: href(of.path),
          style: of.hue === undefined ? null : `--hue:${of.hue}` },
        of.label,
      );
    }
  }

  let opened = null;
  // The catalogue; the page has loaded papers.js in its head.
  readingList.catalogue = () => (opened = opened || new Catalogue(window.readingListData.papers));
})();
