"""Papers as vectors of words, for similarity, the map and suggestions.

A word is taken from the text, folded only in case and in a plural `s`; stop
words are those of English abstracts and of the paper's own language. A
phrase is two or three words with nothing but a space or a hyphen between them.  Weights
are TF-IDF with sublinear counts, l2-normalised (Manning, Raghavan, Schütze,
*Introduction to Information Retrieval*, ch. 6), a title's words counted three
times.

scikit-learn's vectoriser would do as much in three times the time and memory:
here every word becomes a number once, and phrases are made of the numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analysis.lexicon import (
    NO_WORD,
    TITLE_COUNTS,
    Ints,
    Lexicon,
    PaperText,
    lexicon_of,
    read_papers,
)
from generator.analysis.rows import Matrix, Rows
from generator.model.models import Paper

COMMON = (0.1, 100)
"""Words in more than this share of the papers, and in more than so many, tell nobody apart."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The papers' TF-IDF vectors and what their columns stand for."""

    papers: tuple[str, ...]
    """Paper ids in the order of the rows."""
    rows: Rows
    """Papers × terms; rows of length 1, or 0 where a paper shares no word with another."""
    words: Ints
    """Columns × 3: the numbers of a term's words, 0 after the last."""
    titled: NDArray[np.bool_]
    """By column: whether every word of the term is in some title of the list."""
    names: tuple[str, ...]
    """By column: the term as a reader sees it: `water law`, `mRNA`, `low-cost`."""


def vectors_of(papers: Mapping[str, Paper], rarest: int = 2) -> Vectors:
    """The vectors of the papers' titles, abstracts and summaries.

    Rows are in the order of `papers`.  Only terms of `rarest` papers or more
    have a column: a term of one paper brings nobody together.  Columns are in
    the order in which their words first occur, single words before phrases, so
    that the same papers give the same matrix on every machine.
    """
    text = read_papers(papers.values())
    lexicon = lexicon_of(text)
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


def _terms(text: PaperText, lexicon: Lexicon) -> _Terms:
    """All terms of one, two and three words, in the order of their words' numbers."""
    form, word = lexicon.form[text.tokens], lexicon.word[text.tokens]
    alone, last = lexicon.alone[text.tokens], ~lexicon.opening[text.tokens]
    hyphen = lexicon.hyphen[text.tokens]
    pair = (form[:-1] != NO_WORD) & (form[1:] != NO_WORD)
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


def _titled(text: PaperText, lexicon: Lexicon) -> NDArray[np.bool_]:
    """By number of a word: whether it is in a title; true for the 0 after a term's last."""
    titled = np.zeros(len(lexicon.shown), dtype=np.bool_)
    in_title = text.tokens[text.weight == TITLE_COUNTS]
    titled[lexicon.form[in_title]] = True
    titled[lexicon.word[in_title]] = True
    titled[NO_WORD] = True
    return titled


def _counts(text: PaperText, terms: _Terms, papers: int) -> Matrix:
    from scipy.sparse import csr_matrix  # vectors that were made before are read without it

    places = (text.paper[terms.at], terms.term)
    counts = csr_matrix((text.weight[terms.at], places), shape=(papers, len(terms.words)))
    counts.sum_duplicates()
    return counts


def _weighted(counts: Matrix, frequency: Ints) -> Rows:
    rarity = np.log((1 + counts.shape[0]) / (1 + frequency)) + 1
    weights = (1 + np.log(counts.data.astype(np.float64))) * rarity[counts.indices]
    return Rows(weights, counts.indices, counts.indptr, counts.shape[1]).unit()


def _names(words: Ints, hyphens: NDArray[np.bool_], lexicon: Lexicon) -> tuple[str, ...]:
    names = []
    for numbers, ties in zip(words.tolist(), hyphens.tolist(), strict=True):
        name = lexicon.shown[numbers[0]]
        for number, tied in zip(numbers[1:], ties, strict=True):
            if number:
                name += f"{'-' if tied else ' '}{lexicon.shown[number]}"
        names.append(name)
    return tuple(names)
