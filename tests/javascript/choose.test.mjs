import assert from "node:assert/strict";
import { test } from "node:test";
import { open, plain } from "./browser.mjs";

const { readingList } = open(["site.js", "choose.js", "suggest.js"]);

/** @type {Word[]} */
const WORDS = [
  ["layer-normalization", "Layer normalisation", "Over the features of one example.", ["LayerNorm", "LN"]],
  ["batch-normalization", "Batch normalisation", "Over a mini-batch.", ["batchnorm", "BN"]],
  ["poincare", "Poincaré embeddings", "In hyperbolic space, layer by layer.", []],
  ["survey", "Survey", "Orders the work of others.", ["review"]],
];

/** @type {(text: string, without?: string[]) => string[]} */
const found = (text, without = []) =>
  plain(readingList.completions(WORDS, text, without)).map((/** @type {Word} */ [id]) => id);

test("names come before other words, and these before descriptions", () => {
  assert.deepEqual(found("layer"), ["layer-normalization", "poincare"]);
  assert.deepEqual(found("norm"), ["batch-normalization", "layer-normalization"]);
  assert.deepEqual(found("review"), ["survey"]);
  assert.deepEqual(found("bn"), ["batch-normalization"]);
});

test("an id, accents and signs are no hindrance", () => {
  assert.deepEqual(found("batch-norm"), ["batch-normalization"]);
  assert.deepEqual(found("POINCARE"), ["poincare"]);
});

test("what is chosen is not offered, and nothing for nothing", () => {
  assert.deepEqual(found("layer", ["layer-normalization"]), ["poincare"]);
  assert.deepEqual(found("  - "), []);
  assert.deepEqual(found("zebra"), []);
});

test("a change shows the lines that differ alone", () => {
  const before = { topics: ["a"], tags: ["x", "y"] };
  assert.deepEqual(plain(readingList.listChanges(before, { topics: ["a"], tags: ["y"] })), {
    diff: ["-tags: [x, y]", "+tags: [y]"],
    lines: ["tags: [y]"],
  });
  assert.deepEqual(plain(readingList.listChanges(before, before)), { diff: [], lines: [] });
  assert.equal(readingList.listChanges(before, { topics: [], tags: [] }).diff[1], "+topics: []");
});
