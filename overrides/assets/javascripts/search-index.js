/* The index: what generator/search/index.py wrote, read back.
 *
 * `openTable` gives what every query and every result needs (`t` below); postings,
 * places, details and texts are loaded in parts, when somebody asks for them.
 */
"use strict";

(() => {
  const { readingList } = window;
  const { search } = readingList;
  const { stem } = readingList.words;

  /* --- decoding ------------------------------------------------------- */

  /* What each character counts as a digit of a number; the first `final` of them end it. */
  const DIGITS = new Int16Array(128);
  let digits = "";
  let final = 0;

  /** @type {(core: SearchCore) => void} */
  function readDigits(core) {
    ({ digits, final } = core);
    for (const [value, char] of Array.from(digits).entries()) DIGITS[char.charCodeAt(0)] = value;
  }

  /** @type {(text: string) => Int32Array} */
  function decode(text) {
    const numbers = new Int32Array(text.length);
    const ends = final;
    const others = digits.length - final;
    let count = 0;
    let before = 0;
    for (let i = 0; i < text.length; i += 1) {
      const value = DIGITS[text.charCodeAt(i)];
      if (value < ends) {
        numbers[count++] = before * ends + value;
        before = 0;
      } else before = before * others + value - ends + 1;
    }
    return numbers.subarray(0, count);
  }

  /** @type {(numbers: Int32Array) => Int32Array} */
  function summed(numbers) {
    for (let i = 1; i < numbers.length; i += 1) numbers[i] += numbers[i - 1];
    return numbers;
  }

  /** @type {(text: string) => string[]} */
  function frontDecoded(text) {
    const words = [];
    let before = "";
    let shared = -1;
    let from = 0;
    for (let i = 0; i <= text.length; i += 1) {
      const code = i < text.length ? text.charCodeAt(i) : 65;
      if (code < 65 || code > 90) continue;
      if (shared >= 0) {
        before = before.slice(0, shared) + text.slice(from, i);
        words.push(before);
      }
      shared = code - 65;
      from = i + 1;
    }
    return words;
  }

  /** @type {{ core: SearchCore, table: Promise<SearchTable> } | undefined} */
  let opened;

  /* A promise of the table with the titles, decoded once for each build. */
  /** @type {SearchIndex["openTable"]} */
  async function openTable() {
    const core = await search.load("core");
    if (opened?.core !== core) opened = { core, table: decodeTable(core) };
    const [t, titles] = await Promise.all([opened.table, search.load("titles")]);
    t.titles = titles;
    return t;
  }

  /* Lets the page draw and take keys between two pieces of long work. */
  const pause = () => new Promise((resolve) => setTimeout(resolve));

  /** @type {(core: SearchCore) => Promise<SearchTable>} */
  async function decodeTable(core) {
    readDigits(core);
    const words = frontDecoded(core.words);
    await pause();
    const back = decode(core.stems);
    const stems = new Int32Array(words.length);
    const counts = decode(core.counts);
    const first = new Int32Array(counts.length);
    let newest = -1;
    for (let i = 0; i < words.length; i += 1) {
      stems[i] = back[i] ? newest + 1 - back[i] : ++newest;
      if (!back[i]) first[newest] = i;
    }
    await pause();
    /** @type {SearchTable["names"]} */
    const names = new Map();
    const owners = summed(decode(core.named));
    const width = core.names.length / owners.length;
    for (let i = 0; i < owners.length; i += 1) {
      const name = core.names.slice(width * i, width * (i + 1));
      const found = names.get(name) || [];
      found.push([owners[i], Number(core.namedAs[i])]);
      names.set(name, found);
    }
    await pause();
    return {
      core,
      titles: { titles: [], folders: [], ids: {}, paths: {} },
      words,
      stems,
      counts,
      first,
      names,
      size: core.documents,
      years: decode(core.years).map((year) => year && year + core.yearBefore),
      starts: summed(Int32Array.from([0, ...counts])),
      cuts: summed(Int32Array.from([0, ...decode(core.cuts)])),
      buckets: new Map(),
      parts: new Map(),
      documents: new Map(),
      expanded: new Map(),
    };
  }

  const CRC = new Int32Array(256);
  for (let n = 0; n < 256; n += 1) {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    CRC[n] = c;
  }

  /* What stands for a name in the table of names; see generator/search/encoding.py. */
  /** @type {SearchIndex["fingerprint"]} */
  function fingerprint(text) {
    let crc = -1;
    for (const byte of new TextEncoder().encode(text)) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
    const value = (crc ^ -1) >>> 2;
    return [24, 18, 12, 6, 0].map((shift) => digits[(value >>> shift) & 63]).join("");
  }

  /* --- words to stems --------------------------------------------------- */

  /** @type {SearchIndex["lowerBound"]} */
  function lowerBound(words, word) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @type {(t: SearchTable, word: string) => Generator<number>} */
  function* startingWith(t, word) {
    for (let i = lowerBound(t.words, word); i < t.words.length && t.words[i].startsWith(word); i += 1) yield i;
  }

  /* The number of the stem that the word has, or -1. No rule changes a word's
   * first two letters, so only words that share them are asked for their stem. */
  /** @type {SearchIndex["stemOf"]} */
  function stemOf(t, word) {
    const at = lowerBound(t.words, word);
    if (t.words[at] === word) return t.stems[at];
    const head = word.slice(0, 2);
    let bucket = t.buckets.get(head);
    if (!bucket) {
      bucket = new Map();
      t.buckets.set(head, bucket);
      for (const i of startingWith(t, head)) bucket.set(stem(t.words[i]), t.stems[i]);
    }
    const found = bucket.get(stem(word));
    return found === undefined ? -1 : found;
  }

  /* --- postings ---------------------------------------------------------- */

  /** @type {(t: SearchTable, s: number) => number} */
  function partOf(t, s) {
    let low = 0;
    let high = t.cuts.length - 1;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (t.cuts[middle] <= s) low = middle;
      else high = middle;
    }
    return low;
  }

  /* Loads the postings of the stems, and their places where `withPlaces`. */
  /** @type {SearchIndex["fetchPostings"]} */
  async function fetchPostings(t, stems, withPlaces) {
    /** @type {Set<`postings-${number}` | `places-${number}`>} */
    const names = new Set();
    for (const s of stems) {
      names.add(`postings-${partOf(t, s)}`);
      if (withPlaces) names.add(`places-${partOf(t, s)}`);
    }
    await Promise.all(
      [...names].map(async (name) => {
        const data = await search.load(name);
        if (!t.parts.has(name)) t.parts.set(name, data.map(decode));
      }),
    );
  }

  /** @type {(t: SearchTable, name: string) => Int32Array[]} */
  function partHeld(t, name) {
    const part = t.parts.get(name);
    if (!part) throw new Error(`${name} was not fetched`);
    return part;
  }

  /** @type {SearchIndex["postings"]} */
  function postings(t, s) {
    const number = partOf(t, s);
    const [steps, impacts, fields] = partHeld(t, `postings-${number}`);
    const from = t.starts[s] - t.starts[t.cuts[number]];
    const to = from + t.counts[s];
    const documents = t.documents.get(s) || summed(steps.slice(from, to));
    t.documents.set(s, documents);
    return {
      documents,
      impacts: impacts.subarray(from, to),
      fields: fields.subarray(from, to),
      from,
      number,
    };
  }

  /* document → places of the stem, for the documents wanted. */
  /** @type {SearchIndex["places"]} */
  function places(t, s) {
    const { documents, from, number } = postings(t, s);
    const data = partHeld(t, `places-${number}`);
    if (data.length === 2) data.push(summed(Int32Array.from([0, ...data[0]])));
    const [, steps, starts] = data;
    const found = new Map();
    documents.forEach((document, i) => {
      found.set(document, summed(steps.slice(starts[from + i], starts[from + i + 1])));
    });
    return found;
  }

  /* --- what is shown ------------------------------------------------------ */

  /** @type {(title: string) => string} */
  const plainSlug = (title) =>
    title
      .replace(/['’`]/g, "")
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");

  /* {id, path, title} of the document. */
  /** @type {SearchIndex["titleOf"]} */
  function titleOf(t, number) {
    const { titles, folders, ids, paths } = t.titles;
    const title = titles[number];
    const given = ids[number];
    const id = typeof given === "string" ? given : plainSlug(title).slice(0, given);
    return { id, title, path: paths[number] ?? `${folders[Number(t.core.kinds[number])]}${id}/` };
  }

  /* The documents of a tag or topic, of which `names` holds the row. */
  /** @type {WeakMap<NameRow, Int32Array>} */
  const decodedMembers = new WeakMap();
  /** @type {SearchIndex["membersOf"]} */
  function membersOf(row) {
    const members = decodedMembers.get(row) || summed(decode(row[3]));
    decodedMembers.set(row, members);
    return members;
  }

  /* What stands below the title, where it is loaded already. */
  /** @type {SearchIndex["detailsHeld"]} */
  function detailsHeld(number) {
    const core = search.held("core");
    const part = core && search.held(`docs-${Math.floor(number / core.docsInPart)}`);
    if (!core || !part) return undefined;
    const [authors, venue, summary, more] = part[number % core.docsInPart];
    return { authors, venue, summary, ...more };
  }

  /* A promise of the same. */
  /** @type {SearchIndex["detailsOf"]} */
  async function detailsOf(number) {
    const core = await search.load("core");
    await search.load(`docs-${Math.floor(number / core.docsInPart)}`);
    return detailsHeld(number);
  }

  /* The text of a document, for the words around a match. */
  /** @type {SearchIndex["textOf"]} */
  async function textOf(number) {
    const t = await openTable();
    const part = await search.load(`text-${Math.floor(number / t.core.textsInPart)}`);
    return part[number % t.core.textsInPart];
  }

  readingList.index = {
    openTable,
    fingerprint,
    lowerBound,
    startingWith,
    stemOf,
    fetchPostings,
    postings,
    places,
    titleOf,
    membersOf,
    detailsHeld,
    detailsOf,
    textOf,
  };
})();
