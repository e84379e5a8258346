import assert from "node:assert/strict";
import { test } from "node:test";
import { open, plain } from "./browser.mjs";

/** Four papers, the newest first; topics a, b; tags x, y and the paper type z. */
const COLUMNS = {
  years: [2022, 2021, 2020, 0],
  place: [0, 1, -1, -1],
  added: [-1, -1, -1, -1],
  flags: [4, 8, 12, 0],
  flagBits: { code: 4, onPath: 8 },
  paperTopics: [[0], [0, 1], [1], []],
  paperTags: [[0], [0, 1], [1, 2], []],
  topics: [
    ["a", "A", 10],
    ["b", "B", 20],
  ],
  tags: [
    ["x", "X", "method"],
    ["y", "Y", "task"],
    ["z", "Z", "paper-type"],
  ],
  places: ["ICLR 2022", "ICML 2021"],
  placeVenue: [0, 1],
  venues: ["ICLR", "ICML"],
  dates: [],
  formats: [
    {
      id: "bib",
      label: "BibTeX",
      suffix: ".bib",
      type: "",
      head: "<",
      head_for: "Tw[aeiou]",
      separator: "|",
      tail: ">",
    },
  ],
  shards: { titles: 3, summaries: 3, cite: 3 },
};
const data = {
  papers: COLUMNS,
  aliases: {},
  "titles-0": [
    ["One: a Title", "Two", "Three"],
    [9, "second", 5],
    ["Ann", "Bob", "Cyd"],
  ],
  "titles-1": [["Vier"], [4], [""]],
  "cite-0": [["One"], ["Two"], ["Three"]],
  "cite-1": [["Vier"]],
};
const { readingList } = open(["site.js", "marks.js", "papers.js", "facets.js"], { data });
const { facets } = readingList;
const catalogue = readingList.catalogue();
const groups = facets.groupsOf(catalogue);

test("records are joined in the order given, with the head where one of them asks for it", async () => {
  const [one, two, , four] = catalogue.papers;
  /** @type {string[]} */
  const saved = [];
  readingList.save = (_, text) => saved.push(text);
  await catalogue.save([four, two], "bib", "some");
  await catalogue.save([one, four], "bib", "some");
  assert.deepEqual(saved, ["<Vier|Two>", "One|Vier>"]);
});

test("types are a filter where something is no paper, and none on a list of papers alone", () => {
  assert.equal(
    groups.some(({ id }) => id === "item"),
    false,
  );
  const types = [
    ["paper", "Paper"],
    ["book", "Book"],
  ];
  const papers = { ...COLUMNS, types, paperTypes: [0, 1, 0, 1] };
  const mixed = { ...data, papers, "summaries-0": ["One.", ["Two.", "Read it."]] };
  const { readingList: other } = open(["site.js", "marks.js", "papers.js", "facets.js"], { data: mixed });
  const of = other.catalogue();
  const [first, ...rest] = other.facets.groupsOf(of);
  assert.deepEqual([first.id, first.title, plain(Array.from(first.totals))], ["item", "Type", [2, 2]]);
  const { state } = other.facets.fromQuery([first, ...rest], "item=book", []);
  assert.deepEqual(plain(other.facets.match([first, ...rest], state, of.papers, null).found), [1, 3]);
  of.need("summaries", of.papers.slice(0, 2));
  assert.deepEqual([of.papers[0].note, of.papers[1].summary, of.papers[1].note], ["", "Two.", "Read it."]);
  assert.equal(of.byline({ ...of.papers[1], authors: "Bob" }), "Book · Bob · 2021 · ICML 2021");
});

/** @param {string} query */
function match(query) {
  const { state } = facets.fromQuery(groups, query, ["newest", "title"]);
  return facets.match(groups, state, catalogue.papers, null);
}

/** @type {(query: string) => number[]} */
const found = (query) => plain(match(query).found);

test("the bits of a paper's flags are those that the data names", () => {
  assert.deepEqual(plain(catalogue.papers.map(({ code, onPath }) => [code, onPath])), [
    [true, false],
    [false, true],
    [true, true],
    [false, false],
  ]);
});

test("ids that follow from the title are made from it", () => {
  assert.equal(catalogue.need("titles", catalogue.papers), null);
  assert.deepEqual(plain(catalogue.papers.map(({ id }) => id)), ["one-a-tit", "second", "three", "vier"]);
  assert.equal(catalogue.byId.get("second")?.n, 1);
});

for (const [query, expected] of /** @type {[string, number[]][]} */ ([
  ["", [0, 1, 2, 3]],
  ["topic=a", [0, 1]],
  ["topic=a&topic=b", [0, 1, 2]],
  ["topic=a&topic=b&topics=all", [1]],
  ["tag=-x", [2, 3]],
  ["topic=b&tag=x", [1]],
  ["type=z", [2]],
  ["venue=ICLR&venue=ICML", [0, 1]],
  ["has=code&has=path", [2]],
  ["from=2021", [0, 1]],
  ["to=2021", [1, 2]],
  ["mark=unmarked", [0, 1, 2, 3]],
  ["mark=star", []],
]))
  test(`the papers that pass ?${query}`, () => assert.deepEqual(found(query), expected));

test("a count is the number of papers that the choice would leave", () => {
  for (const query of ["", "topic=a", "tag=x&from=2021", "topic=a&topics=all"]) {
    const { counts } = match(query);
    for (const id of ["topic", "tag", "venue"]) {
      const group = groups.find((one) => one.id === id);
      const { state } = facets.fromQuery(groups, query, []);
      group?.options.forEach((option, value) => {
        const choice = state.choices[id];
        const alone = { ...choice, yes: new Set(choice.all ? [...choice.yes, value] : [value]) };
        const asked = { ...state, choices: { ...state.choices, [id]: alone } };
        const left = facets.match(groups, asked, catalogue.papers, null).found.length;
        assert.equal(counts.get(id)?.[value], left, `${query} ${id} ${option.id}`);
      });
    }
  }
});

test("a topic's papers are counted apart by whether it is their main topic", () => {
  /** @type {(query: string) => number[]} */
  const mains = (query) => plain(Array.from(match(query).mains.get("topic") || []));
  assert.deepEqual(mains(""), [2, 1]);
  assert.deepEqual(mains("tag=y"), [1, 1]);
  assert.deepEqual(mains("topic=-b"), [1, 1]);
  assert.deepEqual(plain(Array.from(match("").mains.get("tag") || [])), []);
});

test("the count of an option that is left out is the number of papers that it takes away", () => {
  const { counts } = match("tag=-x&from=2022");
  assert.deepEqual(plain(Array.from(counts.get("tag") || [])), [1, 0]);
});

for (const [query, expected] of /** @type {[string, [string[], number][]][]} */ ([
  [
    "topic=a&type=z",
    [
      [["Z"], 2],
      [["A"], 1],
    ],
  ],
  ["topic=a&type=z&venue=ICLR&from=2022&has=path", [[["Z", "on a reading path"], 1]]],
]))
  test(`the filters to drop of ?${query}`, () => {
    const { state } = facets.fromQuery(groups, query, []);
    const found = facets.ways(groups, state, catalogue.papers, null);
    assert.deepEqual(plain(found.map(({ labels, count }) => [labels.sort(), count])), expected);
  });

test("choices come back from their query, and what is unknown is named", () => {
  const query = "q=deep+nets&has=code&topic=a&topic=-b&topics=all&from=2020&to=2022&sort=title&view=table";
  const { state, unknown } = facets.fromQuery(groups, query, ["title"]);
  assert.equal(facets.toQuery(groups, state), query);
  assert.equal(unknown.length, 0);
  const strange = facets.fromQuery(groups, "topic=c&topic=qa&tag=-q&from=20x0&sort=size&view=heap", ["title"]);
  assert.deepEqual(plain(strange.unknown), ["c", "qa", "-q"]);
  assert.equal(facets.toQuery(groups, strange.state), "");
});

test("each filter in use is named, with the choices that are left without it", () => {
  const { state } = facets.fromQuery(groups, "q=w&has=code&tag=-x&from=2020", []);
  const rows = facets.active(groups, state).map(({ label, without }) => [label, facets.toQuery(groups, without)]);
  assert.deepEqual(plain(rows), [
    ["with code", "q=w&tag=-x&from=2020"],
    ["not X", "q=w&has=code&from=2020"],
    ["from 2020", "q=w&has=code&tag=-x"],
    ["“w”", "has=code&tag=-x&from=2020"],
  ]);
  assert.equal(facets.toQuery(groups, state), "q=w&has=code&tag=-x&from=2020");
});
