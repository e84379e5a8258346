/* Text to words, the same in Python and in the browser.
 *
 * The other half is generator/text/tokens.py, which says what the rules are
 * for; a test compares both on every word of the content.
 */
"use strict";

(() => {
  const readingList = (window.readingList = window.readingList || {});

  const MAX_WORD = 40;
  const MAX_JOINED_PARTS = 4;

  const FOLDS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
    "ς": "σ",
  };
  const GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega",
  };
  const GREEK_LOOKS = {
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "n", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "v", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "u", "φ": "f", "χ": "x", "ψ": "ps", "ω": "w",
  };
  const SPELLINGS = [
    ["parametri[sz]", "parameteriz"], ["behaviour", "behavior"], ["neighbour", "neighbor"],
    ["colour", "color"], ["favour", "favor"], ["labour", "labor"], ["centred", "centered"],
    ["centre", "center"], ["fibre", "fiber"], ["catalogue", "catalog"], ["analogue", "analog"],
    ["artefact", "artifact"], ["defence", "defense"], ["judgement", "judgment"],
    ["grey", "gray"], ["learnt", "learned"], ["matrices", "matrix"], ["vertices", "vertex"],
    ["indices", "index"], ["hypotheses", "hypothesis"],
  ];
  const ENDINGS = [
    ["isations", "iz", 3], ["izations", "iz", 3], ["isation", "iz", 3], ["ization", "iz", 3],
    ["isers", "iz", 3], ["izers", "iz", 3], ["iser", "iz", 3], ["izer", "iz", 3],
    ["ising", "iz", 3], ["izing", "iz", 3], ["ised", "iz", 3], ["ized", "iz", 3],
    ["ises", "iz", 3], ["izes", "iz", 3], ["ise", "iz", 3], ["ize", "iz", 3],
    ["ysing", "ys", 3], ["yzing", "ys", 3], ["ysed", "ys", 3], ["yzed", "ys", 3],
    ["yses", "ys", 3], ["yzes", "ys", 3], ["ysis", "ys", 3], ["yse", "ys", 3], ["yze", "ys", 3],
    ["ations", "at", 4], ["ation", "at", 4], ["ating", "at", 4], ["ated", "at", 4],
    ["ates", "at", 4], ["ate", "at", 4], ["tionally", "t", 3], ["tional", "t", 3],
    ["tions", "t", 3], ["tion", "t", 3], ["sions", "s", 3], ["sion", "s", 3],
    ["nesses", "", 4], ["ness", "", 4], ["ities", "", 4], ["ity", "", 4], ["lies", "", 4], ["ly", "", 4], ["eeds", "eed", 1], ["eed", "eed", 1],
    ["sses", "ss", 1], ["ied", "y", 2], ["ies", "y", 2], ["ings", "", 3], ["ing", "", 3],
    ["ed", "", 3], ["ches", "ch", 2], ["shes", "sh", 2], ["xes", "x", 2], ["ses", "s", 2],
    ["es", "", 3], ["ss", "ss", 1], ["us", "us", 1], ["is", "is", 1], ["s", "", 3], ["e", "", 3],
  ];
  const EXCEPTIONS = {
    use: "use", used: "use", uses: "use", using: "use",
  };
  for (const word of [
    "alias", "always", "atlas", "bias", "canvas", "embed", "lens", "news", "pancreas", "series",
    "species", "whereas",
  ]) EXCEPTIONS[word] = word;
  for (const word of [
    "api", "cpu", "elu", "gelu", "gpu", "gru", "leakyrelu", "mlu", "npu", "prelu", "relu", "selu",
    "silu", "tau", "tpu",
  ]) EXCEPTIONS[word + "s"] = word;

  const LITTLE = new Set((
    "a an and are as at be been but by can could did do does for from get had has have how i if " +
    "in into is it its me my not of on or our shall should so than that the their them then " +
    "there these they this those to was we were what when where which while who why will with " +
    "would you your "
  ).trim().split(" "));

  const CJK = "\\u3005-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const CHUNK = /[\p{L}\p{N}]+(?:[-\u2010-\u2013\u2212_'’^·⋅][\p{L}\p{N}]+)*/gu;
  const PART = /[\p{L}\p{N}]+/gu;
  const CJK_RUNS = new RegExp(`[${CJK}]+|[^${CJK}]+`, "gu");
  const IS_CJK = new RegExp(`^[${CJK}]`, "u");
  const MARK = /^\p{Mn}$/u;
  const VERBAL = new Set(["ing", "ings", "ed"]);
  const RULES = new Map(ENDINGS.map(([ending, to, before]) => [ending, [to, before, VERBAL.has(ending)]]));
  const LONGEST = Math.max(...ENDINGS.map(([ending]) => ending.length));
  const SPELLING_RULES = SPELLINGS.map(([pattern, to]) => [new RegExp(pattern, "g"), to]);
  const ANY_SPELLING = new RegExp(SPELLINGS.map(([pattern]) => pattern).join("|"));
  const own = (table, key) => Object.prototype.hasOwnProperty.call(table, key);

  const folded = new Map();
  function fold(char) {
    let result = folded.get(char);
    if (result === undefined) {
      result = char;
      if (char < "\uac00" || char > "\ud7a3" || char.length > 1) {
        result = "";
        for (const c of char.normalize("NFKD").toLowerCase().normalize("NFKD"))
          if (!MARK.test(c)) result += own(FOLDS, c) ? FOLDS[c] : c;
      }
      folded.set(char, result);
    }
    return result;
  }

  function normalise(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    let result = "";
    for (const char of text.normalize("NFC")) result += fold(char);
    return result;
  }

  function latin(part) {
    if (!/[α-ω]/.test(part)) return part;
    if (own(GREEK_NAMES, part)) return GREEK_NAMES[part];
    if (!/[a-z0-9]/.test(part)) return part;
    return Array.from(part, (c) => (own(GREEK_LOOKS, c) ? GREEK_LOOKS[c] : c)).join("");
  }

  const squeeze = (text) => (normalise(text).match(PART) || []).map(latin).join("");
  const chunks = (text) => normalise(text).match(CHUNK) || [];
  const isCjk = (part) => IS_CJK.test(part);
  const cut = (word) => (word.length <= MAX_WORD ? word : Array.from(word).slice(0, MAX_WORD).join(""));

  function parts(chunk) {
    const found = [];
    for (const part of chunk.match(PART) || [])
      for (const run of part.match(CJK_RUNS)) found.push(latin(run));
    return found;
  }

  /* The positions that a chunk takes, and its words with their offsets. */
  function split(chunk) {
    const pieces = parts(chunk);
    const found = [];
    let position = 0;
    if (pieces.length > 1 && pieces.length <= MAX_JOINED_PARTS && !pieces.some(isCjk))
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

  function withoutEnding(word) {
    for (let length = Math.min(LONGEST, word.length - 1); length > 0; length -= 1) {
      const rule = RULES.get(word.slice(-length));
      if (!rule) continue;
      const [to, before, verbal] = rule;
      const head = word.slice(0, -length);
      if (head.length >= before && !(verbal && !/[aeiouy]/.test(head))) return head + to;
    }
    return word;
  }

  function single(head) {
    if (head.length > 3 && head.endsWith("e")) head = head.slice(0, -1);
    return head.length > 3 ? head.replace(/([bdgklmnprt])\1$/, "$1") : head;
  }

  function stem(word) {
    if (own(EXCEPTIONS, word)) return EXCEPTIONS[word];
    if (!/^[a-z]+$/.test(word)) return word;
    if (word.length === 3 && word[2] === "s" && !/[aeiouy]/.test(word)) return word.slice(0, 2);
    if (word.length < 4) return word;
    if (ANY_SPELLING.test(word))
      for (const [pattern, to] of SPELLING_RULES) word = word.replace(pattern, to);
    return single(withoutEnding(word));
  }

  /* Whether two words are equal but for one letter too many, missing, wrong, or
   * one pair in the wrong order (Damerau's four errors). */
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
  const PIECE = /[\p{L}\p{N}\p{M}]+(?:[-\u2010-\u2013\u2212_'’^·⋅][\p{L}\p{N}\p{M}]+)*/gu;
  const PIECE_PART = /[\p{L}\p{N}\p{M}]+/gu;
  function marked(text, wanted) {
    const runs = [];
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

  function markPiece(piece, wanted, add) {
    const own = parts(normalise(piece));
    if (own.length > 1 && own.length <= MAX_JOINED_PARTS && !own.some(isCjk) && wanted(cut(own.join(""))))
      return add(piece, true);
    let end = 0;
    for (const match of piece.matchAll(PIECE_PART)) {
      add(piece.slice(end, match.index), false);
      end = match.index + match[0].length;
      for (const run of match[0].match(CJK_RUNS)) {
        if (!isCjk(run)) {
          const word = parts(normalise(run)).join("");
          add(run, wanted(cut(word)));
          continue;
        }
        const chars = Array.from(run);
        const bare = chars.map((c) => normalise(c));
        const hit = chars.map((_, i) => wanted(bare[i]));
        for (let i = 0; i + 1 < chars.length; i += 1)
          if (wanted(bare[i] + bare[i + 1])) hit[i] = hit[i + 1] = true;
        chars.forEach((c, i) => add(c, hit[i]));
      }
    }
    add(piece.slice(end), false);
  }

  readingList.words = {
    tables: { FOLDS, GREEK_NAMES, GREEK_LOOKS, SPELLINGS, ENDINGS, EXCEPTIONS, LITTLE: [...LITTLE] },
    normalise, squeeze, chunks, parts, split, stem, isCjk, almost, marked, cut, LITTLE,
  };
})();
