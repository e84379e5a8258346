/* The query engine: what generator/search/index.py wrote, asked.
 *
 * Ranking is by whole numbers throughout, so that it is the same everywhere:
 * rarity in thousandths, impacts from 1 to 63, weights in hundredths. A search by
 * brute force in tests/search_oracle.py must come to the same list.
 */
"use strict";

(() => {
  const readingList = (window.readingList = window.readingList || {});
  const search = readingList.search;
  const { chunks, parts, split, stem, squeeze, isCjk, almost, cut, LITTLE } = readingList.words;

  const FIELD_SPAN = 1 << 14;
  const FIELD_BITS = { title: 1 << 2, author: 1 << 5, venue: 1 << 7 };
  const OPERATORS = ["tag", "topic", "author", "venue", "title", "year", "type", "arxiv"];
  const EXACT = 100, JOINED = 90, PREFIX = 60, TYPO = 40, TYPO_PREFIX = 25;
  const COMPLETIONS = 24, SHORT_COMPLETIONS = 8, CORRECTIONS = 8;
  const TYPO_LENGTH = 5;
  const MOST_WORDS = 24;
  const LEAST_SHARE = [2, 5];
  const ARXIV = /^(?:arxiv:\s*|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/;

  /* --- decoding ------------------------------------------------------- */

  const DIGITS = new Int16Array(128).fill(-1);
  let digit = 0;
  for (let code = 33; code < 127 && digit < 88; code += 1)
    if (code !== 34 && !"\\<'`".includes(String.fromCharCode(code))) DIGITS[code] = digit++;

  function decode(text) {
    const numbers = new Int32Array(text.length);
    let count = 0, more = 0;
    for (let i = 0; i < text.length; i += 1) {
      const value = DIGITS[text.charCodeAt(i)];
      if (value < 64) {
        numbers[count++] = more * 64 + value;
        more = 0;
      } else more = more * 24 + value - 63;
    }
    return numbers.subarray(0, count);
  }

  function summed(numbers) {
    for (let i = 1; i < numbers.length; i += 1) numbers[i] += numbers[i - 1];
    return numbers;
  }

  function frontDecoded(text) {
    const words = [];
    let before = "", shared = -1, from = 0;
    for (let i = 0; i <= text.length; i += 1) {
      const code = i < text.length ? text.charCodeAt(i) : 65;
      if (code < 65 || code > 90) continue;
      if (shared >= 0) words.push((before = before.slice(0, shared) + text.slice(from, i)));
      shared = code - 65;
      from = i + 1;
    }
    return words;
  }

  let table = null;
  let tableOf = null;

  async function openTable() {
    const core = await search.load("core");
    if (tableOf !== core) {
      table = decodeTable(core);
      tableOf = core;
    }
    return table;
  }

  function decodeTable(core) {
    const words = frontDecoded(core.words);
    const back = decode(core.stems);
    const stems = new Int32Array(words.length);
    const counts = decode(core.counts);
    const first = new Int32Array(counts.length);
    let newest = -1;
    for (let i = 0; i < words.length; i += 1) {
      stems[i] = back[i] ? newest + 1 - back[i] : ++newest;
      if (!back[i]) first[newest] = i;
    }
    const names = new Map();
    const owners = summed(decode(core.named));
    for (let i = 0; i < owners.length; i += 1) {
      const name = core.names.slice(5 * i, 5 * i + 5);
      if (!names.has(name)) names.set(name, []);
      names.get(name).push([owners[i], Number(core.namedAs[i])]);
    }
    return {
      core, words, stems, counts, first, names,
      size: core.documents,
      years: decode(core.years),
      starts: summed(Int32Array.from([0, ...counts])),
      cuts: summed(Int32Array.from([0, ...decode(core.cuts)])),
      buckets: new Map(),
      parts: new Map(),
      documents: new Map(),
    };
  }

  const CRC = new Int32Array(256);
  for (let n = 0; n < 256; n += 1) {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    CRC[n] = c;
  }
  const ALPHABET = Array.from({ length: 128 }, (_, code) => code)
    .filter((code) => DIGITS[code] >= 0).map((code) => String.fromCharCode(code)).join("");

  function fingerprint(text) {
    let crc = -1;
    for (const byte of new TextEncoder().encode(text)) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
    const value = ((crc ^ -1) >>> 2);
    return [24, 18, 12, 6, 0].map((shift) => ALPHABET[(value >>> shift) & 63]).join("");
  }

  /* --- words to stems --------------------------------------------------- */

  function lowerBound(words, word) {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function* startingWith(t, word) {
    for (let i = lowerBound(t.words, word); i < t.words.length && t.words[i].startsWith(word); i += 1) yield i;
  }

  /* The number of the stem that the word has, or -1. No rule changes a word's
   * first two letters, so only words that share them are asked for their stem. */
  function stemOf(t, word) {
    const at = lowerBound(t.words, word);
    if (t.words[at] === word) return t.stems[at];
    const head = word.slice(0, 2);
    let bucket = t.buckets.get(head);
    if (!bucket) {
      t.buckets.set(head, (bucket = new Map()));
      for (const i of startingWith(t, head)) bucket.set(stem(t.words[i]), t.stems[i]);
    }
    const found = bucket.get(stem(word));
    return found === undefined ? -1 : found;
  }

  /* The most frequent stems of the words, without `except`: at most `limit`. */
  function mostFrequent(t, indices, except, limit) {
    const found = new Set();
    for (const i of indices) found.add(t.stems[i]);
    found.delete(except);
    return [...found].sort((a, b) => t.counts[b] - t.counts[a] || a - b).slice(0, limit);
  }

  function* misspelt(t, word, asPrefix) {
    for (let i = 0; i < t.words.length; i += 1) {
      const other = t.words[i];
      if (asPrefix) {
        if (other.length <= word.length) continue;
        if (almost(word, other.slice(0, word.length)) || almost(word, other.slice(0, word.length + 1)) ||
            almost(word, other.slice(0, word.length - 1))) yield i;
      } else if (Math.abs(other.length - word.length) <= 1 && Math.max(other.length, word.length) >= TYPO_LENGTH && almost(word, other)) yield i;
    }
  }

  /* What a word of the query may stand for: {weights: stem → hundredths, rarity}. */
  function expand(t, word, typing) {
    const weights = new Map();
    const add = (stems, weight) => stems.forEach((s) => weights.has(s) || weights.set(s, weight));
    const exact = stemOf(t, word);
    if (exact >= 0) weights.set(exact, EXACT);
    const length = Array.from(word).length;
    if (typing || (exact < 0 && length > 2))
      add(mostFrequent(t, startingWith(t, word), exact, length > 2 ? COMPLETIONS : SHORT_COMPLETIONS), PREFIX);
    const rare = 1 + Math.floor(t.size / 2000);
    const known = [...weights.keys()].reduce((sum, s) => sum + t.counts[s], 0);
    if (length >= TYPO_LENGTH - 1 && !/^\d+$/.test(word) && (exact >= 0 ? t.counts[exact] : known) <= rare)
      add(mostFrequent(t, misspelt(t, word, false), exact, CORRECTIONS), TYPO);
    if (!weights.size && typing && length >= TYPO_LENGTH)
      add(mostFrequent(t, misspelt(t, word, true), -1, CORRECTIONS), TYPO_PREFIX);
    const count = exact >= 0 ? t.counts[exact] : Math.max(0, ...[...weights.keys()].map((s) => t.counts[s]));
    return { word, weights, count, rarity: rarity(t, count) };
  }

  const rarity = (t, count) => Math.floor(1000 * Math.log(1 + (t.size - count + 0.5) / (count + 0.5)) + 0.5);

  /* --- reading a query -------------------------------------------------- */

  /* The query as clauses {no, field, value, quoted, last}; text has no field. */
  function clauses(text) {
    const found = [];
    const pattern = /(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|(\S+))/gi;
    for (const match of text.matchAll(pattern)) {
      let [whole, minus, field, quote, closed, plain] = match;
      field = field && field.toLowerCase();
      const last = match.index + whole.length === text.length;
      if (field && !OPERATORS.includes(field)) [field, minus, plain, quote] = [undefined, "", quote === undefined ? whole : field + " " + quote, undefined];
      if (last && plain && OPERATORS.some((name) => plain.toLowerCase() === `${name}:`)) continue;
      const quoted = quote !== undefined && closed === '"';
      const value = quote === undefined ? plain : quote;
      if (chunks(value).length) found.push({ no: minus === "-", field, value, quoted, last: last && !quoted });
    }
    return found;
  }

  /* The words of a text in order, each with the number of its chunk. */
  function sequence(text) {
    const found = [];
    chunks(text).forEach((chunk, number) => {
      for (const part of parts(chunk)) {
        const chars = Array.from(part);
        if (!isCjk(part)) found.push({ word: cut(part), chunk: number, spaceless: false });
        else if (chars.length === 1) found.push({ word: part, chunk: number, spaceless: true });
        else
          for (let i = 0; i + 1 < chars.length; i += 1)
            found.push({ word: chars[i] + chars[i + 1], chunk: number, spaceless: true });
      }
    });
    return found.slice(0, MOST_WORDS);
  }

  /* Words to what they may stand for, compounds and neighbours also joined. */
  function understand(t, text, typing) {
    const words = sequence(text);
    const asked = words.map(({ word }, i) => expand(t, word, typing && i === words.length - 1));
    const join = (from, to, least) => {
      const joined = words.slice(from, to).map(({ word }) => word).join("");
      const found = joined.length >= least ? stemOf(t, joined) : -1;
      if (found < 0) return;
      for (let i = from; i < to; i += 1) {
        const alone = asked[i].weights.size === 0;
        asked[i].weights.set(found, Math.max(JOINED, asked[i].weights.get(found) || 0));
        if (alone) asked[i] = { ...asked[i], count: t.counts[found], rarity: rarity(t, t.counts[found]) };
      }
    };
    for (let from = 0; from < words.length; from += 1) {
      let to = from + 1;
      while (to < words.length && words[to].chunk === words[from].chunk) to += 1;
      if ((from === 0 || words[from - 1].chunk !== words[from].chunk) && to - from > 1 && !words.slice(from, to).some((w) => w.spaceless))
        join(from, to, 1);
    }
    for (let i = 0; i + 1 < words.length; i += 1)
      for (const [length, least] of [[2, 4], [3, 6]])
        if (i + length <= words.length && !words.slice(i, i + length).some((w) => w.spaceless)) join(i, i + length, least);
    const known = asked.filter(({ weights }) => weights.size);
    const weighty = known.filter(({ word }) => !LITTLE.has(word));
    return { asked: orAll(weighty.length > 1 ? weighty : known, ({ count }) => 2 * count <= t.size), unknown: asked.filter(({ weights }) => !weights.size).map(({ word }) => word) };
  }

  /* Those that pass the test, or all where none does. */
  function orAll(list, test) {
    const passed = list.filter(test);
    return passed.length ? passed : list;
  }

  /* --- postings ---------------------------------------------------------- */

  function partOf(t, s) {
    let low = 0, high = t.cuts.length - 1;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (t.cuts[middle] <= s) low = middle;
      else high = middle;
    }
    return low;
  }

  /* Loads the postings of the stems, and their places where `withPlaces`. */
  async function fetchPostings(t, stems, withPlaces) {
    const names = new Set();
    for (const s of stems) {
      names.add(`postings-${partOf(t, s)}`);
      if (withPlaces) names.add(`places-${partOf(t, s)}`);
    }
    await Promise.all([...names].map(async (name) => {
      const data = await search.load(name);
      if (!t.parts.has(name)) t.parts.set(name, data.map(decode));
    }));
  }

  function postings(t, s) {
    const number = partOf(t, s);
    const [steps, impacts, fields] = t.parts.get(`postings-${number}`);
    const from = t.starts[s] - t.starts[t.cuts[number]];
    const to = from + t.counts[s];
    if (!t.documents.has(s)) t.documents.set(s, summed(steps.slice(from, to)));
    return { documents: t.documents.get(s), impacts: impacts.subarray(from, to), fields: fields.subarray(from, to), from, number };
  }

  /* document → places of the stem, for the documents wanted. */
  function places(t, s) {
    const { documents, from, number } = postings(t, s);
    const name = `places-${number}`;
    const data = t.parts.get(name);
    if (data.length === 2) data.push(summed(Int32Array.from([0, ...data[0]])));
    const [, steps, starts] = data;
    const found = new Map();
    documents.forEach((document, i) => {
      found.set(document, summed(steps.slice(starts[from + i], starts[from + i + 1])));
    });
    return found;
  }

  /* --- clauses to documents ------------------------------------------------ */

  /* The best of what a word may stand for in each document, within the fields of `bits`. */
  function best(t, asked, bits) {
    const scores = new Uint16Array(t.size);
    for (const [s, weight] of asked.weights) {
      const { documents, impacts, fields } = postings(t, s);
      for (let i = 0; i < documents.length; i += 1) {
        if (bits && !(fields[i] & bits)) continue;
        const value = weight * impacts[i];
        if (value > scores[documents[i]]) scores[documents[i]] = value;
      }
    }
    return scores;
  }

  const flags = (t, test) => Uint8Array.from({ length: t.size }, (_, i) => (test(i) ? 1 : 0));

  function yearRange(value) {
    const match = /^(\d{4})?(\.\.|-)?(\d{4})?$/.exec(value.replace(/[–—]/g, "-"));
    if (!match || !(match[1] || match[3])) return null;
    const from = match[1] ? Number(match[1]) : 0;
    return [from, match[3] ? Number(match[3]) : match[2] ? 9999 : from];
  }

  const nameKey = (text) => chunks(text).flatMap(parts).map(stem).join("");

  /* The rows of tags or topics that a value means: those so called, else those that begin so. */
  function called(rows, value) {
    const key = nameKey(value), start = squeeze(value);
    const exact = rows.filter(([id, title, aliases]) => [id, title, ...aliases].some((name) => nameKey(name) === key));
    return exact.length ? exact : rows.filter(([id, title, aliases]) => [id, title, ...aliases].some((name) => squeeze(name).startsWith(start)));
  }

  const membersOf = (t, rows) => {
    const found = new Uint8Array(t.size);
    for (const row of rows) for (const document of summed(decode(row[3]))) found[document] = 1;
    return found;
  };

  async function filter(t, clause) {
    const { field, value } = clause;
    if (field === "year") {
      const range = yearRange(value);
      return range && { keep: flags(t, (i) => t.years[i] && t.years[i] + 1899 >= range[0] && t.years[i] + 1899 <= range[1]) };
    }
    if (field === "arxiv") return { keep: membersByName(t, `arxiv:${value.toLowerCase().replace(/v\d+$/, "")}`) };
    if (field === "type") {
      const kind = t.core.kindNames.findIndex((name) => name === value.toLowerCase() || name + "s" === value.toLowerCase());
      if (kind >= 0) return { keep: flags(t, (i) => Number(t.core.kinds[i]) === kind) };
    }
    const names = await search.load("names");
    return { keep: membersOf(t, called(names[field === "topic" ? "topic" : "tag"], value)) };
  }

  function membersByName(t, name) {
    const found = new Uint8Array(t.size);
    for (const [document] of t.names.get(fingerprint(name)) || []) found[document] = 1;
    return found;
  }

  /* Documents where the words stand one after the other; `field` -1 is any. */
  async function phrase(t, text, field) {
    const words = chunks(text).flatMap(parts).flatMap((part) => (isCjk(part) ? Array.from(part) : [cut(part)]));
    const stems = words.map((word) => stemOf(t, word));
    const keep = new Uint8Array(t.size);
    if (stems.some((s) => s < 0)) return { keep, asked: [] };
    await fetchPostings(t, stems, true);
    const all = stems.map((s) => places(t, s));
    for (const [document, starts] of all[0]) {
      const rest = all.slice(1).map((found) => found.get(document));
      if (rest.some((found) => !found)) continue;
      const sets = rest.map((found) => new Set(found));
      if (starts.some((place) => (field < 0 || Math.floor(place / FIELD_SPAN) === field) && sets.every((set, i) => set.has(place + i + 1))))
        keep[document] = 1;
    }
    const asked = [...new Set(stems)].map((s) => ({ weights: new Map([[s, EXACT]]), count: t.counts[s], rarity: rarity(t, t.counts[s]) }));
    return { keep, asked };
  }

  const FIELD_NUMBERS = { title: 2, author: 5, venue: 7 };

  /* Words all of which a field must hold. */
  async function inField(t, clause, typing) {
    if (clause.quoted) return phrase(t, clause.value, FIELD_NUMBERS[clause.field]);
    const { asked, unknown } = understandEach(t, clause.value, typing);
    await fetchPostings(t, asked.flatMap(({ weights }) => [...weights.keys()]), false);
    const scores = asked.map((word) => best(t, word, FIELD_BITS[clause.field]));
    return { keep: flags(t, (i) => !unknown && scores.every((score) => score[i])), asked };
  }

  function understandEach(t, text, typing) {
    const words = sequence(text);
    const asked = words.map(({ word }, i) => expand(t, word, typing && i === words.length - 1));
    return { asked, unknown: asked.some(({ weights }) => !weights.size) };
  }

  /* Documents that hold a word which is not wanted: as it is, in any form. */
  async function holding(t, value) {
    const keep = new Uint8Array(t.size);
    for (const chunk of chunks(value)) {
      const [, found] = split(chunk);
      const joined = parts(chunk).length > 1 && !parts(chunk).some(isCjk) ? found[0][1] : null;
      const alone = parts(chunk).flatMap((part) => (isCjk(part) ? Array.from(part) : [cut(part)])).map((word) => stemOf(t, word));
      const whole = joined === null ? -1 : stemOf(t, joined);
      await fetchPostings(t, [...alone, whole].filter((s) => s >= 0), false);
      if (whole >= 0) for (const document of postings(t, whole).documents) keep[document] = 1;
      if (alone.every((s) => s >= 0)) {
        const hits = new Uint8Array(t.size);
        alone.forEach((s, i) => { for (const document of postings(t, s).documents) if (hits[document] === i) hits[document] += 1; });
        hits.forEach((hit, document) => { if (hit === alone.length) keep[document] = 1; });
      }
    }
    return keep;
  }

  /* --- the query ------------------------------------------------------------ */

  /* Everything that fits: {order: documents, scores, ranks, asked, unknown}. */
  async function evaluate(t, text) {
    text = text.replace(/[“”„]/g, '"');
    const arxiv = ARXIV.exec(text.trim().toLowerCase());
    if (arxiv) {
      const found = membersByName(t, `arxiv:${arxiv[1]}`);
      return ranked(t, found, new Float64Array(t.size), new Uint8Array(t.size), [], []);
    }
    const all = clauses(text);
    const free = all.filter(({ no, field, quoted }) => !no && !field && !quoted);
    const allowed = new Uint8Array(t.size).fill(1);
    const scores = new Float64Array(t.size);
    const marked = [];
    const credit = (asked) => asked.forEach((word) => {
      marked.push(word);
      best(t, word, 0).forEach((value, i) => { scores[i] += word.rarity * value; });
    });
    const restrict = (keep, no) => keep.forEach((kept, i) => { if (!kept === !no) allowed[i] = 0; });
    for (const clause of all) {
      if (free.includes(clause)) continue;
      let result;
      if (!clause.field && clause.quoted) result = await phrase(t, clause.value, -1);
      else if (!clause.field) result = { keep: await holding(t, clause.value) };
      else if (clause.field in FIELD_BITS) result = await inField(t, clause, clause.last && !clause.no);
      else result = await filter(t, clause);
      if (!result) continue;
      restrict(result.keep, clause.no);
      if (result.asked && !clause.no) credit(result.asked);
    }
    const words = free.map(({ value }) => value).join(" ");
    const typing = free.length > 0 && free[free.length - 1].last;
    const { asked, unknown } = understand(t, words, typing);
    await fetchPostings(t, asked.flatMap(({ weights }) => [...weights.keys()]), false);
    const ranks = new Uint8Array(t.size);
    const rank = (name, entries) => {
      for (const [document, value] of t.names.get(fingerprint(name)) || []) {
        ranks[document] = Math.max(ranks[document], value);
        if (entries) allowed[document] = 1;
      }
    };
    if (squeeze(words)) rank(squeeze(words), false);
    if (squeeze(text)) rank(squeeze(text), true);
    const found = weigh(t, asked, scores, allowed, ranks, free.length > 0);
    return ranked(t, found, scores, ranks, [...marked, ...asked], unknown);
  }

  /* Adds what the words say to the scores; returns which documents hold enough of them. */
  function weigh(t, asked, scores, allowed, ranks, needed) {
    const matched = new Float64Array(t.size);
    let total = 0;
    for (const word of asked) {
      total += word.rarity;
      const values = best(t, word, 0);
      for (let i = 0; i < t.size; i += 1)
        if (values[i]) {
          scores[i] += word.rarity * values[i];
          matched[i] += word.rarity;
        }
    }
    const [part, whole] = LEAST_SHARE;
    return flags(t, (i) => {
      if (needed) scores[i] *= matched[i];
      return allowed[i] && (ranks[i] || !needed || (matched[i] > 0 && matched[i] * whole >= total * part));
    });
  }

  function ranked(t, found, scores, ranks, asked, unknown) {
    const order = [];
    found.forEach((hit, i) => { if (hit) order.push(i); });
    order.sort((a, b) => ranks[b] - ranks[a] || scores[b] - scores[a] || a - b);
    return { order, scores, ranks, asked, unknown };
  }

  /* One form of each stem asked for that the document holds. */
  function wordsIn(t, asked, document) {
    const found = new Set();
    for (const { weights } of asked)
      for (const s of weights.keys()) {
        const { documents } = postings(t, s);
        const at = lowerBound(documents, document);
        if (documents[at] === document) found.add(t.words[t.first[s]]);
      }
    return [...found];
  }

  async function rows(t, documents) {
    const size = t.core.docsInPart;
    const names = [...new Set(documents.map((document) => `docs-${Math.floor(document / size)}`))];
    await Promise.all(names.map((name) => search.load(name)));
    return Promise.all(documents.map(async (document) => (await search.load(`docs-${Math.floor(document / size)}`))[document % size]));
  }

  /* The results to show: {count, unknown, results: [{id, path, kind, title, authors,
   * year, venue, summary, words, number, score}]}. */
  async function results(text, { limit = 20 } = {}) {
    const t = await openTable();
    const { order, scores, ranks, asked, unknown } = await evaluate(t, text);
    const top = order.slice(0, limit);
    const shown = await rows(t, top);
    return {
      count: order.length, unknown,
      results: top.map((number, i) => {
        const [id, path, title, authors, venue, summary] = shown[i];
        return {
          id, path, title, authors, venue, summary, number,
          kind: t.core.kindNames[Number(t.core.kinds[number])],
          year: t.years[number] ? t.years[number] + 1899 : null,
          score: ranks[number] * 1e15 + scores[number],
          words: wordsIn(t, asked, number),
        };
      }),
    };
  }

  /* For other features: Promise of [{id, path, score}], best first. */
  async function query(text, { limit = 100 } = {}) {
    const t = await openTable();
    const { order, scores, ranks } = await evaluate(t, text);
    const top = order.slice(0, limit);
    const score = (i) => ranks[i] * 1e15 + scores[i];
    const paths = await search.load("paths");
    return top.map((i) => ({ id: paths[i][0], path: paths[i][1], score: score(i) }));
  }

  /* The text of a document, for the words around a match. */
  async function textOf(number) {
    const t = await openTable();
    const part = await search.load(`text-${Math.floor(number / t.core.textsInPart)}`);
    return part[number % t.core.textsInPart];
  }

  /* --- completion ------------------------------------------------------------ */

  /* What the end of the text may become: [{text, label, count}], the text being the whole query. */
  async function offers(text, limit = 6) {
    const match = /(^|\s)(-?)(?:([a-z]+):)?("?)([^\s"]*|(?<=")[^"]*)$/i.exec(text);
    if (!match) return [];
    const [, , minus, field, , value] = match;
    const head = text.slice(0, match.index + match[1].length) + minus;
    const offer = (completion, label, count) => ({ text: head + completion, label, count });
    const found = [];
    if (!field) {
      const typed = value.toLowerCase();
      if (!typed) return [];
      for (const name of OPERATORS) if (name.startsWith(typed)) found.push(offer(`${name}:`, `${name}:`));
      if (typed.length > 2 && !minus) found.push(...(await namedOffers("tag", value, offer)).slice(0, 3), ...(await namedOffers("topic", value, offer)).slice(0, 2));
    } else if (field === "tag" || field === "topic") found.push(...(await namedOffers(field, value, offer)));
    else if (field === "type") {
      const t = await openTable();
      for (const name of t.core.kindNames) if (name.startsWith(value.toLowerCase()) && name !== value.toLowerCase()) found.push(offer(`type:${name} `, `type:${name}`));
    } else if (field === "year") {
      const t = await openTable();
      const years = [...new Set(t.years)].filter(Boolean).map((year) => String(year + 1899)).sort().reverse();
      for (const year of years) if (year.startsWith(value) && year !== value) found.push(offer(`year:${year}..`, `year:${year}..`));
    }
    return found.slice(0, limit);
  }

  async function namedOffers(field, value, offer) {
    const names = await search.load("names");
    const start = squeeze(value);
    return names[field]
      .filter(([id, title, aliases]) => [id, title, ...aliases].some((name) =>
        squeeze(name).startsWith(start) || chunks(name).some((chunk) => squeeze(chunk).startsWith(start))))
      .map(([id, title, , members]) => [id, title, decode(members).length])
      .sort((a, b) => !squeeze(a[1]).startsWith(start) - !squeeze(b[1]).startsWith(start) || b[2] - a[2] || (a[0] < b[0] ? -1 : 1))
      .map(([id, title, count]) => offer(`${field}:${id} `, `${field}: ${title}`, count));
  }

  Object.assign(search, { engine: { results, query, textOf, offers, clauses, expand, openTable } });
})();
