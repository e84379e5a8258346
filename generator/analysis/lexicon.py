"""The papers' texts as numbers, and what each word of them is worth."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.model.models import Paper
from generator.text.language_of_text import PAGE, language_of, stop_words_of
from generator.text.latex import to_text
from generator.text.stopwords import ONLY_IN_PHRASES, OPENING, is_stop_word
from generator.text.tokens import stem

TITLE_COUNTS = 3
"""How often the words of a title count beside those of abstract and summary."""
STOCK = (1 / 3, 100)
"""A word that, in any inflection, is in more than this share of the papers, and in more than so
many, is what the list is about: it says something only beside another word."""
FOLLOWED = 0.6
"""Of these, one that another word follows this often says nothing at a phrase's end: `deep`."""

LOWER_CASE_COUNTS = 4
"""A word is shown in lower case when one in so many of its occurrences is."""

Ints = NDArray[np.int64]

NO_WORD = 0
"""The number of what is no word."""
_TOKEN = re.compile(r"[^\W_]+-?|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class PaperText:
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
class Lexicon:
    """What the tokens of a vocabulary are, by the token's number."""

    form: Ints
    """The word without regard to capitals, or `NO_WORD`."""
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


def read_papers(papers: Iterable[Paper]) -> PaperText:
    """The titles, abstracts and summaries, in the order of the papers."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    tokens = array("q")
    owners, weights, lengths = [], [], []
    for row, paper in enumerate(papers):
        fields = [to_text(field) for field in (paper.title, paper.abstract, paper.summary or "")]
        stops = _own_stop_words(paper, fields)
        for field, weight in zip(fields, (TITLE_COUNTS, 1, 1), strict=True):
            found = _TOKEN.findall(field)
            if stops:
                found = ["." if token.lower() in stops else token for token in found]
            found.append(".")
            tokens.extend([numbers[token] for token in found])
            owners.append(row)
            weights.append(weight)
            lengths.append(len(found))
    return PaperText(
        np.array(tokens, dtype=np.int64),
        np.repeat(np.array(owners, dtype=np.int64), lengths),
        np.repeat(np.array(weights, dtype=np.float64), lengths),
        list(numbers),
    )


def _own_stop_words(paper: Paper, fields: Sequence[str]) -> frozenset[str]:
    """The stop words of the paper's language where that is not English."""
    language = paper.language or language_of("\n".join(fields))
    return frozenset() if language in ("", PAGE) else stop_words_of(language.partition("-")[0])


def lexicon_of(text: PaperText) -> Lexicon:
    """What each token is; see `Lexicon`."""
    often = np.bincount(text.tokens, minlength=len(text.vocabulary)).tolist()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for token, count in zip(text.vocabulary, often, strict=True):
        spelling = token.removesuffix("-")
        spellings[spelling.lower()][spelling] += count
    forms = [form for form in spellings if _is_word(form)]
    number = {form: n for n, form in enumerate(forms, start=1)}
    lowered = [token.removesuffix("-").lower() for token in text.vocabulary]
    form = [number.get(word, NO_WORD) for word in lowered]
    word = [number.get(_singular(w, number), NO_WORD) if w in number else 0 for w in lowered]
    forms_of = np.array(form, dtype=np.int64)
    stock = _stock(text, forms_of, forms)
    alone = np.array([w in number and w not in ONLY_IN_PHRASES for w in lowered], dtype=np.bool_)
    opening = np.array([w in OPENING for w in lowered], dtype=np.bool_)
    return Lexicon(
        forms_of,
        np.array(word, dtype=np.int64),
        alone & ~stock[forms_of],
        opening | (stock & _followed(forms_of[text.tokens], len(stock)))[forms_of],
        np.array([token.endswith("-") for token in text.vocabulary], dtype=np.bool_),
        ["", *(_usual_spelling(form, spellings[form]) for form in forms)],
    )


def _stock(text: PaperText, form: Ints, forms: Sequence[str]) -> NDArray[np.bool_]:
    """By form: whether so many papers have a word of its stem as `STOCK` says."""
    from scipy.sparse import csr_matrix  # vectors that were made before are read without it

    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    stems = np.array([numbers[""], *(numbers[stem(each)] for each in forms)], dtype=np.int64)
    papers = int(text.paper[-1]) + 1 if len(text.paper) else 0
    at = stems[form[text.tokens]]
    having = csr_matrix((np.ones(len(at)), (text.paper, at)), shape=(papers, len(numbers)))
    having.sum_duplicates()
    share, number = STOCK
    often = np.bincount(having.indices, minlength=len(numbers)) > max(share * papers, number)
    often[0] = False
    return np.asarray(often[stems], dtype=np.bool_)


def _followed(forms: Ints, number: int) -> NDArray[np.bool_]:
    """By form: whether another word follows as often as `FOLLOWED` says."""
    often = np.bincount(forms, minlength=number)
    before_another = np.bincount(forms[:-1][forms[1:] != NO_WORD], minlength=number)
    return np.asarray(before_another > FOLLOWED * often, dtype=np.bool_)


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
