"""The words by which a summary that only announces is told from one that says a result.

A list in a language that is not here gets no such warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """What summaries and abstracts of one language look like."""

    measured: re.Pattern[str]
    """A measured result in an abstract."""
    number: re.Pattern[str]
    """A number in a summary, in digits or words."""
    announcing: re.Pattern[str]
    """The first words of a summary that says what a paper is about."""
    result: re.Pattern[str]
    """A word that leads to a result, in a summary."""
    surveys: frozenset[str]
    """Ids and names of the tag that surveys have; they have no result of their own."""


def _any_of(words: str) -> str:
    return rf"\b(?:{'|'.join(words.split())})\b"


_ENGLISH = SummaryWords(
    measured=re.compile(
        r"\d[\d.,]*\s?(?:\\?%|[xX]\b|times\b|-fold|points\b|mAP|AP\b|BLEU|percent)"
    ),
    number=re.compile(
        r"\d|"
        + _any_of(
            "two three four five six seven eight nine ten half third quarter tenth dozen doubles?"
        ),
        re.IGNORECASE,
    ),
    announcing=re.compile(
        _any_of(
            "Studies Analy[sz]es Explores Investigates Examines Considers Discusses Addresses"
            " Introduces Proposes Presents Offers Describes Tests Compares Evaluates Asks Measures"
        )
    ),
    result=re.compile(
        r"\d|"
        + _any_of(
            r"finds? finding shows? showing proves? proving beats? beating outperform\w* surpass\w*"
            r" match(?:es|ing)? rivals? competes? better best worse fewer faster lower higher"
            r" improv\w+ gains? confirm\w+ so\sthat which"
        ),
        re.IGNORECASE,
    ),
    surveys=frozenset(["survey", "surveys", "review"]),
)

BY_LANGUAGE: Mapping[str, SummaryWords] = {"en": _ENGLISH}
"""By the language's code, as in `theme: language:` of mkdocs.yml."""
