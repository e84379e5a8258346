import assert from "node:assert/strict";
import { test } from "node:test";
import { open, plain } from "./browser.mjs";

const data = {
  papers: {
    years: [2022, 2021],
    place: [-1, -1],
    added: [-1, -1],
    flags: [0, 0],
    flagBits: { code: 1, onPath: 2 },
    paperTopics: [[0], []],
    paperTags: [[], []],
    topics: [["a", "Recht", 10]],
    topicLanguages: { 0: "de" },
    tags: [],
    states: { 0: "Retracted" },
    places: [],
    placeVenue: [],
    venues: [],
    dates: [],
    formats: [],
    shards: { titles: 2, summaries: 2 },
  },
  "titles-0": [["Erstes", "Second"], [6, 6], ["Ann", "Bob"], { languages: { 0: "de" }, later: { 0: "Später" } }],
  "summaries-0": [["Worum es geht.", "Read it.", "de"], "Plain."],
};
const { readingList } = open(["site.js", "papers.js"], { data });
const catalogue = readingList.catalogue();
catalogue.need("titles", catalogue.papers);
catalogue.need("summaries", catalogue.papers);

/** Class and language of each element, and the texts. @type {(element: any) => any[]} */
const told = (element) =>
  typeof element === "string"
    ? [element]
    : [[element.class || "", element.lang || "", element.dir || ""], ...element.children.flatMap(told)];

test("a card says the language of each text, what became of the paper, and its later title", () => {
  assert.deepEqual(plain(told(catalogue.card(catalogue.papers[0], 3))), [
    ["rl-card", "", ""],
    ["rl-card__title", "", ""],
    ["", "de", "auto"],
    "Erstes",
    ["rl-card__meta", "", ""],
    ["rl-status", "", ""],
    "Retracted",
    " ",
    "Ann · 2022",
    " · published as ",
    ["", "de", "auto"],
    "Später",
    ["rl-card__note", "", "auto"],
    "Read it.",
    ["rl-card__summary", "de", "auto"],
    "Worum es geht.",
    ["rl-chips", "", ""],
    ["rl-chip rl-topic-chip", "de", "auto"],
    "Recht",
    " ",
  ]);
});

test("a card of the page's language says nothing of it", () => {
  const card = told(catalogue.card(catalogue.papers[1], 3));
  assert.equal(
    card.some((part) => Array.isArray(part) && part[1]),
    false,
  );
  assert.equal(card.includes("Bob · 2021"), true);
});
