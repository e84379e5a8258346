import assert from "node:assert/strict";
import { test } from "node:test";
import { open, plain, Storage } from "./browser.mjs";

const SCRIPTS = ["site.js", "marks.js"];
const EMPTY = { version: 1, papers: {} };

/** @param {Record<string, unknown>} papers */
const backup = (papers) => JSON.stringify({ ...EMPTY, papers });

/** @param {Record<string, object>} papers */
function opened(papers) {
  const storage = new Storage({ "rl-marks": backup(papers) });
  return { storage, marks: open(SCRIPTS, { storage, data: { aliases: {} } }).readingList.marks };
}

/** @param {object} values */
const mark = (values) => ({
  state: "",
  star: false,
  note: "",
  title: "",
  changed: "2024-01-01T00:00:00.000Z",
  ...values,
});

test("a later mark wins, and both notes stay", () => {
  const { marks } = opened({ a: mark({ state: "read", note: "old", changed: "2024-01-01T00:00:00.000Z" }) });
  const report = marks.read(backup({ a: mark({ star: true, note: "new", changed: "2024-02-01T00:00:00.000Z" }) }));
  assert.deepEqual(plain(report), { added: 0, changed: 1, same: 0, skipped: 0 });
  assert.deepEqual(plain(marks.get("a")), {
    state: "",
    star: true,
    note: "new\n\nold",
    title: "",
    changed: "2024-02-01T00:00:00.000Z",
  });
});

test("an earlier mark of a backup changes nothing but adds its note", () => {
  const { marks } = opened({ a: mark({ state: "reading", changed: "2024-03-01T00:00:00.000Z" }) });
  marks.read(backup({ a: mark({ state: "to-read", note: "why", changed: "2024-02-01T00:00:00.000Z" }) }));
  assert.equal(marks.get("a")?.state, "reading");
  assert.equal(marks.get("a")?.note, "why");
});

test("reading one's own backup changes nothing", () => {
  const { marks } = opened({ a: mark({ state: "read" }), b: mark({ note: "n" }) });
  const before = marks.text();
  assert.deepEqual(plain(marks.read(before)), { added: 0, changed: 0, same: 2, skipped: 0 });
  assert.equal(marks.text(), before);
});

test("entries that make no sense are counted and left out", () => {
  const { marks } = opened({});
  const papers = {
    "Not an id": mark({ star: true }),
    a: 7,
    b: mark({}),
    c: mark({ star: "yes", state: "constructor" }),
  };
  assert.equal(marks.read(backup({ ...papers, d: mark({ star: true }) })).skipped, 4);
  assert.deepEqual([...marks.all().keys()], ["d"]);
});

test("a time that is none is no time, and none lies in the future", () => {
  const { marks } = opened({});
  marks.read(backup({ a: mark({ star: true, changed: "soon" }), b: mark({ star: true, changed: "9999-01-01" }) }));
  assert.equal(marks.get("a")?.changed, "");
  const changed = marks.get("b")?.changed || "";
  assert.match(changed, /^\d{4}-\d\d-\d\dT/);
  assert.ok(changed < "9999");
});

for (const [text, message] of [
  ["[", "it is not JSON"],
  ["[]", "it contains no marks"],
  [JSON.stringify({ version: 1, papers: [] }), "it contains no marks"],
  [JSON.stringify({ version: 2, papers: {} }), "newer version"],
])
  test(`a text that is no backup is refused: ${text}`, () => {
    const { marks } = opened({ a: mark({ star: true }) });
    assert.throws(() => marks.read(text), new RegExp(message));
    assert.equal(marks.all().size, 1);
  });

test("marks that cannot be read are set aside before new ones are kept", () => {
  const storage = new Storage({ "rl-marks": '{"version":99' });
  const { marks } = open(SCRIPTS, { storage, data: { aliases: {} } }).readingList;
  assert.equal(marks.kept(), false);
  assert.equal(marks.change("a", { star: true }), true);
  assert.equal(marks.unreadable(), '{"version":99');
  assert.equal(JSON.parse(storage.texts.get("rl-marks") || "").papers.a.star, true);
});

test("with the storage closed a change is not kept, and with it open again it is", () => {
  const { storage, marks } = opened({ a: mark({ star: true }) });
  storage.closed = true;
  const { readingList } = open(["site.js"], { storage });
  assert.equal(readingList.storage.get("x"), undefined);
  assert.equal(readingList.storage.set("x", "y"), false);
  storage.closed = false;
  assert.equal(readingList.storage.get("x"), null);
  assert.equal(marks.change("a", { star: false }), true);
  assert.deepEqual(JSON.parse(storage.texts.get("rl-marks") || ""), EMPTY);
});

test("a paper that was renamed keeps its marks", async () => {
  const storage = new Storage({ "rl-marks": backup({ old: mark({ star: true }), now: mark({ note: "n" }) }) });
  const { marks } = open(SCRIPTS, { storage, data: { aliases: { old: "now" } } }).readingList;
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual([...marks.all().keys()], ["now"]);
  assert.equal(marks.get("now")?.note, "n");
});
