"""Papers as vectors of words, for similarity, the map and suggestions.

A word is taken from the text, folded only in case and in a plural `s`; a
phrase is two or three words with nothing but a space or a hyphen between them.  Weights
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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.model.models import Paper
from generator.text.latex import to_text
from generator.text.stopwords import ONLY_IN_PHRASES, OPENING, is_stop_word

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
    """Columns × 3: the numbers of a term's words, 0 after the last."""
    titled: NDArray[np.bool_]
    """By column: whether every word of the term is in some title of the list."""
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
    kept = np.flatnonzero((frequency >= rarest) & (frequency <= max(share * len(papers), number)))
    return Vectors(
        tuple(papers),
        _weighted(counts[:, kept], frequency[kept]),
        terms.words[kept],
        np.all(_titled(text, lexicon)[terms.words[kept]], axis=1),
        _names(terms.words[kept], terms.hyphens[kept], lexicon),
    )


@dataclass(frozen=True, slots=True)
class _PaperText:
    """All texts as one row of tokens."""

    tokens: Ints
    """Numbers into `vocabulary`."""
    paper: Ints
    """By token: the row of its paper."""
    weight: NDArray[np.float64]
    """By token: how often it counts."""
    vocabulary: list[str]
    """The tokens as the text writes them, a hyphen after a word included."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What the tokens of a vocabulary are, by the token's number."""

    form: Ints
    """The word without regard to capitals, or `_NO_WORD`."""
    word: Ints
    """The form, or the singular's where the form is a plural of it."""
    alone: NDArray[np.bool_]
    """Whether the word says something without a second one."""
    opening: NDArray[np.bool_]
    """Whether the word may not stand last in a phrase."""
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
    """Terms × 3: its words, 0 after the last."""
    hyphens: NDArray[np.bool_]
    """Terms × 2: whether its words are mostly joined by a hyphen."""


def _read(papers: Iterable[Paper]) -> _PaperText:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    tokens = array("q")
    owners, weights, lengths = [], [], []
    for row, paper in enumerate(papers):
        for field, weight in (
            (paper.title, TITLE_COUNTS), (paper.abstract, 1), (paper.summary or "", 1)
        ):  # fmt: skip
            found = _TOKEN.findall(to_text(field))
            found.append(".")
            tokens.extend([numbers[token] for token in found])
            owners.append(row)
            weights.append(weight)
            lengths.append(len(found))
    return _PaperText(
        np.array(tokens, dtype=np.int64),
        np.repeat(np.array(owners, dtype=np.int64), lengths),
        np.repeat(np.array(weights, dtype=np.float64), lengths),
        list(numbers),
    )


def _lexicon(text: _PaperText) -> _Lexicon:
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
        np.array([w in OPENING for w in lowered], dtype=np.bool_),
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


def _terms(text: _PaperText, lexicon: _Lexicon) -> _Terms:
    """All terms of one, two and three words, in the order of their words' numbers."""
    form, word = lexicon.form[text.tokens], lexicon.word[text.tokens]
    alone, last = lexicon.alone[text.tokens], ~lexicon.opening[text.tokens]
    hyphen = lexicon.hyphen[text.tokens]
    pair = (form[:-1] != _NO_WORD) & (form[1:] != _NO_WORD)
    one = np.flatnonzero(alone)
    two = np.flatnonzero(pair & (alone[:-1] | alone[1:]) & last[1:])
    three = np.flatnonzero(pair[:-1] & pair[1:] & (alone[:-2] | alone[1:-1] | alone[2:]) & last[2:])
    width = len(lexicon.shown)
    keys = np.concatenate([
        word[one],
        form[two] * width + word[two + 1],
        (form[three] * width + form[three + 1]) * width + word[three + 2],
    ])  # fmt: skip
    distinct, term = np.unique(keys, return_inverse=True)
    often = np.maximum(np.bincount(term, minlength=len(distinct)), 1)
    at = np.concatenate([one, two, three])
    ties = [np.bincount(term, hyphen[np.minimum(at + n, len(hyphen) - 1)]) / often for n in (0, 1)]
    return _Terms(at, term, _aligned(distinct, width), np.stack(ties, axis=1) > 0.5)


def _aligned(keys: Ints, width: int) -> Ints:
    """Keys to rows of three word numbers, zeros after them."""
    rest, third = np.divmod(keys, width)
    first, second = np.divmod(rest, width)
    words = np.stack([first, second, third], axis=1)
    for _ in range(2):
        empty = (words[:, 0] == 0) & (words[:, 1:] != 0).any(axis=1)
        words[empty] = np.roll(words[empty], -1, axis=1)
    return words


def _titled(text: _PaperText, lexicon: _Lexicon) -> NDArray[np.bool_]:
    """By number of a word: whether it is in a title; true for the 0 after a term's last."""
    titled = np.zeros(len(lexicon.shown), dtype=np.bool_)
    in_title = text.tokens[text.weight == TITLE_COUNTS]
    titled[lexicon.form[in_title]] = True
    titled[lexicon.word[in_title]] = True
    titled[_NO_WORD] = True
    return titled


def _counts(text: _PaperText, terms: _Terms, papers: int) -> Matrix:
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


def _names(words: Ints, hyphens: NDArray[np.bool_], lexicon: _Lexicon) -> tuple[str, ...]:
    names = []
    for numbers, ties in zip(words.tolist(), hyphens.tolist(), strict=True):
        name = lexicon.shown[numbers[0]]
        for number, tied in zip(numbers[1:], ties, strict=True):
            if number:
                name += f"{'-' if tied else ' '}{lexicon.shown[number]}"
        names.append(name)
    return tuple(names)
