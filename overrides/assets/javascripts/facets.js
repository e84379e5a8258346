// Filters that combine: which papers pass, how many each further choice would
// leave, and the same choices as the query of an address. Nothing here touches
// the page; explore.js does.
//
// Within a group the ticked options are joined by "any" or "all", and none of
// the options that are left out may hold. A paper passes when it passes every
// group, the years and the words.
(function () {
  "use strict";

  const STATES = [
    { id: "to-read", label: "To read" },
    { id: "reading", label: "Reading" },
    { id: "read", label: "Read" },
    { id: "star", label: "Starred" },
    { id: "note", label: "With a note" },
    { id: "unmarked", label: "Not marked yet" },
  ];

  class Group {
    // `of` gives a paper's options as numbers into `options`.
    constructor(id, title, options, of, settings) {
      Object.assign(this, { id, title, options, of, modes: false, all: false }, settings);
      this.byId = new Map(options.map((option, number) => [option.id, number]));
    }

    // Reads the papers anew, as after a change of marks.
    read(papers) {
      this.values = papers.map(this.of);
      this.totals = new Int32Array(this.options.length);
      for (const values of this.values) for (const value of values) this.totals[value] += 1;
    }
  }

  function groupsOf(catalogue) {
    const kinds = { tag: [], type: [] };
    const place = catalogue.tags.map((tag) => {
      const kind = tag.kind === "paper-type" ? "type" : "tag";
      return { kind, number: kinds[kind].push(tag) - 1 };
    });
    const tagsOf = (kind) => (paper) => {
      const broader = paper.tags.map((tag) => catalogue.tags[tag].broader).filter((tag) => tag !== undefined);
      const values = new Set();
      for (const tag of [...paper.tags, ...broader]) if (place[tag].kind === kind) values.add(place[tag].number);
      return Array.from(values);
    };
    const groups = [
      new Group("topic", "Topic", catalogue.topics, (paper) => paper.topics, { modes: true }),
      new Group("tag", "Tag", kinds.tag, tagsOf("tag"), { modes: true }),
      new Group("type", "Paper type", kinds.type, tagsOf("type")),
      new Group("venue", "Venue", catalogue.venues, (paper) => (paper.venue < 0 ? [] : [paper.venue])),
      new Group(
        "has", "Only papers", [{ id: "code", label: "with code" }, { id: "path", label: "on a reading path" }],
        (paper) => [paper.code && 0, paper.onPath && 1].filter((value) => value !== false),
        { all: true, fixed: true },
      ),
      new Group("mark", "My marks", STATES, (paper) => marksOf(paper), { fixed: true }),
    ];
    for (const group of groups) group.read(catalogue.papers);
    return groups;
  }

  function marksOf(paper) {
    const mark = paper.id !== undefined && readingList.marks.get(paper.id);
    if (!mark) return [5];
    const values = [];
    if (mark.state) values.push(STATES.findIndex((state) => state.id === mark.state));
    if (mark.star) values.push(3);
    if (mark.note) values.push(4);
    return values;
  }

  function emptyState(groups) {
    const choices = {};
    for (const group of groups) choices[group.id] = { all: group.all, yes: new Set(), no: new Set() };
    return { words: "", sort: "", view: "list", from: 0, to: 0, choices };
  }

  // What a group says of a paper. Zero and above: the paper fails because of this
  // one option, which is left out.
  const PASSES = -1;
  const LACKS = -2;
  const HOPELESS = -3;

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
  // `hits` holds the numbers of the papers with the words, or is null without words.
  function match(groups, state, papers, hits) {
    const found = [];
    const counts = new Map(groups.map((group) => [group.id, new Int32Array(group.options.length)]));
    const years = new Map();
    const choices = groups.map((group) => state.choices[group.id]);
    const counted = groups.map((group) => counts.get(group.id));
    const verdicts = new Int32Array(groups.length);
    for (const paper of papers) {
      if (hits && !hits.has(paper.n)) continue;
      const inYears = (!state.from || paper.year >= state.from) && (!state.to || (paper.year > 0 && paper.year <= state.to));
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
        count(counted[g], groups[g].values[paper.n], verdicts[g], choices[g]);
      }
    }
    return { found, counts, years };
  }

  function count(counts, values, verdict, choice) {
    if (verdict >= 0) counts[verdict] += 1;
    else if (verdict === PASSES || (verdict === LACKS && !choice.all)) for (const value of values) counts[value] += 1;
  }

  // The choices as a query without `?`, empty when there are none.
  function toQuery(groups, state) {
    const query = new URLSearchParams();
    if (state.words) query.append("q", state.words);
    for (const group of groups) {
      const choice = state.choices[group.id];
      for (const value of choice.yes) query.append(group.id, group.options[value].id);
      for (const value of choice.no) query.append(group.id, "-" + group.options[value].id);
      if (group.modes && choice.all) query.append(group.id + "s", "all");
    }
    if (state.from) query.append("from", state.from);
    if (state.to) query.append("to", state.to);
    if (state.sort) query.append("sort", state.sort);
    if (state.view !== "list") query.append("view", state.view);
    return query.toString();
  }

  // The choices of a query, and what it names that is not here.
  function fromQuery(groups, text, sorts) {
    const query = new URLSearchParams(text);
    const state = emptyState(groups);
    const unknown = [];
    state.words = (query.get("q") || "").slice(0, 200);
    for (const group of groups) {
      const choice = state.choices[group.id];
      for (const name of query.getAll(group.id)) {
        const known = group.byId.has(name) ? [name, choice.yes] : [name.slice(1), choice.no];
        if (known[1] === choice.no && !(name.startsWith("-") && group.byId.has(known[0]))) unknown.push(name);
        else known[1].add(group.byId.get(known[0]));
      }
      if (group.modes) choice.all = query.get(group.id + "s") === "all";
    }
    for (const end of ["from", "to"]) if (/^\d{4}$/.test(query.get(end) || "")) state[end] = Number(query.get(end));
    if (sorts.includes(query.get("sort"))) state.sort = query.get("sort");
    if (query.get("view") === "table") state.view = "table";
    return { state, unknown };
  }

  readingList.facets = { groupsOf, match, toQuery, fromQuery, emptyState };
})();
