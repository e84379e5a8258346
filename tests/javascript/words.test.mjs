import assert from "node:assert/strict";
import { test } from "node:test";
import { open, plain } from "./browser.mjs";

const { words } = open(["site.js", "words.js", "search-words.js"]).readingList;

/** @param {string} text */
const stems = (text) =>
  words.chunks(text).flatMap((chunk) => words.split(chunk)[1].map(([, word]) => words.stem(word)));

test("accents, ligatures and compatibility forms are folded", () => {
  assert.equal(words.normalise("Poincaré ŁŒß SL²A"), "poincare loess sl2a");
  assert.equal(words.normalise("ΣΑΣ 한국어"), "σασ 한국어");
});

test("a compound is one word and its parts, at their positions", () => {
  assert.deepEqual(plain(words.split("state-of-the-art")), [
    4,
    [
      [0, "stateoftheart"],
      [0, "state"],
      [1, "of"],
      [2, "the"],
      [3, "art"],
    ],
  ]);
});

test("Chinese is split into characters and pairs", () => {
  const [width, found] = words.split("深度网");
  assert.equal(width, 3);
  assert.deepEqual(plain(found.map(([, word]) => word)), ["深", "深度", "度", "度网", "网"]);
});

test("Greek letters are named alone and read as Latin among Latin", () => {
  assert.deepEqual(plain(words.parts("ε")), ["epsilon"]);
  assert.deepEqual(plain(words.parts("δεps")), ["deps"]);
});

test("forms of a word share a stem, other words do not", () => {
  for (const forms of ["normalisation normalizations normalize", "matrix matrices", "behaviour behaviors", "use using"])
    assert.equal(new Set(stems(forms)).size, 1, forms);
  for (const pair of ["activation active", "transform transformer"]) assert.equal(new Set(stems(pair)).size, 2, pair);
});

test("an ending is left where no vowel stands before it", () => {
  assert.deepEqual(["string", "training", "spring"].map(words.stem), ["string", "train", "spring"]);
});

test("what a table inherits is no entry of it", () => {
  for (const word of ["constructor", "valueof", "tostring"]) assert.equal(typeof words.stem(word), "string");
  assert.equal(words.squeeze("constructor __proto__"), "constructorproto");
});

test("one letter too many, missing, wrong or two swapped are almost the same", () => {
  for (const typo of ["prning", "prunning", "pruming", "prunign"]) assert.ok(words.almost("pruning", typo), typo);
  for (const other of ["prunes", "running", "gninurp"]) assert.ok(!words.almost("pruning", other), other);
});

test("marked runs are the text again, with the wanted words marked", () => {
  const text = "Pre-training of Größe, 深度学习!";
  const wanted = new Set(["pretraining", "grosse", "度学"]);
  const runs = words.marked(text, (word) => wanted.has(word));
  assert.equal(runs.map(([run]) => run).join(""), text);
  assert.deepEqual(plain(runs.filter(([, hit]) => hit).map(([run]) => run)), ["Pre-training", "Größe", "度学"]);
});
