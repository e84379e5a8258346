"""Papers as vectors of words: what nearness, the map and suggestions stand on.

A word is what stands in the text, folded only in case and in a plural `s`; a
phrase is two words with nothing but a space or a hyphen between them.  Weights
are TF-IDF with sublinear counts, l2-normalised (Manning, Raghavan, Schütze,
*Introduction to Information Retrieval*, ch. 6), a title's words counted three
times.

scikit-learn's vectoriser would do as much in three times the time and memory:
here every word becomes a number once, and phrases are made of the numbers.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.latex import to_text
from generator.models import Paper
from generator.stopwords import ONLY_IN_PHRASES, is_stop_word

TITLE_COUNTS = 3
"""How often the words of a title count beside those of abstract and summary."""
COMMON = (0.1, 100)
"""Words in more than this share of the papers, and in more than so many, tell nobody apart."""

LOWER_CASE_COUNTS = 4
"""A word is shown in lower case when one in so many of its occurrences is."""

Matrix = Any
"""A scipy CSR matrix; scipy ships no types."""
Ints = NDArray[np.int64]

_TOKEN = re.compile(r"[^\W_]+-?|[^\w\s]|_")
_NO_WORD = 0


@dataclass(frozen=True, slots=True)
class Vectors:
    """The papers' TF-IDF vectors and what their columns stand for."""

    papers: tuple[str, ...]
    """Paper ids in the order of the rows."""
    matrix: Matrix
    """Papers × terms, float64; rows of length 1, or 0 where a paper shares no word with another."""
    words: Ints
    """By column: the numbers of its two words; the second is 0 for a single word."""
    names: tuple[str, ...]
    """By column: the term as a reader sees it: `batch normalization`, `ReLU`, `low-rank`."""


def vectors_of(papers: Mapping[str, Paper], rarest: int = 2) -> Vectors:
    """The vectors of the papers' titles, abstracts and summaries.

    Rows are in the order of `papers`.  Only terms of `rarest` papers or more
    have a column: a term of one paper brings nobody together.  Columns are in
    the order in which their words first occur, single words before phrases, so
    that the same papers give the same matrix on every machine.
    """
    text = _read(papers.values())
    lexicon = _lexicon(text)
    terms = _terms(text, lexicon)
    counts = _counts(text, terms, len(papers))
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    share, number = COMMON
    kept = np.flatnonzero(
        (frequency >= rarest) & (frequency <= max(share * len(papers), number))
    )
    return Vectors(
        tuple(papers),
        _weighted(counts[:, kept], frequency[kept]),
        terms.words[kept],
        _names(terms.words[kept], terms.hyphens[kept], lexicon),
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """All texts as one row of tokens."""

    tokens: Ints
    """Numbers into `vocabulary`."""
    paper: Ints
    """By token: the row of its paper."""
    weight: NDArray[np.float64]
    """By token: how often it counts."""
    vocabulary: list[str]
    """The tokens as they stand in the text, a hyphen behind a word included."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What the tokens of a vocabulary are, by the token's number."""

    form: Ints
    """The word without regard to capitals, or `_NO_WORD`."""
    word: Ints
    """The form, or the singular's where the form is a plural of it."""
    alone: NDArray[np.bool_]
    """Whether the word says something without a second one."""
    hyphen: NDArray[np.bool_]
    """Whether the word is tied to the next one."""
    shown: list[str]
    """By form, not by token: the form in its most usual capitals."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """Where terms occur, and the distinct terms."""

    at: Ints
    """By occurrence: the token it begins with."""
    term: Ints
    """By occurrence: the row in `words`."""
    words: Ints
    """By term: its two words."""
    hyphens: NDArray[np.bool_]
    """By term: whether it is mostly written with a hyphen."""


def _read(papers: Iterable[Paper]) -> _Text:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    tokens, weights = array("q"), array("d")
    ends = [0]
    for paper in papers:
        for field, weight in (
            (paper.title, TITLE_COUNTS), (paper.abstract, 1), (paper.summary or "", 1)
        ):  # fmt: skip
            found = _TOKEN.findall(to_text(field))
            found.append(".")
            tokens.extend([numbers[token] for token in found])
            weights.extend([weight] * len(found))
        ends.append(len(tokens))
    lengths = np.diff(np.array(ends, dtype=np.int64))
    return _Text(
        np.frombuffer(tokens, dtype=np.int64) if tokens else np.zeros(0, dtype=np.int64),
        np.repeat(np.arange(len(lengths), dtype=np.int64), lengths),
        np.frombuffer(weights, dtype=np.float64) if weights else np.zeros(0),
        list(numbers),
    )


def _lexicon(text: _Text) -> _Lexicon:
    often = np.bincount(text.tokens, minlength=len(text.vocabulary)).tolist()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for token, count in zip(text.vocabulary, often, strict=True):
        spelling = token.removesuffix("-")
        spellings[spelling.lower()][spelling] += count
    forms = [form for form in spellings if _is_word(form)]
    number = {form: n for n, form in enumerate(forms, start=1)}
    lowered = [token.removesuffix("-").lower() for token in text.vocabulary]
    form = [number.get(word, _NO_WORD) for word in lowered]
    word = [number.get(_singular(w, number), _NO_WORD) if w in number else 0 for w in lowered]
    return _Lexicon(
        np.array(form, dtype=np.int64),
        np.array(word, dtype=np.int64),
        np.array([w in number and w not in ONLY_IN_PHRASES for w in lowered], dtype=np.bool_),
        np.array([token.endswith("-") for token in text.vocabulary], dtype=np.bool_),
        ["", *(_usual_spelling(form, spellings[form]) for form in forms)],
    )


def _usual_spelling(form: str, counts: Mapping[str, int]) -> str:
    """Capitals of titles and first words of sentences must not win over running text."""
    if LOWER_CASE_COUNTS * counts.get(form, 0) >= sum(counts.values()):
        return form
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def _is_word(form: str) -> bool:
    if form in ONLY_IN_PHRASES:
        return True
    return len(form) > 1 and not form.isdigit() and form.isalnum() and not is_stop_word(form)


def _singular(form: str, known: Mapping[str, int]) -> str:
    singular = form[:-1]
    plural = len(form) > 3 and form[-1] == "s" and form[-2] != "s" and singular in known
    return singular if plural else form


def _terms(text: _Text, lexicon: _Lexicon) -> _Terms:
    form, word = lexicon.form[text.tokens], lexicon.word[text.tokens]
    alone = lexicon.alone[text.tokens]
    singles = np.flatnonzero(alone)
    phrases = np.flatnonzero(
        (form[:-1] != _NO_WORD) & (form[1:] != _NO_WORD) & (alone[:-1] | alone[1:])
    )
    width = len(lexicon.shown)
    keys = np.concatenate([word[singles], width * form[phrases] + word[phrases + 1]])
    distinct, term = np.unique(keys, return_inverse=True)
    tied = np.concatenate([np.zeros(len(singles)), lexicon.hyphen[text.tokens[phrases]]])
    share = np.bincount(term, tied, len(distinct)) / np.maximum(np.bincount(term), 1)
    first, second = np.divmod(distinct, width)
    is_single = first == 0
    words = np.stack([np.where(is_single, second, first), np.where(is_single, 0, second)], axis=1)
    return _Terms(np.concatenate([singles, phrases]), term, words, share > 0.5)


def _counts(text: _Text, terms: _Terms, papers: int) -> Matrix:
    places = (text.paper[terms.at], terms.term)
    counts = csr_matrix((text.weight[terms.at], places), shape=(papers, len(terms.words)))
    counts.sum_duplicates()
    return counts


def _weighted(counts: Matrix, frequency: Ints) -> Matrix:
    weighted = counts.astype(np.float64)
    rarity = np.log((1 + counts.shape[0]) / (1 + frequency)) + 1
    weighted.data = (1 + np.log(weighted.data)) * rarity[weighted.indices]
    return unit_rows(weighted)


def unit_rows(matrix: Matrix) -> Matrix:
    """The CSR matrix with every row brought to length 1; empty rows stay empty."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    length = np.sqrt(np.bincount(row, matrix.data**2, matrix.shape[0]))
    matrix.data = matrix.data / length[row]
    return matrix


def _names(
    words: Ints, hyphens: NDArray[np.bool_], lexicon: _Lexicon
) -> tuple[str, ...]:
    shown = lexicon.shown
    return tuple(
        f"{shown[first]}{'-' if tied else ' '}{shown[second]}" if second else shown[first]
        for (first, second), tied in zip(words.tolist(), hyphens.tolist(), strict=True)
    )
