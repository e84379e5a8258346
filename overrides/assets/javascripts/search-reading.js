/* Reading a query: its clauses, what its words may stand for, how it may go on.
 *
 * The weights here and the ranking in search-engine.js are written down a second
 * time in tests/search_oracle.py, which a test compares them with.
 */
"use strict";

(() => {
  const { readingList } = window;
  const { search } = readingList;
  const { chunks, parts, squeeze, stem, isCjk, almost, cut, LITTLE } = readingList.words;
  const { openTable, lowerBound, startingWith, stemOf, fetchPostings, postings, membersOf } = readingList.index;

  /* With a space after the colon these are words of a title. */
  const NO_SPACE = ["title", "topic", "type", "arxiv"];
  const EXACT = 100;
  const JOINED = 90;
  const ALIKE = 80;
  const PREFIX = 60;
  const TYPO = 40;
  const TYPO_PREFIX = 25;
  const CORRECTIONS = 8;
  const COMPLETIONS = [0, 6, 12, 64]; // of a word of so many letters, or more
  const IN_FIELD = 256; // and where it must stand in one field, in which frequent words may not
  const TYPO_LENGTH = 5;
  const MOST_WORDS = 24;

  /* --- words ---------------------------------------------------------------- */

  /* The most frequent stems of the words, without `except`: at most `limit`. */
  /** @type {(t: SearchTable, indices: Iterable<number>, except: number, limit: number) => number[]} */
  function mostFrequent(t, indices, except, limit) {
    /** @type {Set<number>} */
    const found = new Set();
    for (const i of indices) found.add(t.stems[i]);
    found.delete(except);
    return [...found].sort((a, b) => t.counts[b] - t.counts[a] || a - b).slice(0, limit);
  }

  /** @type {(t: SearchTable, word: string, asPrefix: boolean) => Generator<number>} */
  function* misspelt(t, word, asPrefix) {
    for (let i = 0; i < t.words.length; i += 1) {
      const other = t.words[i];
      if (asPrefix) {
        if (other.length <= word.length) continue;
        if (
          almost(word, other.slice(0, word.length)) ||
          almost(word, other.slice(0, word.length + 1)) ||
          almost(word, other.slice(0, word.length - 1))
        )
          yield i;
      } else if (
        Math.abs(other.length - word.length) <= 1 &&
        Math.max(other.length, word.length) >= TYPO_LENGTH &&
        almost(word, other)
      )
        yield i;
    }
  }

  /* What a word of the query may stand for: {weights: stem → hundredths, rarity}. */
  /** @type {QueryReading["expand"]} */
  function expand(t, word, typing, wide = false) {
    const key = `${typing ? "…" : " "}${wide ? "…" : " "}${word}`;
    const found = t.expanded.get(key) || lookUp(t, word, typing, wide);
    t.expanded.set(key, found);
    return { ...found, weights: new Map(found.weights) };
  }

  /** @type {(t: SearchTable, word: string, typing: boolean, wide: boolean) => AskedWord} */
  function lookUp(t, word, typing, wide) {
    /** @type {Map<number, number>} */
    const weights = new Map();
    /** @type {(stems: number[], weight: number) => void} */
    const add = (stems, weight) => {
      for (const s of stems) if (!weights.has(s)) weights.set(s, weight);
    };
    const exact = stemOf(t, word);
    if (exact >= 0) weights.set(exact, EXACT);
    const long = longWord(t, word);
    if (long) add([stemOf(t, long)], ALIKE);
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

  /** @type {QueryReading["rarity"]} */
  const rarity = (t, count) => Math.floor(1000 * Math.log(1 + (t.size - count + 0.5) / (count + 0.5)) + 0.5);

  /* --- reading a query -------------------------------------------------- */

  /** @type {(t: SearchTable) => string[]} */
  const operators = (t) => ["tag", "topic", ...Object.keys(t.core.fields), "year", "type", "arxiv"];

  /* The query as clauses {no, field, value, quoted, last}; text has no field. */
  /** @type {QueryReading["clauses"]} */
  function clauses(t, text) {
    /** @type {Clause[]} */
    const found = [];
    const known = operators(t);
    const spaced = known.filter((name) => !NO_SPACE.includes(name));
    text = text
      .replace(new RegExp(`(^|\\s)(-?(?:${spaced.join("|")}):)\\s+(?=\\S)`, "gi"), "$1$2")
      .replace(/(^|\s)\u2212(?=\S)/g, "$1-");
    const pattern = /(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|(\S+))/gi;
    for (const match of text.matchAll(pattern)) {
      const [whole, minus, name, quote, closed, plain] = match;
      const last = match.index + whole.length === text.length;
      const field = name?.toLowerCase();
      const quoted = quote !== undefined && closed === '"';
      const value = quote ?? plain;
      const clause =
        field && !known.includes(field)
          ? { no: false, field: undefined, value: quote === undefined ? whole : `${field} ${quote}`, quoted: false }
          : { no: minus === "-", field, value, quoted };
      const begun = last && quote === undefined && known.some((one) => `${one}:` === clause.value.toLowerCase());
      if (!begun && chunks(clause.value).length) found.push({ ...clause, last: last && !clause.quoted });
    }
    return found;
  }

  /* The words of a text in order, each with its letters and the number of its chunk. */
  /** @type {QueryReading["sequence"]} */
  function sequence(text) {
    /** @type {SequenceWord[]} */
    const found = [];
    chunks(text).forEach((chunk, number) => {
      for (const part of parts(chunk)) {
        const chars = Array.from(part);
        /** @type {(word: string, spaceless: boolean) => number} */
        const add = (word, spaceless) =>
          found.push({ word, length: Array.from(word).length, chunk: number, spaceless });
        if (!isCjk(part)) add(cut(part), false);
        else if (chars.length === 1) add(part, true);
        else for (let i = 0; i + 1 < chars.length; i += 1) add(chars[i] + chars[i + 1], true);
      }
    });
    return found.slice(0, MOST_WORDS);
  }

  /* Words to what they may stand for, compounds and neighbours also joined. */
  /** @type {QueryReading["understand"]} */
  function understand(t, text, typing) {
    const words = sequence(text);
    // the first letter of one more word says too little to look for all that begin so
    /** @type {(i: number) => boolean} */
    const completed = (i) =>
      typing &&
      i === words.length - 1 &&
      (words[i].length > 1 || words.slice(0, i).every(({ length }) => length === 1));
    const asked = words.map(({ word }, i) => {
      const found = expand(t, word, completed(i));
      return { ...found, slight: isSlight(t, words, i, typing, found) };
    });
    /** @type {(from: number, to: number, least: number) => void} */
    const join = (from, to, least) => {
      const whole = words
        .slice(from, to)
        .map(({ word }) => word)
        .join("");
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
      if (
        (from === 0 || words[from - 1].chunk !== words[from].chunk) &&
        to - from > 1 &&
        !words.slice(from, to).some((w) => w.spaceless)
      )
        join(from, to, 1);
    }
    for (let i = 0; i + 1 < words.length; i += 1)
      for (const [length, least] of [
        [2, 4],
        [3, 6],
      ])
        if (i + length <= words.length && !words.slice(i, i + length).some((w) => w.spaceless))
          join(i, i + length, least);
    const known = withAlike(t, words, asked).filter(({ weights }) => weights.size);
    const firm = orAll(known, ({ slight }) => !slight);
    const weighty = firm.filter(({ word }) => !LITTLE.has(word));
    const chosen = orAll(weighty.length ? weighty : firm, ({ count }) => 2 * count <= t.size);
    return {
      asked: known.filter((one) => one.slight || chosen.includes(one)),
      unknown: asked.filter(({ weights }) => !weights.size).map(({ word }) => word),
    };
  }

  const MOST_ALIKE = 6; // words of a name that has a short form

  /* The long form of a name in one word, and short forms of words in a row: what they stand for. */
  /** @type {QueryReading["longForm"]} */
  function longForm(t, word) {
    const long = Object.hasOwn(t.core.alike, word) ? t.core.alike[word].split(" ") : [];
    return long.every((one) => stemOf(t, one) >= 0) ? long : [];
  }

  /* The word that a short form of it stands for, or nothing. */
  /** @type {(t: SearchTable, word: string) => string} */
  function longWord(t, word) {
    const long = Object.hasOwn(t.core.short, stem(word)) ? t.core.short[stem(word)] : "";
    return stemOf(t, long) >= 0 ? long : "";
  }

  /* The words asked for, where a short form also stands for its words, and they for it. */
  /** @type {(t: SearchTable, words: SequenceWord[], asked: AskedWord[]) => AskedWord[]} */
  function withAlike(t, words, asked) {
    /** @type {AskedWord[][]} */
    const after = asked.map(() => []);
    /** @type {(one: AskedWord, s: number) => void} */
    const add = (one, s) => {
      if (!one.weights.size) Object.assign(one, { count: t.counts[s], rarity: rarity(t, t.counts[s]) });
      one.weights.set(s, Math.max(ALIKE, one.weights.get(s) || 0));
    };
    for (let from = 0; from < words.length; from += 1)
      for (let to = from + 1; to <= Math.min(words.length, from + MOST_ALIKE); to += 1) {
        const run = words.slice(from, to).map(({ word }) => word);
        const long = longForm(t, run.join(""));
        long.forEach((word, i) => {
          const s = stemOf(t, word);
          if (i < run.length) add(asked[from + i], s);
          else {
            const weights = new Map([[s, ALIKE]]);
            after[to - 1].push({ word, weights, count: t.counts[s], rarity: rarity(t, t.counts[s]), slight: true });
          }
        });
        const short = run.length > 1 ? shortForms(t).get(run.map((word) => stemOf(t, word)).join(" ")) : undefined;
        if (short !== undefined) for (let i = from; i < to; i += 1) add(asked[i], short);
      }
    return asked.flatMap((one, i) => [one, ...after[i]]);
  }

  /* By the stems of a name in several words, the stem of the short form. */
  /** @type {WeakMap<SearchTable, Map<string, number>>} */
  const shortened = new WeakMap();
  /** @type {(t: SearchTable) => Map<string, number>} */
  function shortForms(t) {
    let forms = shortened.get(t);
    if (!forms) {
      forms = new Map();
      for (const short of Object.keys(t.core.alike)) {
        const found = stemOf(t, short);
        const stems = longForm(t, short).map((word) => stemOf(t, word));
        if (found >= 0 && stems.length && !forms.has(stems.join(" "))) forms.set(stems.join(" "), found);
      }
      shortened.set(t, forms);
    }
    return forms;
  }

  /* The text with each short form in full, squeezed; empty when it has none. */
  /** @type {QueryReading["inFull"]} */
  function inFull(t, text) {
    const words = sequence(text).map(({ word }) => word);
    const long = words.flatMap((word) => {
      const parts = longForm(t, word);
      return parts.length ? parts : [longWord(t, word) || word];
    });
    return long.join() === words.join() ? "" : long.join("");
  }

  /* The text without words that say nothing beside others, squeezed. */
  /** @type {QueryReading["withoutLittle"]} */
  const withoutLittle = (text) =>
    sequence(text)
      .map(({ word }) => word)
      .filter((word) => !LITTLE.has(word))
      .join("");

  /* Whether the word says too little to be asked for in every result: an initial, or
   * the first letters of what is still being typed, unless they are a word of their own. */
  /** @type {(t: SearchTable, words: SequenceWord[], i: number, typing: boolean, asked: AskedWord) => boolean} */
  function isSlight(t, words, i, typing, { weights }) {
    const { length, chunk, spaceless } = words[i];
    const last = typing && i === words.length - 1;
    if (words.length < 2 || spaceless || length > 2) return false;
    if (length === 1) return last || words.filter((other) => other.chunk === chunk).length === 1;
    if (!last || words.slice(0, i).every((other) => other.length === 1)) return false;
    let itself = 0;
    let longer = 0;
    for (const [s, weight] of weights) {
      if (weight === EXACT) itself += t.counts[s];
      else longer += t.counts[s];
    }
    return !itself || longer > itself;
  }

  /* Those that pass the test, or all where none does. */
  /** @type {QueryReading["orAll"]} */
  function orAll(list, test) {
    const passed = list.filter(test);
    return passed.length ? passed : list;
  }

  /* --- completion ------------------------------------------------------------ */

  /** @typedef {(completion: string, label: string, count?: number) => Offer} MakeOffer */

  /* What the end of the text may become: [{text, label, count}], the text being the whole query. */
  /** @type {QueryReading["offers"]} */
  async function offers(text, limit = 6) {
    const match = /(^|\s)(-?)(?:([a-z]+):)?("?)([^\s"]*|(?<=")[^"]*)$/i.exec(text);
    if (!match) return [];
    const [, space, minus, operator, , value] = match;
    const head = text.slice(0, match.index + space.length) + minus;
    /** @type {MakeOffer} */
    const offer = (completion, label, count) => ({ text: head + completion, label, count });
    const t = await openTable();
    const found = operator
      ? await valueOffers(t, operator.toLowerCase(), value, offer)
      : await beginningOffers(t, value, Boolean(minus), offer);
    return found.slice(0, limit);
  }

  /** @type {(t: SearchTable, field: string, value: string, offer: MakeOffer) => Promise<Offer[]> | Offer[]} */
  function valueOffers(t, field, value, offer) {
    if (field === "tag" || field === "topic") return namedOffers(t, field, value, offer);
    if (field === "type") return typeOffers(t, value.toLowerCase(), offer);
    if (field === "year") return yearOffers(t, value, offer);
    return value && field !== "title" && field in t.core.fields ? wordOffers(t, field, value, offer) : [];
  }

  /* Operators that begin so, and where it is not left out, tags and topics. */
  /** @type {(t: SearchTable, value: string, no: boolean, offer: MakeOffer) => Promise<Offer[]>} */
  async function beginningOffers(t, value, no, offer) {
    const typed = value.toLowerCase();
    if (!typed) return [];
    const begun = operators(t).filter((name) => name.startsWith(typed));
    const found = begun.map((name) => offer(`${name}:`, `${name}:`));
    if (no || typed.length <= 2) return found;
    const tags = await namedOffers(t, "tag", value, offer);
    const topics = await namedOffers(t, "topic", value, offer);
    return [...found, ...tags.slice(0, 3), ...topics.slice(0, 2)];
  }

  /** @type {(t: SearchTable, typed: string, offer: MakeOffer) => Offer[]} */
  function typeOffers(t, typed, offer) {
    const used = new Set(t.core.kinds);
    return t.core.kindNames
      .filter((name, kind) => used.has(String(kind)) && name.startsWith(typed) && name !== typed)
      .map((name) => offer(`type:${name} `, `type:${name}`));
  }

  /** @type {(t: SearchTable, value: string, offer: MakeOffer) => Offer[]} */
  function yearOffers(t, value, offer) {
    const years = [...new Set(t.years)].filter(Boolean).map(String).sort().reverse();
    const [from, begun] = /^\d{4}\.\./.test(value) ? [value.slice(0, 6), value.slice(6)] : ["", value];
    /** @type {(range: string) => Offer} */
    const whole = (range) => offer(`year:${range} `, `year:${range}`);
    /** @type {(year: string) => Offer} */
    const open = (year) => offer(`year:${year}..`, `year:${year}..`);
    if (years.includes(value)) return [whole(value), open(value)];
    const fitting = years.filter((year) => year.startsWith(begun) && year !== begun && year >= from);
    return fitting.map((year) => (from ? whole(from + year) : open(year)));
  }

  /* Words of a field that begin like the value, with how many documents have them there. */
  /** @type {(t: SearchTable, field: string, value: string, offer: MakeOffer) => Promise<Offer[]>} */
  async function wordOffers(t, field, value, offer) {
    const words = sequence(value);
    if (words.length !== 1) return [];
    const number = t.core.fields[field];
    const stems = mostFrequent(t, startingWith(t, words[0].word), -1, IN_FIELD);
    await fetchPostings(t, stems, false);
    return stems
      .map((s) => ({
        word: t.words[t.first[s]],
        count: postings(t, s).fields.reduce((sum, bits) => sum + ((bits >> number) & 1), 0),
      }))
      .filter(({ word, count }) => count && word !== value.toLowerCase())
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
      .map(({ word, count }) => offer(`${field}:${word} `, `${field}: ${word}`, count));
  }

  /** @typedef {{ id: string, title: string, first: string, count: number, starts: string[] }} TypedName */

  /* Names by how they may be typed, `starts` being the squeezed names and words. */
  /** @type {WeakMap<NameRow[], TypedName[]>} */
  const typed = new WeakMap();
  /** @type {(t: SearchTable, rows: NameRow[]) => TypedName[]} */
  function typedNames(t, rows) {
    const known = typed.get(rows);
    if (known) return known;
    const papers = String(t.core.kindNames.indexOf("paper"));
    const names = rows.map((row) => {
      const [id, title, aliases] = row;
      return {
        id,
        title,
        first: squeeze(title),
        count: membersOf(row).filter((i) => t.core.kinds[i] === papers).length,
        starts: [id, title, ...aliases].flatMap((name) => [squeeze(name), ...chunks(name).map(squeeze)]),
      };
    });
    typed.set(rows, names);
    return names;
  }

  /** @type {(t: SearchTable, field: "tag" | "topic", value: string, offer: MakeOffer) => Promise<Offer[]>} */
  async function namedOffers(t, field, value, offer) {
    const start = squeeze(value);
    const names = await search.load("names");
    return (
      typedNames(t, names[field])
        .filter(({ starts }) => starts.some((name) => name.startsWith(start)))
        .sort(
          (a, b) =>
            Number(b.first.startsWith(start)) - Number(a.first.startsWith(start)) ||
            b.count - a.count ||
            (a.id < b.id ? -1 : 1),
        )
        // a topic's papers are counted apart elsewhere, by whether it is their main one
        .map(({ id, title, count }) =>
          offer(`${field}:${id} `, `${field}: ${title}`, field === "topic" ? undefined : count),
        )
    );
  }

  readingList.reading = {
    EXACT,
    clauses,
    sequence,
    expand,
    understand,
    orAll,
    rarity,
    offers,
    inFull,
    longForm,
    withoutLittle,
  };
})();
