/* The query engine: clauses to documents, documents to an order.
 *
 * Ranking is by whole numbers throughout, so that it is the same everywhere:
 * rarity in thousandths, impacts from 1 to 63, weights in hundredths. A search by
 * brute force in tests/search_oracle.py must come to the same list.
 */
"use strict";

(() => {
  const { readingList } = window;
  const { search } = readingList;
  const { chunks, parts, split, stem, squeeze, isCjk, cut } = readingList.words;
  const { openTable, fingerprint, lowerBound, stemOf } = readingList.index;
  const { fetchPostings, postings, places, titleOf, membersOf, detailsHeld, detailsOf, textOf } = readingList.index;
  const { EXACT, clauses, sequence, expand, understand, orAll, rarity, offers } = readingList.reading;
  const { inFull, withoutLittle } = readingList.reading;

  const OTHER_NAME = 1; // as in generator/search/names.py

  const LEAST_SHARE = [1, 3];
  const ARXIV = new RegExp(
    [
      String.raw`^[\s"'(\[<]*`,
      String.raw`(?:(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html|format)\/`,
      String.raw`|(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.|arxiv[:\s]\s*)?`,
      String.raw`(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})`,
      String.raw`(?:v\d+)?(?:\.pdf)?(?:\/|[?#]\S*)?(?:\s*\[[a-z.-]+\])?[\s"')\]>.,;]*$`,
    ].join(""),
  );

  /** @typedef {{ keep: Uint8Array, asked?: AskedWord[], unknown?: string }} Kept */
  /** @typedef {{ order: number[], scores: ArrayLike<number>, ranks: ArrayLike<number> }} Ranking */
  /** @typedef {Ranking & { asked: AskedWord[], unknown: string[] }} Answer */

  /* --- clauses to documents ------------------------------------------------ */

  /* The best of what a word may stand for in each document, within the fields of `bits`. */
  /** @type {(t: SearchTable, asked: AskedWord, bits: number) => Uint16Array} */
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

  /** @type {(t: SearchTable, test: (document: number) => unknown) => Uint8Array} */
  const flags = (t, test) => Uint8Array.from({ length: t.size }, (_, i) => (test(i) ? 1 : 0));

  /* The years meant, first and last; what is still being typed leaves open what it does
   * not say yet; null when it is no year. */
  /** @type {(value: string, typing: boolean) => [first: number, last: number] | null} */
  function yearRange(value, typing) {
    const text = value.replace(/[–—]/g, "-").replace(/\.\.+/, "..");
    const bound = /^([<>])(=?)(\d{4})$/.exec(text);
    if (bound) {
      const year = Number(bound[3]) + (bound[2] ? 0 : bound[1] === ">" ? 1 : -1);
      return bound[1] === ">" ? [year, 9999] : [0, year];
    }
    if (/^\d{4}$/.test(text)) return [Number(text), Number(text)];
    const range = /^(\d{4})?(?:\.\.|-)(\d{4})?$/.exec(text);
    if (range && (range[1] || range[2])) {
      const from = Number(range[1] || 0);
      const to = Number(range[2] || 9999);
      return [Math.min(from, to), Math.max(from, to)];
    }
    const begun = typing && /^(?:[<>]=?\d{0,3}|(\d{4})?(?:\.|\.\.|-)\d{0,3}|(\d{1,3}))$/.exec(text);
    if (!begun) return null;
    if (begun[2]) return [Number(begun[2].padEnd(4, "0")), Number(begun[2].padEnd(4, "9"))];
    return [begun[1] ? Number(begun[1]) : 0, 9999];
  }

  /** @type {(text: string) => string} */
  const nameKey = (text) => chunks(text).flatMap(parts).map(stem).join("");

  /* The rows of tags or topics that a value means: those so called, else those that begin so. */
  /** @type {(rows: NameRow[], value: string) => NameRow[]} */
  function called(rows, value) {
    const key = nameKey(value);
    const start = squeeze(value);
    /** @type {(test: WordTest) => NameRow[]} */
    const where = (test) => rows.filter(([id, title, aliases]) => [id, title, ...aliases].some(test));
    const exact = where((name) => nameKey(name) === key);
    return exact.length ? exact : where((name) => squeeze(name).startsWith(start));
  }

  /** @type {(t: SearchTable, rows: NameRow[]) => Uint8Array} */
  const inAny = (t, rows) => {
    const found = new Uint8Array(t.size);
    for (const row of rows) for (const document of membersOf(row)) found[document] = 1;
    return found;
  };

  /** @type {(t: SearchTable, clause: Clause) => Promise<Kept>} */
  async function filter(t, clause) {
    const { field, value } = clause;
    if (field === "year") {
      const range = yearRange(value, clause.last);
      if (!range) return { keep: new Uint8Array(t.size), unknown: `year:${value}` };
      return { keep: flags(t, (i) => t.years[i] && t.years[i] >= range[0] && t.years[i] <= range[1]) };
    }
    if (field === "arxiv") return { keep: membersByName(t, `arxiv:${value.toLowerCase().replace(/v\d+$/, "")}`) };
    if (field === "type") {
      const kind = t.core.kindNames.findIndex(
        (name) => name === value.toLowerCase() || `${name}s` === value.toLowerCase(),
      );
      if (kind >= 0) return { keep: flags(t, (i) => Number(t.core.kinds[i]) === kind) };
    }
    const names = await search.load("names");
    return { keep: inAny(t, called(names[field === "topic" ? "topic" : "tag"], value)) };
  }

  /** @type {(t: SearchTable, name: string) => Uint8Array} */
  function membersByName(t, name) {
    const found = new Uint8Array(t.size);
    for (const [document] of t.names.get(fingerprint(name)) || []) found[document] = 1;
    return found;
  }

  /* Documents where the words stand one after the other; `field` -1 is any. */
  /** @type {(t: SearchTable, text: string, field: number) => Promise<Kept>} */
  async function phrase(t, text, field) {
    const words = chunks(text)
      .flatMap(parts)
      .flatMap((part) => (isCjk(part) ? Array.from(part) : [cut(part)]));
    const stems = words.map((word) => stemOf(t, word));
    const keep = new Uint8Array(t.size);
    if (stems.some((s) => s < 0)) return { keep, asked: [] };
    await fetchPostings(t, stems, true);
    const all = stems.map((s) => places(t, s));
    for (const [document, starts] of all[0]) {
      if (!all.every((found) => found.has(document))) continue;
      const rest = all.slice(1).map((found) => new Set(found.get(document)));
      const fits = starts.some(
        (place) =>
          (field < 0 || Math.floor(place / t.core.fieldSpan) === field) &&
          rest.every((set, i) => set.has(place + i + 1)),
      );
      if (fits) keep[document] = 1;
    }
    const asked = [...new Set(stems)].map((s) => ({
      word: t.words[t.first[s]],
      weights: new Map([[s, EXACT]]),
      count: t.counts[s],
      rarity: rarity(t, t.counts[s]),
    }));
    return { keep, asked };
  }

  /** @type {(asked: AskedWord[]) => number[]} */
  const stemsOf = (asked) => asked.flatMap(({ weights }) => [...weights.keys()]);

  /* Words all of which a field must hold. */
  /** @type {(t: SearchTable, clause: Clause, number: number, typing: boolean) => Promise<Kept>} */
  async function inField(t, { quoted, field, value }, number, typing) {
    if (quoted && field !== "author") return phrase(t, value, number);
    if (quoted && !sequence(value).some(({ length }) => length === 1)) {
      const [family, ...given] = value.split(",");
      const found = await phrase(t, [...given, family].join(" "), number);
      if (found.keep.includes(1)) return found;
    }
    const { asked, unknown } = understandEach(t, value, typing);
    await fetchPostings(t, stemsOf(asked), false);
    const scores = asked.map((word) => best(t, word, 1 << number));
    return { keep: flags(t, (i) => !unknown && scores.every((score) => score[i])), asked };
  }

  /** @type {(t: SearchTable, text: string, typing: boolean) => { asked: AskedWord[], unknown: boolean }} */
  function understandEach(t, text, typing) {
    const all = sequence(text);
    const words = orAll(all, ({ length, spaceless }) => spaceless || length > 1);
    const asked = words.map(({ word }, i) => expand(t, word, typing && i === words.length - 1, true));
    return { asked, unknown: asked.some(({ weights }) => !weights.size) };
  }

  /* Documents that hold a word which is not wanted: as it is, in any form. */
  /** @type {(t: SearchTable, value: string) => Promise<Uint8Array>} */
  async function holding(t, value) {
    const keep = new Uint8Array(t.size);
    for (const chunk of chunks(value)) {
      const [, found] = split(chunk);
      const joined = parts(chunk).length > 1 && !parts(chunk).some(isCjk) ? found[0][1] : null;
      const alone = parts(chunk)
        .flatMap((part) => (isCjk(part) ? Array.from(part) : [cut(part)]))
        .map((word) => stemOf(t, word));
      const whole = joined === null ? -1 : stemOf(t, joined);
      await fetchPostings(
        t,
        [...alone, whole].filter((s) => s >= 0),
        false,
      );
      if (whole >= 0) for (const document of postings(t, whole).documents) keep[document] = 1;
      if (alone.every((s) => s >= 0)) {
        const hits = new Uint8Array(t.size);
        alone.forEach((s, i) => {
          for (const document of postings(t, s).documents) if (hits[document] === i) hits[document] += 1;
        });
        hits.forEach((hit, document) => {
          if (hit === alone.length) keep[document] = 1;
        });
      }
    }
    return keep;
  }

  /* The documents of a clause that is not free text. */
  /** @type {(t: SearchTable, clause: Clause) => Promise<Kept>} */
  async function clauseOf(t, clause) {
    const { no, field, value, quoted, last } = clause;
    if (!field) return quoted ? phrase(t, value, -1) : { keep: await holding(t, value) };
    const number = t.core.fields[field];
    return number === undefined ? filter(t, clause) : inField(t, clause, number, last && !no);
  }

  /* --- the query ------------------------------------------------------------ */

  /* Everything that fits: {order: documents, scores, ranks, asked, unknown}. */
  /** @type {(t: SearchTable, text: string) => Promise<Answer>} */
  async function evaluate(t, text) {
    text = text.replace(/[“”„]/g, '"');
    const arxiv = ARXIV.exec(text.trim().toLowerCase());
    if (arxiv) {
      const found = membersByName(t, `arxiv:${arxiv[1]}`);
      return ranked(found, new Float64Array(t.size), new Uint8Array(t.size), [], []);
    }
    const all = clauses(t, text);
    if (!all.length) return ranked([], [], [], [], []);
    const free = all.filter(({ no, field, quoted }) => !no && !field && !quoted);
    const allowed = new Uint8Array(t.size).fill(1);
    const scores = new Float64Array(t.size);
    /** @type {AskedWord[]} */
    const marked = [];
    /** @type {string[]} */
    const strange = [];
    for (const clause of all) {
      if (free.includes(clause)) continue;
      const { keep, asked, unknown } = await clauseOf(t, clause);
      if (unknown) strange.push(unknown);
      keep.forEach((kept, i) => {
        if (!kept === !clause.no) allowed[i] = 0;
      });
      if (clause.no) continue;
      for (const word of asked || []) {
        marked.push(word);
        best(t, word, 0).forEach((value, i) => {
          scores[i] += word.rarity * value;
        });
      }
    }
    const words = free.map(({ value }) => value).join(" ");
    const typing = free.length > 0 && free[free.length - 1].last;
    const { asked, unknown } = understand(t, words, typing);
    await fetchPostings(t, stemsOf(asked), false);
    const ranks = new Uint8Array(t.size);
    const without = all.some(({ no }) => no);
    /** @type {(name: string, entries: boolean) => void} */
    const rank = (name, entries) => {
      for (const [document, value] of t.names.get(fingerprint(name)) || []) {
        if (entries && without && !/(^|\s)-/.test(titleOf(t, document).title)) continue;
        ranks[document] = Math.max(ranks[document], value);
        if (entries) allowed[document] = 1;
      }
    };
    for (const { no, field, value } of all) if (field === "title" && !no && squeeze(value)) rank(squeeze(value), false);
    if (squeeze(words)) rank(squeeze(words), false);
    if (squeeze(text)) rank(squeeze(text), true);
    // what is only named in other words is one of the pages that fit, not the one that is meant
    for (const name of [inFull(t, words), withoutLittle(words)])
      for (const [document] of t.names.get(fingerprint(name)) || [])
        ranks[document] = Math.max(ranks[document], OTHER_NAME);
    const found = weigh(t, asked, scores, allowed, ranks, free.length > 0);
    return ranked(
      found,
      scores,
      ranks,
      [...marked, ...asked],
      [...strange, ...unknown],
      aside(t, [...marked, ...asked]),
    );
  }

  /* The hand-written pages whose title does not hold all that is asked for: they come last. */
  /** @type {(t: SearchTable, asked: AskedWord[]) => Uint8Array} */
  function aside(t, asked) {
    const page = t.core.kindNames.indexOf("page");
    const inTitle = asked.map((word) => best(t, word, 1 << t.core.fields.title));
    return flags(t, (i) => Number(t.core.kinds[i]) === page && !inTitle.every((values) => values[i]));
  }

  /* Adds what the words say to the scores; returns which documents hold enough of them. */
  /**
   * @param {SearchTable} t
   * @param {AskedWord[]} asked
   * @param {Float64Array} scores
   * @param {Uint8Array} allowed
   * @param {Uint8Array} ranks
   * @param {boolean} needed Whether a document must hold some of them.
   */
  function weigh(t, asked, scores, allowed, ranks, needed) {
    const needs = new Float64Array(t.size);
    const wanted = new Set(orAll(asked, ({ slight }) => !slight));
    let total = 0;
    for (const word of asked) {
      const need = wanted.has(word) ? word.rarity : 0;
      total += need;
      const values = best(t, word, 0);
      for (let i = 0; i < t.size; i += 1)
        if (values[i]) {
          scores[i] += word.rarity * values[i];
          needs[i] += need;
        }
    }
    const [part, whole] = LEAST_SHARE;
    return flags(t, (i) => allowed[i] && (ranks[i] || !needed || (needs[i] > 0 && needs[i] * whole >= total * part)));
  }

  /**
   * @param {ArrayLike<number>} found
   * @param {ArrayLike<number>} scores
   * @param {ArrayLike<number>} ranks
   * @param {AskedWord[]} asked
   * @param {string[]} unknown
   * @param {ArrayLike<number>} aside
   */
  function ranked(found, scores, ranks, asked, unknown, aside = []) {
    const order = Array.from(found, (_, i) => i).filter((i) => found[i]);
    /** @type {(i: number) => number} */
    const last = (i) => (ranks[i] ? 0 : aside[i] || 0);
    order.sort((a, b) => ranks[b] - ranks[a] || last(a) - last(b) || scores[b] - scores[a] || a - b);
    return { order, scores, ranks, asked, unknown };
  }

  /* One form of each stem asked for that the document holds. */
  /** @type {(t: SearchTable, asked: AskedWord[], document: number) => string[]} */
  function wordsIn(t, asked, document) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const { weights } of asked)
      for (const s of weights.keys()) {
        const { documents } = postings(t, s);
        const at = lowerBound(documents, document);
        if (documents[at] === document) found.add(t.words[t.first[s]]);
      }
    return [...found];
  }

  /* The names of a document's tags and topics: promise of [[title, alias, …], …]. */
  /** @type {SearchEngine["labelsOf"]} */
  async function labelsOf(number) {
    const names = await search.load("names");
    return [...names.tag, ...names.topic]
      .filter((row) => membersOf(row).includes(number))
      .map(([, title, aliases]) => [title, ...aliases]);
  }

  /* What was found, the best of it with what is known without loading more:
   * {count, unknown, results: [{number, id, path, title, kind, year, score, words}]}. */
  /** @type {SearchEngine["results"]} */
  async function results(text, { limit = 20 } = {}) {
    const t = await openTable();
    const { order, scores, ranks, asked, unknown } = await evaluate(t, text);
    return {
      count: order.length,
      unknown,
      results: order.slice(0, limit).map((number) => ({
        number,
        ...titleOf(t, number),
        kind: t.core.kindNames[Number(t.core.kinds[number])],
        year: t.years[number] || null,
        score: ranks[number] * 1e15 + scores[number],
        words: wordsIn(t, asked, number),
      })),
    };
  }

  /* For other features: Promise of [{id, path, score}], best first. */
  /** @type {SearchEngine["query"]} */
  async function query(text, { limit = 100 } = {}) {
    const t = await openTable();
    const { order, scores, ranks } = await evaluate(t, text);
    return order.slice(0, limit).map((number) => {
      const { id, path } = titleOf(t, number);
      return { id, path, score: ranks[number] * 1e15 + scores[number] };
    });
  }

  search.engine = { results, query, detailsHeld, detailsOf, textOf, labelsOf, offers };
})();
