// Filters that combine: which papers pass, how many each further choice would
// leave, and the same choices as the query of an address. Nothing here touches
// the page; explore.js does.
//
// Within a group the ticked options are joined by "any" or "all", and none of
// the options that are left out may hold. A paper passes when it passes every
// group, the years and the words.
(() => {
  "use strict";

  const MOST_DROPPED = 3;
  const MOST_WAYS = 8;
  const STATES = [
    { id: "to-read", label: "To read" },
    { id: "reading", label: "Reading" },
    { id: "read", label: "Read" },
    { id: "star", label: "Starred" },
    { id: "note", label: "With a note" },
    { id: "unmarked", label: "Not marked yet" },
  ];

  /** @implements {FacetGroup} */
  class Group {
    /**
     * @param {string} id
     * @param {string} title
     * @param {FacetOption[]} options
     * @param {(paper: Paper) => number[]} of A paper's options as numbers into `options`.
     * @param {{ modes?: boolean, all?: boolean, fixed?: boolean, main?: boolean }} settings
     */
    constructor(id, title, options, of, { modes = false, all = false, fixed = false, main = false } = {}) {
      this.id = id;
      this.title = title;
      this.options = options;
      this.of = of;
      this.modes = modes;
      this.all = all;
      this.fixed = fixed;
      this.main = main;
      this.byId = new Map(options.map((option, number) => [option.id, number]));
      /** @type {number[][]} */
      this.values = [];
      this.totals = new Int32Array(options.length);
    }

    // Reads the papers anew, as after a change of marks.
    /** @type {FacetGroup["read"]} */
    read(papers) {
      this.values = papers.map(this.of);
      this.totals.fill(0);
      for (const values of this.values) for (const value of values) this.totals[value] += 1;
    }
  }

  /** @type {Facets["groupsOf"]} */
  function groupsOf(catalogue) {
    /** @type {Record<string, Label[]>} */
    const kinds = { tag: [], type: [] };
    const place = catalogue.tags.map((tag) => {
      const kind = tag.kind === "paper-type" ? "type" : "tag";
      return { kind, number: kinds[kind].push(tag) - 1 };
    });
    /** @type {(kind: string) => (paper: Paper) => number[]} */
    const tagsOf = (kind) => (paper) => {
      /** @type {Set<number>} */
      const values = new Set();
      for (const tag of paper.tags) {
        const { broader } = catalogue.tags[tag];
        for (const one of broader === undefined ? [tag] : [tag, broader]) {
          if (place[one].kind === kind) values.add(place[one].number);
        }
      }
      return Array.from(values);
    };
    // A list of papers alone has no types.
    const types = new Group("item", "Type", catalogue.types, (paper) => [paper.type]);
    const groups = [
      ...(catalogue.types.length ? [types] : []),
      new Group("type", "Kind", kinds.type, tagsOf("type")),
      new Group(
        "has",
        "Code and reading path",
        [
          { id: "code", label: "with code" },
          { id: "path", label: "on a reading path" },
        ],
        (paper) => [...(paper.code ? [0] : []), ...(paper.onPath ? [1] : [])],
        { all: true, fixed: true },
      ),
      new Group("topic", "Topic", catalogue.topics, (paper) => paper.topics, { modes: true, main: true }),
      new Group("tag", "Tag", kinds.tag, tagsOf("tag"), { modes: true }),
      new Group("venue", "Venue", catalogue.venues, (paper) => (paper.venue < 0 ? [] : [paper.venue])),
      new Group("mark", "My marks", STATES, marksOf, { fixed: true }),
    ];
    for (const group of groups) group.read(catalogue.papers);
    return groups;
  }

  /** @type {(paper: Paper) => number[]} */
  function marksOf(paper) {
    const mark = readingList.marks.get(paper.id);
    const ids = mark ? [mark.state, mark.star && "star", mark.note && "note"] : ["unmarked"];
    return ids.filter(Boolean).map((id) => STATES.findIndex((state) => state.id === id));
  }

  /** @type {Facets["emptyState"]} */
  function emptyState(groups) {
    const choices = Object.fromEntries(
      groups.map((group) => [group.id, { all: group.all, yes: new Set(), no: new Set() }]),
    );
    return { words: "", sort: "", view: "list", from: 0, to: 0, choices };
  }

  // What a group says of a paper. Zero and above: the paper fails because of this
  // one option, which is left out.
  const PASSES = -1;
  const LACKS = -2;
  const HOPELESS = -3;

  /** @type {(values: number[], choice: Choice) => number} */
  function judge(values, choice) {
    const { yes, no } = choice;
    let out = PASSES;
    if (no.size) {
      for (const value of values) {
        if (!no.has(value)) continue;
        if (out >= 0) return HOPELESS;
        out = value;
      }
    }
    if (!yes.size) return out;
    let held = 0;
    for (const value of values) if (yes.has(value)) held += 1;
    if (choice.all ? held === yes.size : held > 0) return out;
    return out >= 0 ? HOPELESS : LACKS;
  }

  // The papers that pass, by number, and for each group how many papers each option
  // stands for while all other choices stay: with "any", those of the other groups;
  // with "all", those of its own group too. A left-out option counts what it takes away.
  // Of these papers, `mains` counts those whose main topic the option is.
  // `hits` holds the numbers of the papers with the words, or is null without words.
  /** @type {Facets["match"]} */
  function match(groups, state, papers, hits) {
    const found = [];
    /** @type {Map<number, number>} */
    const years = new Map();
    const choices = groups.map((group) => state.choices[group.id]);
    const counted = groups.map((group) => new Int32Array(group.options.length));
    const mainly = groups.map((group) => new Int32Array(group.main ? group.options.length : 0));
    const verdicts = new Int32Array(groups.length);
    for (const paper of papers) {
      if (hits && !hits.has(paper.n)) continue;
      const inYears =
        (!state.from || paper.year >= state.from) && (!state.to || (paper.year > 0 && paper.year <= state.to));
      let failed = inYears ? 0 : 1;
      for (let g = 0; g < groups.length; g += 1) {
        verdicts[g] = judge(groups[g].values[paper.n], choices[g]);
        if (verdicts[g] !== PASSES) failed += 1;
      }
      if (failed > 1) continue;
      if (!failed) found.push(paper.n);
      if (!failed || !inYears) years.set(paper.year, (years.get(paper.year) || 0) + 1);
      if (!inYears) continue;
      for (let g = 0; g < groups.length; g += 1) {
        if (failed && verdicts[g] === PASSES) continue;
        const values = groups[g].values[paper.n];
        count(counted[g], values, verdicts[g], choices[g]);
        if (groups[g].main) count(mainly[g], values.slice(0, 1), verdicts[g], choices[g]);
      }
    }
    const counts = new Map(groups.map((group, g) => [group.id, counted[g]]));
    const mains = new Map(groups.map((group, g) => [group.id, mainly[g]]));
    return { found, counts, mains, years };
  }

  /** @type {(counts: Int32Array, values: number[], verdict: number, choice: Choice) => void} */
  function count(counts, values, verdict, choice) {
    if (verdict >= 0) counts[verdict] += Number(values.includes(verdict));
    else if (verdict === PASSES || (verdict === LACKS && !choice.all)) for (const value of values) counts[value] += 1;
  }

  /** @type {(state: FilterState) => FilterState} */
  function copied(state) {
    /** @type {[string, Choice][]} */
    const choices = Object.entries(state.choices).map(([id, { all, yes, no }]) => [
      id,
      { all, yes: new Set(yes), no: new Set(no) },
    ]);
    return { ...state, choices: Object.fromEntries(choices) };
  }

  // Each filter in use in words, with the choices that are left when it goes.
  /** @type {Facets["active"]} */
  function active(groups, state) {
    /** @type {ReturnType<Facets["active"]>} */
    const filters = [];
    /** @type {(label: string, remove: (left: FilterState) => void) => void} */
    const add = (label, remove) => {
      const without = copied(state);
      remove(without);
      filters.push({ label, without });
    };
    for (const { id, options } of groups) {
      const { yes, no } = state.choices[id];
      for (const value of yes) add(options[value].label, (left) => left.choices[id].yes.delete(value));
      for (const value of no) add(`not ${options[value].label}`, (left) => left.choices[id].no.delete(value));
    }
    if (state.from) add(`from ${state.from}`, (left) => Object.assign(left, { from: 0 }));
    if (state.to) add(`to ${state.to}`, (left) => Object.assign(left, { to: 0 }));
    if (state.words) add(`“${state.words}”`, (left) => Object.assign(left, { words: "" }));
    return filters;
  }

  // The filters without which papers are found, the most papers first: single ones, else pairs,
  // else three together.
  /** @type {Facets["ways"]} */
  function ways(groups, state, papers, hits) {
    /** @type {{ labels: string[], without: FilterState }[]} */
    let tried = [{ labels: [], without: state }];
    for (let dropped = 0; dropped < MOST_DROPPED; dropped += 1) {
      /** @type {Map<string, { labels: string[], without: FilterState }>} */
      const next = new Map();
      for (const { labels, without } of tried)
        for (const one of active(groups, without))
          next.set(toQuery(groups, one.without), { labels: [...labels, one.label], without: one.without });
      tried = Array.from(next.values());
      const found = tried
        .map((way) => {
          const { found } = match(groups, way.without, papers, way.without.words ? hits : null);
          return { ...way, count: found.length };
        })
        .filter(({ count, without }) => count && (!dropped || active(groups, without).length));
      if (found.length) return found.sort((a, b) => b.count - a.count).slice(0, MOST_WAYS);
    }
    return [];
  }

  // The choices as a query without `?`, empty when there are none.
  /** @type {Facets["toQuery"]} */
  function toQuery(groups, state) {
    const query = new URLSearchParams();
    if (state.words) query.append("q", state.words);
    for (const group of groups) {
      const choice = state.choices[group.id];
      for (const value of choice.yes) query.append(group.id, group.options[value].id);
      for (const value of choice.no) query.append(group.id, `-${group.options[value].id}`);
      if (group.modes && choice.all) query.append(`${group.id}s`, "all");
    }
    if (state.from) query.append("from", String(state.from));
    if (state.to) query.append("to", String(state.to));
    if (state.sort) query.append("sort", state.sort);
    if (state.view !== "list") query.append("view", state.view);
    return query.toString();
  }

  // The choices of a query, and what it names that is not here.
  /** @type {Facets["fromQuery"]} */
  function fromQuery(groups, text, sorts) {
    const query = new URLSearchParams(text);
    const state = emptyState(groups);
    const unknown = [];
    state.words = (query.get("q") || "").slice(0, 200);
    for (const group of groups) {
      const choice = state.choices[group.id];
      for (const name of query.getAll(group.id)) {
        const ticked = group.byId.get(name);
        const leftOut = name.startsWith("-") ? group.byId.get(name.slice(1)) : undefined;
        if (ticked !== undefined) choice.yes.add(ticked);
        else if (leftOut !== undefined) choice.no.add(leftOut);
        else unknown.push(name);
      }
      if (group.modes) choice.all = query.get(`${group.id}s`) === "all";
    }
    /** @type {(name: string) => number} */
    const year = (name) => (/^\d{4}$/.test(query.get(name) || "") ? Number(query.get(name)) : 0);
    state.from = year("from");
    state.to = year("to");
    const sort = query.get("sort") || "";
    if (sorts.includes(sort)) state.sort = sort;
    if (query.get("view") === "table") state.view = "table";
    return { state, unknown };
  }

  readingList.facets = { groupsOf, match, active, ways, toQuery, fromQuery, emptyState };
})();
