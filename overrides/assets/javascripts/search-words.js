/* Text to words, the same in Python and in the browser.
 *
 * The other half is generator/search/tokens.py, which says what the rules are for and
 * writes its tables to assets/search/words.js; a test compares both on every word of the content.
 */
"use strict";

(() => {
  const { readingList } = window;
  const tables = readingList.wordTables;
  const { maxWord, maxJoinedParts, cjk, joiners, vowels } = tables;

  const LITTLE = new Set(tables.little);
  const LETTERS = "[\\p{L}\\p{N}]+";
  const MARKED_LETTERS = "[\\p{L}\\p{N}\\p{M}]+";
  const CHUNK = new RegExp(`${LETTERS}(?:[${joiners}]${LETTERS})*`, "gu");
  const PART = new RegExp(LETTERS, "gu");
  const PIECE = new RegExp(`${MARKED_LETTERS}(?:[${joiners}]${MARKED_LETTERS})*`, "gu");
  const PIECE_PART = new RegExp(MARKED_LETTERS, "gu");
  const CJK_RUNS = new RegExp(`[${cjk}]+|[^${cjk}]+`, "gu");
  const IS_CJK = new RegExp(`^[${cjk}]`, "u");
  const MARK = /^\p{Mn}$/u;
  const ASCII = /^\p{ASCII}*$/u;
  const VOWEL = new RegExp(`[${vowels}]`);
  const DOUBLE = new RegExp(`([${tables.doubled}])\\1$`);
  const RULES = new Map(tables.endings.map(([ending, to, before]) => [ending, { to, before }]));
  const VERBAL = new Set(tables.verbal);
  const LONGEST = Math.max(...tables.endings.map(([ending]) => ending.length));
  const SPELLINGS = tables.spellings.map(([pattern, to]) => ({ pattern: new RegExp(pattern, "g"), to }));
  const ANY_SPELLING = new RegExp(tables.spellings.map(([pattern]) => pattern).join("|"));
  const folds = new Map(Object.entries(tables.folds));
  const greekNames = new Map(Object.entries(tables.greekNames));
  const greekLooks = new Map(Object.entries(tables.greekLooks));
  const exceptions = new Map(Object.entries(tables.exceptions));

  /** @type {Map<string, string>} */
  const folded = new Map();
  /** @type {(char: string) => string} */
  function fold(char) {
    let result = folded.get(char);
    if (result === undefined) {
      result = char;
      if (char < "\uac00" || char > "\ud7a3" || char.length > 1) {
        result = "";
        for (const c of char.normalize("NFKD").toLowerCase().normalize("NFKD"))
          if (!MARK.test(c)) result += folds.get(c) ?? c;
      }
      folded.set(char, result);
    }
    return result;
  }

  /** @type {Words["normalise"]} */
  function normalise(text) {
    if (ASCII.test(text)) return text.toLowerCase();
    let result = "";
    for (const char of text.normalize("NFC")) result += fold(char);
    return result;
  }

  /** @type {(part: string) => string} */
  function latin(part) {
    if (!/[α-ω]/.test(part)) return part;
    const name = greekNames.get(part);
    if (name !== undefined) return name;
    if (!/[a-z0-9]/.test(part)) return part;
    return Array.from(part, (c) => greekLooks.get(c) ?? c).join("");
  }

  /** @type {Words["squeeze"]} */
  const squeeze = (text) => (normalise(text).match(PART) || []).map(latin).join("");
  /** @type {Words["chunks"]} */
  const chunks = (text) => normalise(text).match(CHUNK) || [];
  /** @type {Words["isCjk"]} */
  const isCjk = (part) => IS_CJK.test(part);
  /** @type {Words["cut"]} */
  const cut = (word) => (word.length <= maxWord ? word : Array.from(word).slice(0, maxWord).join(""));

  /** @type {Words["parts"]} */
  function parts(chunk) {
    return (chunk.match(PART) || []).flatMap((part) => part.match(CJK_RUNS) || []).map(latin);
  }

  /* The positions that a chunk takes, and its words with their offsets. */
  /** @type {Words["split"]} */
  function split(chunk) {
    const pieces = parts(chunk);
    /** @type {[offset: number, word: string][]} */
    const found = [];
    let position = 0;
    if (pieces.length > 1 && pieces.length <= maxJoinedParts && !pieces.some(isCjk))
      found.push([0, cut(pieces.join(""))]);
    for (const part of pieces) {
      if (isCjk(part)) {
        const chars = Array.from(part);
        chars.forEach((char, i) => {
          found.push([position, char]);
          if (i + 1 < chars.length) found.push([position, char + chars[i + 1]]);
          position += 1;
        });
      } else {
        found.push([position, cut(part)]);
        position += 1;
      }
    }
    return [position, found];
  }

  /** @type {(word: string) => string} */
  function withoutEnding(word) {
    for (let length = Math.min(LONGEST, word.length - 1); length > 0; length -= 1) {
      const ending = word.slice(-length);
      const rule = RULES.get(ending);
      if (!rule) continue;
      const head = word.slice(0, -length);
      const fits = head.length >= rule.before && (VOWEL.test(head) || !VERBAL.has(ending));
      if (fits) return head + rule.to;
    }
    return word;
  }

  /** @type {(head: string) => string} */
  function single(head) {
    if (head.length > 3 && head.endsWith("e")) head = head.slice(0, -1);
    return head.length > 3 ? head.replace(DOUBLE, "$1") : head;
  }

  /** @type {Words["stem"]} */
  function stem(word) {
    const exception = exceptions.get(word);
    if (exception !== undefined) return exception;
    if (!/^[a-z]+$/.test(word)) return word;
    if (word.length === 3 && word[2] === "s" && !VOWEL.test(word)) return word.slice(0, 2);
    if (word.length < 4) return word;
    if (ANY_SPELLING.test(word)) for (const { pattern, to } of SPELLINGS) word = word.replace(pattern, to);
    return single(withoutEnding(word));
  }

  /* Whether two words are equal but for one letter too many, missing, wrong, or
   * one pair in the wrong order (Damerau's four errors). */
  /** @type {Words["almost"]} */
  function almost(a, b) {
    if (a.length > b.length) [a, b] = [b, a];
    if (b.length - a.length > 1) return false;
    let i = 0;
    while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
    if (i === a.length) return true;
    if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }

  /* The text as runs [text, marked], where `wanted` says of a word whether to mark it. */
  /** @type {Words["marked"]} */
  function marked(text, wanted) {
    /** @type {[run: string, marked: boolean][]} */
    const runs = [];
    /** @type {(piece: string, mark: boolean) => void} */
    const add = (piece, mark) => {
      if (!piece) return;
      const last = runs[runs.length - 1];
      if (last && last[1] === mark) last[0] += piece;
      else runs.push([piece, mark]);
    };
    let end = 0;
    for (const match of text.matchAll(PIECE)) {
      add(text.slice(end, match.index), false);
      end = match.index + match[0].length;
      markPiece(match[0], wanted, add);
    }
    add(text.slice(end), false);
    return runs;
  }

  /** @type {(piece: string, wanted: WordTest, add: (piece: string, mark: boolean) => void) => void} */
  function markPiece(piece, wanted, add) {
    const own = parts(normalise(piece));
    if (own.length > 1 && own.length <= maxJoinedParts && !own.some(isCjk) && wanted(cut(own.join(""))))
      return add(piece, true);
    let end = 0;
    for (const match of piece.matchAll(PIECE_PART)) {
      add(piece.slice(end, match.index), false);
      end = match.index + match[0].length;
      for (const run of match[0].match(CJK_RUNS) || []) {
        if (!isCjk(run)) {
          const word = parts(normalise(run)).join("");
          add(run, wanted(cut(word)));
          continue;
        }
        const chars = Array.from(run);
        const bare = chars.map((c) => normalise(c));
        const hit = chars.map((_, i) => wanted(bare[i]));
        for (let i = 0; i + 1 < chars.length; i += 1) {
          if (!wanted(bare[i] + bare[i + 1])) continue;
          hit[i] = true;
          hit[i + 1] = true;
        }
        for (const [i, c] of chars.entries()) add(c, hit[i]);
      }
    }
    add(piece.slice(end), false);
  }

  readingList.words = {
    normalise,
    squeeze,
    chunks,
    parts,
    split,
    stem,
    isCjk,
    almost,
    marked,
    cut,
    LITTLE,
  };
})();
