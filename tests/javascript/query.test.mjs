// Runs on the index of the toy documents in tests/unit/site/test_scripts.py.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { open, plain } from "./browser.mjs";

const { readingList } = open(["site.js", "search.js"]);
/** @type {SearchTable} */
let t;

before(async () => {
  await readingList.search.query("anything");
  t = await readingList.index.openTable();
});

/** @type {(text: string) => any} */
const clauses = (text) => plain(readingList.reading.clauses(t, text));

/** @type {(text: string) => Promise<string[]>} */
const ids = async (text) => (await readingList.search.query(text)).map(({ id }) => id);

test("text, fields, quotes and exclusions are told apart", () => {
  assert.deepEqual(clauses('deep -survey author:"Lei Ba" tag:norm '), [
    { no: false, value: "deep", quoted: false, last: false },
    { no: true, value: "survey", quoted: false, last: false },
    { no: false, field: "author", value: "Lei Ba", quoted: true, last: false },
    { no: false, field: "tag", value: "norm", quoted: false, last: false },
  ]);
});

test("an unknown operator is text, and a begun one is nothing yet", () => {
  assert.deepEqual(clauses("foo:bar"), [{ no: false, value: "foo:bar", quoted: false, last: true }]);
  assert.deepEqual(clauses("author:"), []);
});

test("a space may follow the operators that begin no title", () => {
  assert.equal(clauses("year: 2020")[0].field, "year");
  assert.equal(clauses("author: ba")[0].field, "author");
  assert.equal(clauses("title: a")[0].field, undefined);
});

test("initials are words of their own, and Chinese comes in pairs", () => {
  const { sequence } = readingList.reading;
  assert.deepEqual(plain(sequence("J. Ba 深度网").map(({ word, length, spaceless }) => [word, length, spaceless])), [
    ["j", 1, false],
    ["ba", 2, false],
    ["深度", 2, true],
    ["度网", 2, true],
  ]);
});

for (const [query, expected] of /** @type {[string, string[]][]} */ ([
  ["layer", ["layer-normalization"]],
  ["author:hinton", ["layer-normalization"]],
  ["title:hinton", []],
  ["venue:iclr", ["adam"]],
  ["year:2014", ["adam"]],
  ["year:<=2015", ["adam"]],
  ["year:2015..", ["layer-normalization"]],
  ["year:201", ["adam", "layer-normalization"]],
  ["year:2030..2010", ["adam", "layer-normalization"]],
  ["year:x", []],
  ["arXiv:1607.06450v2", ["layer-normalization"]],
  ['"stochastic optimization"', ["adam"]],
  ['"optimization stochastic"', []],
  ["optimisation", ["adam"]],
  ["optimzation", ["adam"]],
]))
  test(`the query ${query}`, async () => assert.deepEqual(plain(await ids(query)).sort(), expected));

test("operators and values are offered as one types", async () => {
  const { offers } = readingList.reading;
  const labels = async (/** @type {string} */ text) => plain((await offers(text)).map(({ label }) => label));
  assert.deepEqual(await labels("t"), ["tag:", "topic:", "title:", "type:"]);
  assert.deepEqual(await labels("author:hin"), ["author: hinton"]);
  assert.deepEqual(await labels("year:2014"), ["year:2014", "year:2014.."]);
  assert.deepEqual(await labels("type:pa"), ["type:paper"]);
});
