// The papers as the reader's pages see them: opened from the columns of
// assets/data/papers.js, filled from the shards when something is shown, and
// drawn as the same cards that the generator makes.
(() => {
  "use strict";
  const { element, href, inLanguage } = readingList;
  const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

  // See `short_id` in generator/site/browser_data.py.
  /** @type {(id: string | number, title: string) => string} */
  function longId(id, title) {
    if (typeof id === "string") return id;
    return title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, id);
  }

  // As generator/site/compounds.py does.
  /** @type {(title: string) => Child[]} */
  const unbroken = (title) =>
    title
      .split(/(\S*[\p{L}\p{N}]-[\p{L}\p{N}]\S*)/u)
      .map((part, i) => (i % 2 ? element("span", { class: "rl-word" }, part) : part));

  /** @implements {Catalogue} */
  class Papers {
    /** @param {PaperColumns} data */
    constructor(data) {
      this.topics = data.topics.map(([id, title, hue], n) => ({
        id,
        label: title,
        hue,
        path: `topics/${id}/`,
        language: data.topicLanguages?.[n],
      }));
      this.tags = data.tags.map(([id, name, kind, broader], n) => ({
        id,
        label: name,
        kind,
        broader,
        path: `tags/${id}/`,
        language: data.tagLanguages?.[n],
      }));
      this.venues = data.venues.map((name) => ({ id: name, label: name }));
      this.types = (data.types || []).map(([id, label]) => ({ id, label }));
      this.formats = data.formats;
      this.sizes = data.shards;
      /** @type {Paper[]} */
      this.papers = data.years.map((year, n) => {
        const place = data.place[n];
        return {
          n,
          year,
          place: place < 0 ? "" : data.places[place],
          venue: place < 0 ? -1 : data.placeVenue[place],
          type: data.paperTypes ? data.paperTypes[n] : -1,
          added: data.added[n] < 0 ? "" : data.dates[data.added[n]],
          code: (data.flags[n] & data.flagBits.code) > 0,
          onPath: (data.flags[n] & data.flagBits.onPath) > 0,
          topics: data.paperTopics[n],
          tags: data.paperTags[n],
          status: data.states?.[n] || "",
          id: "",
          title: "",
          language: "",
          later: "",
          path: "",
          authors: "",
          summary: "",
          summaryLanguage: "",
          note: "",
          noteLanguage: "",
          key: "",
        };
      });
      /** @type {Map<string, Paper>} */
      this.byId = new Map();
      /** @type {Set<string>} */
      this.filled = new Set();
    }

    /** @type {(kind: ShardKind | "cite" | "coins", papers: Paper[]) => number[]} */
    shardsOf(kind, papers) {
      const size = this.sizes[kind];
      return papers === this.papers
        ? Array.from({ length: Math.ceil(papers.length / size) }, (_, number) => number)
        : Array.from(new Set(papers.map((paper) => Math.floor(paper.n / size))));
    }

    // Titles, ids and authors ("titles") or summaries ("summaries") of the papers.
    // Returns null when they are there already, so that a page need not wait, else a promise.
    /** @type {Catalogue["need"]} */
    need(kind, papers) {
      const waiting = [];
      for (const number of this.shardsOf(kind, papers)) {
        if (this.filled.has(`${kind}-${number}`)) continue;
        const held = window.readingListData[`${kind}-${number}`];
        if (held) this.fill(kind, number, held);
        else waiting.push(readingList.load(`${kind}-${number}`).then((shard) => this.fill(kind, number, shard)));
      }
      return waiting.length ? Promise.all(waiting) : null;
    }

    /** @type {(kind: ShardKind, number: number, shard: any) => void} */
    fill(kind, number, shard) {
      if (this.filled.has(`${kind}-${number}`)) return;
      this.filled.add(`${kind}-${number}`);
      const papers = this.papers.slice(number * this.sizes[kind]);
      if (kind === "titles") this.fillTitles(papers, shard);
      else this.fillSummaries(papers, shard);
    }

    /** @type {(papers: Paper[], shard: ReaderData["summaries-0"]) => void} */
    fillSummaries(papers, shard) {
      for (const [i, row] of shard.entries()) {
        const [summary, note = "", summaryLanguage = "", noteLanguage = ""] = typeof row === "string" ? [row] : row;
        Object.assign(papers[i], { summary, note, summaryLanguage, noteLanguage });
      }
    }

    /** @type {(papers: Paper[], shard: ReaderData["titles-0"]) => void} */
    fillTitles(papers, [titles, ids, authors, more]) {
      for (const [i, title] of titles.entries()) {
        const id = longId(ids[i], title);
        const language = more?.languages?.[i] || "";
        const later = more?.later?.[i] || "";
        Object.assign(papers[i], { title, id, path: `papers/${id}/`, authors: authors[i], language, later });
        this.byId.set(id, papers[i]);
      }
    }

    // The papers as one text in the format of that id, in the given order.
    /** @type {(papers: Paper[], format: CitationFormat) => Promise<string>} */
    async take(papers, format) {
      const size = this.sizes.cite;
      const column = this.formats.indexOf(format);
      /** @type {Map<number, string[][]>} */
      const shards = new Map();
      for (const number of this.shardsOf("cite", papers)) shards.set(number, await readingList.load(`cite-${number}`));
      const records = papers.map(({ n }) => shards.get(Math.floor(n / size))?.[n % size][column]);
      const body = records.join(format.separator);
      return (new RegExp(format.head_for).test(body) ? format.head : "") + body + format.tail;
    }

    // Resolves when the context objects of these papers are there.
    /** @type {Catalogue["needCoins"]} */
    needCoins(papers) {
      return Promise.all(this.shardsOf("coins", papers).map((number) => readingList.load(`coins-${number}`)));
    }

    /** @type {Catalogue["coins"]} */
    coins(paper) {
      const size = this.sizes.coins;
      return window.readingListData[`coins-${Math.floor(paper.n / size)}`][paper.n % size];
    }

    // Resolves to the name of the file that was saved.
    /** @type {Catalogue["save"]} */
    async save(papers, id, name) {
      const format = this.formats.find((one) => one.id === id);
      if (!format) throw new Error(`There is no format ${id}.`);
      readingList.save(name + format.suffix, await this.take(papers, format), format.type);
      return name + format.suffix;
    }

    /** @type {Catalogue["card"]} */
    card(paper, level) {
      const home = this.topics[paper.topics[0]];
      const labels = [...(home ? [home] : []), ...paper.tags.map((tag) => this.tags[tag])];
      return element(
        "li",
        { class: "rl-card", "data-id": paper.id, style: home ? `--hue:${home.hue}` : null },
        element(
          `h${level}`,
          { class: "rl-card__title" },
          element("a", { href: href(paper.path), ...inLanguage(paper.language) }, ...unbroken(paper.title)),
        ),
        element("p", { class: "rl-card__meta" }, ...this.about(paper)),
        paper.note ? element("p", { class: "rl-card__note", ...inLanguage(paper.noteLanguage) }, paper.note) : null,
        paper.summary
          ? element("p", { class: "rl-card__summary", ...inLanguage(paper.summaryLanguage) }, paper.summary)
          : null,
        element("p", { class: "rl-chips" }, ...labels.flatMap((label) => [this.chip(label), " "])),
      );
    }

    /** @type {Catalogue["about"]} */
    about(paper) {
      const { status, later } = paper;
      return [
        ...(status ? [element("strong", { class: "rl-status" }, status), " "] : []),
        this.byline(paper),
        ...(later ? [" · published as ", element("cite", inLanguage(paper.language), later)] : []),
      ];
    }

    /** @type {Catalogue["byline"]} */
    byline(paper) {
      const authors = RIGHT_TO_LEFT.test(paper.authors) ? `\u2068${paper.authors}\u2069` : paper.authors;
      const type = this.types[paper.type];
      const named = type && type.id !== "paper" ? type.label : "";
      return [named, authors, paper.year, paper.place].filter(Boolean).join(" · ");
    }

    /** @type {Catalogue["chip"]} */
    chip(of) {
      return element(
        "a",
        {
          class: of.hue === undefined ? "rl-chip" : "rl-chip rl-topic-chip",
          href: href(of.path),
          style: of.hue === undefined ? null : `--hue:${of.hue}`,
          ...inLanguage(of.language),
        },
        of.label,
      );
    }
  }

  /** @type {Papers | undefined} */
  let opened;
  // The catalogue; the page has loaded papers.js in its head.
  readingList.catalogue = () => {
    opened ||= new Papers(window.readingListData.papers);
    return opened;
  };

  const grouped = new Intl.NumberFormat("en");
  readingList.papersOf = (count) => `${grouped.format(count)} ${count === 1 ? "paper" : "papers"}`;
})();
