/* The query engine: clauses to documents, documents to an order.
 *
 * Ranking is by whole numbers throughout, so that it is the same everywhere:
 * rarity in thousandths, impacts from 1 to 63, weights in hundredths. A search by
 * brute force in tests/search_oracle.py must come to the same list.
 */
"use strict";

(() => {
  const readingList = (window.readingList = window.readingList || {});
  const { search } = readingList;
  const { chunks, parts, split, stem, squeeze, isCjk, cut } = readingList.words;
  const { openTable, fingerprint, lowerBound, stemOf } = readingList.index;
  const { fetchPostings, postings, places, titleOf, membersOf, detailsHeld, detailsOf, textOf } = readingList.index;
  const { FIELD_NUMBERS, EXACT, clauses, sequence, expand, understand, orAll, rarity, offers } = readingList.reading;

  const FIELD_SPAN = 1 << 14;
  const LEAST_SHARE = [2, 5];
  const ARXIV_PLACE = /(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html|format)\/|(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.|arxiv[:\s]\s*/;
  const ARXIV = new RegExp(String.raw`^[\s"'(\[<]*(?:${ARXIV_PLACE.source})?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?(?:\/|[?#]\S*)?(?:\s*\[[a-z.-]+\])?[\s"')\]>.,;]*$`);

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

  /* The years meant, first and last; what is still being typed leaves open what it does
   * not say yet; null when it is no year. */
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
      const from = Number(range[1] || 0), to = Number(range[2] || 9999);
      return [Math.min(from, to), Math.max(from, to)];
    }
    const begun = typing && /^(?:[<>]=?\d{0,3}|(\d{4})?(?:\.|\.\.|-)\d{0,3}|(\d{1,3}))$/.exec(text);
    if (!begun) return null;
    if (begun[2]) return [Number(begun[2].padEnd(4, "0")), Number(begun[2].padEnd(4, "9"))];
    return [begun[1] ? Number(begun[1]) : 0, 9999];
  }

  const nameKey = (text) => chunks(text).flatMap(parts).map(stem).join("");

  /* The rows of tags or topics that a value means: those so called, else those that begin so. */
  function called(rows, value) {
    const key = nameKey(value), start = squeeze(value);
    const exact = rows.filter(([id, title, aliases]) => [id, title, ...aliases].some((name) => nameKey(name) === key));
    return exact.length ? exact : rows.filter(([id, title, aliases]) => [id, title, ...aliases].some((name) => squeeze(name).startsWith(start)));
  }

  const inAny = (t, rows) => {
    const found = new Uint8Array(t.size);
    for (const row of rows) for (const document of membersOf(row)) found[document] = 1;
    return found;
  };

  async function filter(t, clause) {
    const { field, value } = clause;
    if (field === "year") {
      const range = yearRange(value, clause.last);
      if (!range) return { keep: new Uint8Array(t.size), unknown: `year:${value}` };
      return { keep: flags(t, (i) => t.years[i] && t.years[i] + 1899 >= range[0] && t.years[i] + 1899 <= range[1]) };
    }
    if (field === "arxiv") return { keep: membersByName(t, `arxiv:${value.toLowerCase().replace(/v\d+$/, "")}`) };
    if (field === "type") {
      const kind = t.core.kindNames.findIndex((name) => name === value.toLowerCase() || name + "s" === value.toLowerCase());
      if (kind >= 0) return { keep: flags(t, (i) => Number(t.core.kinds[i]) === kind) };
    }
    const names = await search.load("names");
    return { keep: inAny(t, called(names[field === "topic" ? "topic" : "tag"], value)) };
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

  /* Words all of which a field must hold. */
  async function inField(t, clause, typing) {
    const { quoted, field, value } = clause;
    if (quoted && field !== "author") return phrase(t, value, FIELD_NUMBERS[field]);
    if (quoted && !sequence(value).some(({ length }) => length === 1)) {
      const [family, ...given] = value.split(",");
      const found = await phrase(t, [...given, family].join(" "), FIELD_NUMBERS[field]);
      if (found.keep.includes(1)) return found;
    }
    const { asked, unknown } = understandEach(t, clause.value, typing);
    await fetchPostings(t, asked.flatMap(({ weights }) => [...weights.keys()]), false);
    const scores = asked.map((word) => best(t, word, 1 << FIELD_NUMBERS[clause.field]));
    return { keep: flags(t, (i) => !unknown && scores.every((score) => score[i])), asked };
  }

  function understandEach(t, text, typing) {
    const all = sequence(text);
    const words = orAll(all, ({ length, spaceless }) => spaceless || length > 1);
    const asked = words.map(({ word }, i) => expand(t, word, typing && i === words.length - 1, true));
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
    if (!all.length) return ranked(t, [], [], [], [], []);
    const free = all.filter(({ no, field, quoted }) => !no && !field && !quoted);
    const allowed = new Uint8Array(t.size).fill(1);
    const scores = new Float64Array(t.size);
    const marked = [], strange = [];
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
      else if (clause.field in FIELD_NUMBERS) result = await inField(t, clause, clause.last && !clause.no);
      else result = await filter(t, clause);
      if (result.unknown) strange.push(result.unknown);
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
        if (entries && without && !/(^|\s)-/.test(titleOf(t, document).title)) continue;
        ranks[document] = Math.max(ranks[document], value);
        if (entries) allowed[document] = 1;
      }
    };
    const without = all.some(({ no }) => no);
    for (const { no, field, value } of all) if (field === "title" && !no && squeeze(value)) rank(squeeze(value), false);
    if (squeeze(words)) rank(squeeze(words), false);
    if (squeeze(text)) rank(squeeze(text), true);
    const found = weigh(t, asked, scores, allowed, ranks, free.length > 0);
    return ranked(t, found, scores, ranks, [...marked, ...asked], [...strange, ...unknown]);
  }

  /* Adds what the words say to the scores; returns which documents hold enough of them. */
  function weigh(t, asked, scores, allowed, ranks, needed) {
    const matched = new Float64Array(t.size), needs = new Float64Array(t.size);
    const wanted = new Set(orAll(asked, ({ slight }) => !slight));
    let total = 0;
    for (const word of asked) {
      const need = wanted.has(word) ? word.rarity : 0;
      total += need;
      const values = best(t, word, 0);
      for (let i = 0; i < t.size; i += 1)
        if (values[i]) {
          scores[i] += word.rarity * values[i];
          matched[i] += word.rarity;
          needs[i] += need;
        }
    }
    const [part, whole] = LEAST_SHARE;
    return flags(t, (i) => {
      if (needed) scores[i] *= matched[i];
      return allowed[i] && (ranks[i] || !needed || (needs[i] > 0 && needs[i] * whole >= total * part));
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

  /* The names of a document's tags and topics: promise of [[title, alias, …], …]. */
  async function labelsOf(number) {
    const names = await search.load("names");
    return [...names.tag, ...names.topic].filter((row) => membersOf(row).includes(number)).map(([, title, aliases]) => [title, ...aliases]);
  }

  /* What was found, the best of it with what is known without loading more:
   * {count, unknown, results: [{number, id, path, title, kind, year, score, words}]}. */
  async function results(text, { limit = 20 } = {}) {
    const t = await openTable();
    const { order, scores, ranks, asked, unknown } = await evaluate(t, text);
    return {
      count: order.length, unknown,
      results: order.slice(0, limit).map((number) => ({
        number, ...titleOf(t, number),
        kind: t.core.kindNames[Number(t.core.kinds[number])],
        year: t.years[number] ? t.years[number] + 1899 : null,
        score: ranks[number] * 1e15 + scores[number],
        words: wordsIn(t, asked, number),
      })),
    };
  }

  /* For other features: Promise of [{id, path, score}], best first. */
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
