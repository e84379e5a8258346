import assert from "node:assert/strict";
import { test } from "node:test";
import { open, plain } from "./browser.mjs";

const { readingList } = open(["site.js", "take.js"]);

/** Tag 2 holds tag 1. */
const catalogue = /** @type {any} */ ({
  topics: [{ id: "a" }, { id: "b" }],
  tags: [{ id: "x" }, { id: "y", broader: 2 }, { id: "z" }],
  papers: [
    { n: 0, topics: [1, 0], tags: [0] },
    { n: 1, topics: [], tags: [1] },
    { n: 2, topics: [0], tags: [2, 0] },
  ],
});

/** @type {(of: string) => number[]} */
const under = (of) => plain(readingList.papersUnder(catalogue, of).map(({ n }) => n));

test("the papers of a topic, its home or not, and those without one", () => {
  assert.deepEqual(under("topic=a"), [0, 2]);
  assert.deepEqual(under("topic=b"), [0]);
  assert.deepEqual(under("topic=unsorted"), [1]);
});

test("the papers of a tag, and of the tags that it holds", () => {
  assert.deepEqual(under("tag=x"), [0, 2]);
  assert.deepEqual(under("tag=z"), [1, 2]);
  assert.deepEqual(under("type=y"), [1]);
  assert.deepEqual(under("tag=gone"), []);
});

test("all papers", () => assert.deepEqual(under(""), [0, 1, 2]));
