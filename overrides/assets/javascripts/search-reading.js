/* Reading a query: its clauses, what its words may stand for, how it may go on.
 *
 * The weights here and the ranking in search-engine.js are written down a second
 * time in tests/search_oracle.py, which a test compares them with.
 */
"use strict";

(() => {
  const readingList = (window.readingList = window.readingList || {});
  const { search } = readingList;
  const { chunks, parts, squeeze, isCjk, almost, cut, LITTLE } = readingList.words;
  const { openTable, lowerBound, startingWith, stemOf, fetchPostings, postings, membersOf } = readingList.index;

  const FIELD_NUMBERS = { title: 2, author: 5, venue: 7 };
  const OPERATORS = ["tag", "topic", "author", "venue", "title", "year", "type", "arxiv"];
  const EXACT = 100, JOINED = 90, PREFIX = 60, TYPO = 40, TYPO_PREFIX = 25;
  const COMPLETIONS = [0, 6, 12, 64], CORRECTIONS = 8; // of a word of so many letters, or more
  const IN_FIELD = 256; // and where it must stand in one field, in which frequent words may not
  const TYPO_LENGTH = 5;
  const MOST_WORDS = 24;

  /* --- words ---------------------------------------------------------------- */

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
  function expand(t, word, typing, wide = false) {
    const key = `${typing ? "…" : " "}${wide ? "…" : " "}${word}`;
    if (!t.expanded.has(key)) t.expanded.set(key, lookUp(t, word, typing, wide));
    const found = t.expanded.get(key);
    return { ...found, weights: new Map(found.weights) };
  }

  function lookUp(t, word, typing, wide) {
    const weights = new Map();
    const add = (stems, weight) => stems.forEach((s) => weights.has(s) || weights.set(s, weight));
    const exact = stemOf(t, word);
    if (exact >= 0) weights.set(exact, EXACT);
    const length = Array.from(word).length;
    if (typing || (exact < 0 && length > 2))
      add(mostFrequent(t, startingWith(t, word), exact, wide ? IN_FIELD : COMPLETIONS[Math.min(length, 3)]), PREFIX);
    const rare = 1 + Math.floor(t.size / 2000);
    const known = [...weights.keys()].reduce((sum, s) => sum + t.counts[s], 0);
    // a form that stands nowhere may be a misspelling that looks like a form of another word
    const doubtful = exact < 0 ? known <= rare : t.counts[exact] <= rare || t.words[lowerBound(t.words, word)] !== word;
    if (doubtful && length >= TYPO_LENGTH - 1 && !/^\d+$/.test(word))
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
    text = text.replace(/(^|\s)(-?(?:author|venue|tag|year):)\s+(?=\S)/gi, "$1$2").replace(/(^|\s)\u2212(?=\S)/g, "$1-");
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

  /* The words of a text in order, each with its letters and the number of its chunk. */
  function sequence(text) {
    const found = [];
    chunks(text).forEach((chunk, number) => {
      for (const part of parts(chunk)) {
        const chars = Array.from(part);
        const add = (word, spaceless) => found.push({ word, length: Array.from(word).length, chunk: number, spaceless });
        if (!isCjk(part)) add(cut(part), false);
        else if (chars.length === 1) add(part, true);
        else
          for (let i = 0; i + 1 < chars.length; i += 1)
            add(chars[i] + chars[i + 1], true);
      }
    });
    return found.slice(0, MOST_WORDS);
  }

  /* Words to what they may stand for, compounds and neighbours also joined. */
  function understand(t, text, typing) {
    const words = sequence(text);
    // the first letter of one more word says too little to look for all that begin so
    const completed = (i) => typing && i === words.length - 1 && (words[i].length > 1 || words.slice(0, i).every(({ length }) => length === 1));
    const asked = words.map(({ word }, i) => {
      const found = expand(t, word, completed(i));
      return { ...found, slight: isSlight(t, words, i, typing, found) };
    });
    const join = (from, to, least) => {
      const whole = words.slice(from, to).map(({ word }) => word).join("");
      const found = whole.length >= least ? stemOf(t, whole) : -1;
      if (found < 0) return;
      for (let i = from; i < to; i += 1) {
        if (words[from].chunk === words[to - 1].chunk) asked[i].slight = false;
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
    const firm = orAll(known, ({ slight }) => !slight);
    const weighty = firm.filter(({ word }) => !LITTLE.has(word));
    const chosen = orAll(weighty.length > 1 ? weighty : firm, ({ count }) => 2 * count <= t.size);
    return {
      asked: known.filter((one) => one.slight || chosen.includes(one)),
      unknown: asked.filter(({ weights }) => !weights.size).map(({ word }) => word),
    };
  }

  /* Whether the word says too little to be asked for in every result: an initial, or
   * the first letters of what is still being typed, unless they are a word of their own. */
  function isSlight(t, words, i, typing, { weights }) {
    const { length, chunk, spaceless } = words[i];
    const last = typing && i === words.length - 1;
    if (words.length < 2 || spaceless || length > 2) return false;
    if (length === 1) return last || words.filter((other) => other.chunk === chunk).length === 1;
    if (!last || words.slice(0, i).every((other) => other.length === 1)) return false;
    let itself = 0, longer = 0;
    for (const [s, weight] of weights) weight === EXACT ? (itself += t.counts[s]) : (longer += t.counts[s]);
    return !itself || longer > itself;
  }

  /* Those that pass the test, or all where none does. */
  function orAll(list, test) {
    const passed = list.filter(test);
    return passed.length ? passed : list;
  }

  /* --- completion ------------------------------------------------------------ */

  /* What the end of the text may become: [{text, label, count}], the text being the whole query. */
  async function offers(text, limit = 6) {
    const match = /(^|\s)(-?)(?:([a-z]+):)?("?)([^\s"]*|(?<=")[^"]*)$/i.exec(text);
    if (!match) return [];
    const [, , minus, operator, , value] = match;
    const field = operator && operator.toLowerCase();
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
      const used = new Set(t.core.kinds);
      t.core.kindNames.forEach((name, kind) => {
        if (used.has(String(kind)) && name.startsWith(value.toLowerCase()) && name !== value.toLowerCase()) found.push(offer(`type:${name} `, `type:${name}`));
      });
    } else if (field === "year") {
      const t = await openTable();
      const years = [...new Set(t.years)].filter(Boolean).map((year) => String(year + 1899)).sort().reverse();
      const [, from, begun] = /^(\d{4}\.\.)?(.*)$/.exec(value);
      const whole = (range) => offer(`year:${range} `, `year:${range}`), open = (year) => offer(`year:${year}..`, `year:${year}..`);
      if (years.includes(value)) found.push(whole(value), open(value));
      else {
        const fitting = years.filter((year) => year.startsWith(begun) && year !== begun && (!from || year >= from));
        found.push(...fitting.map((year) => (from ? whole(from + year) : open(year))));
      }
    } else if ((field === "author" || field === "venue") && value) found.push(...await wordOffers(field, value, offer));
    return found.slice(0, limit);
  }

  /* Words of a field that begin like the value, with how many documents have them there. */
  async function wordOffers(field, value, offer) {
    const t = await openTable();
    const words = sequence(value);
    if (words.length !== 1) return [];
    const stems = mostFrequent(t, startingWith(t, words[0].word), -1, IN_FIELD);
    await fetchPostings(t, stems, false);
    return stems.map((s) => ({ word: t.words[t.first[s]], count: postings(t, s).fields.reduce((sum, bits) => sum + ((bits >> FIELD_NUMBERS[field]) & 1), 0) }))
      .filter(({ word, count }) => count && word !== value.toLowerCase())
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
      .map(({ word, count }) => offer(`${field}:${word} `, `${field}: ${word}`, count));
  }

  /* Names by how they may be typed: {id, title, count, starts: squeezed names and words}. */
  const typed = new WeakMap();
  function typedNames(t, rows) {
    const papers = String(t.core.kindNames.indexOf("paper"));
    if (!typed.has(rows))
      typed.set(rows, rows.map((row) => {
        const [id, title, aliases] = row;
        return {
          id, title, first: squeeze(title), count: membersOf(row).filter((i) => t.core.kinds[i] === papers).length,
          starts: [id, title, ...aliases].flatMap((name) => [squeeze(name), ...chunks(name).map(squeeze)]),
        };
      }));
    return typed.get(rows);
  }

  async function namedOffers(field, value, offer) {
    const start = squeeze(value), t = await openTable();
    return typedNames(t, (await search.load("names"))[field])
      .filter(({ starts }) => starts.some((name) => name.startsWith(start)))
      .sort((a, b) => !a.first.startsWith(start) - !b.first.startsWith(start) || b.count - a.count || (a.id < b.id ? -1 : 1))
      .map(({ id, title, count }) => offer(`${field}:${id} `, `${field}: ${title}`, count));
  }

  readingList.reading = { FIELD_NUMBERS, EXACT, clauses, sequence, expand, understand, orAll, rarity, offers };
})();
