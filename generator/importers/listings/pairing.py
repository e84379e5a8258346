"""Titles and abstracts take turns; find where a listing breaks that rule.

Every line of a listing gets a role, and every sequence of roles a price: a
broken turn costs about `BREAK`, a line that does not look like its role less
or more, by how sure the look is.  The cheapest sequence wins (Viterbi's
algorithm, linear in the number of lines).  So an odd title or a very short
abstract stays where the turns put it, while one missing abstract costs one
break and not the misfit of every line after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from generator.importers.listings.decoding import Hint

BREAK = 10.0
"""The price of one broken turn; all other prices are in proportion to it."""

FULL_LINE = 45
"""Characters that a line has at least before somebody breaks it."""

WIDEST_LINE = 130
"""Characters that it has at most; what is longer was not broken by an editor."""

LONGEST = 1920
"""Characters that arXiv takes for an abstract; two parts that come to more are hardly one."""

_END = re.compile(r"[.!?…。！？।][\"'”’)\]}」』]*$")
_SENTENCE_END = re.compile(r"[a-z0-9)\]}%$][.!?][\"'”’)\]}]*\s+(?=[A-Z\"“(\[$])|[。！？।]")
_ADDRESS_AT_END = re.compile(r"(?:https?://|www\.)\S+$")


class Role(IntEnum):
    """What a line is."""

    TITLE = 0
    """A title with an abstract after it."""
    ABSTRACT = 1
    """The first line of an abstract, after its title."""
    MORE = 2
    """A further line of an abstract."""
    TITLE_MORE = 3
    """A further line of a title."""
    LONE_TITLE = 4
    LONE_ABSTRACT = 5


_OPEN_TO: dict[Hint, tuple[Role, ...]] = {
    Hint.TITLE: (Role.TITLE, Role.LONE_TITLE),
    Hint.ABSTRACT: (Role.ABSTRACT, Role.LONE_ABSTRACT),
    Hint.NO_TITLE: (Role.ABSTRACT, Role.MORE, Role.TITLE_MORE, Role.LONE_ABSTRACT),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A line that holds text, with what its neighbourhood says."""

    text: str
    gap: bool
    """Whether a blank line, or nothing, stands before it."""
    hint: Hint | None = None
    """What a label or number says that it is."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a format separates its parts: the prices of deviating from it."""

    title_without_gap: float
    abstract_without_gap: float
    more_with_gap: float
    more_without_gap: float


@dataclass(frozen=True, slots=True)
class _Look:
    """What a line looks like: the prices of calling it a title, an abstract, or a further line."""

    title: float
    abstract: float
    more: float
    ends: bool
    """Whether no further line is expected: a sentence ends here, or the line is not full."""
    broken: bool
    """Whether it has the width of a line that an editor broke off."""
    sentence: bool
    """Whether a sentence ends in it."""
    continues: bool
    """Whether it begins in the middle of a sentence."""
    length: int


def pair(units: Sequence[Unit], manner: Manner) -> list[Role]:
    """The cheapest role of each unit, in order; of two breaks at one price the later."""
    if not units:
        return []
    looks = _looks([unit.text for unit in units])
    prices = [_allowed(units[0].hint, _first(look)) for look in looks[:1]]
    origins: list[dict[Role, Role]] = []
    for before, look, unit in zip(looks, looks[1:], units[1:], strict=False):
        price, origin = _step(prices[-1], before, look, unit, manner)
        prices.append(price)
        origins.append(origin)
    # A title at the very end has no abstract after it.
    final = [role for role in prices[-1] if role not in (Role.TITLE, Role.TITLE_MORE)]
    roles: list[Role] = [min(final, key=lambda role: (round(prices[-1][role], 6), -role))]
    for origin in reversed(origins):
        roles.append(origin[roles[-1]])
    return roles[::-1]


def ends_a_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return _look(text).ends and _END.search(text) is not None


def reads_like_title(text: str) -> bool:
    """Whether a line in the place of an abstract looks like a title: short, no sentence."""
    return _look(text).abstract >= 0.5 * BREAK


def _first(look: _Look) -> dict[Role, float]:
    return {
        Role.TITLE: look.title,
        Role.LONE_TITLE: BREAK + look.title,
        Role.LONE_ABSTRACT: 1.1 * BREAK + look.abstract,
    }


def _allowed(hint: Hint | None, prices: dict[Role, float]) -> dict[Role, float]:
    """The prices of the roles that the hint leaves open."""
    open_to = _OPEN_TO[hint] if hint else Role
    return {role: price for role, price in prices.items() if role in open_to}


def _step(
    prices: dict[Role, float], before: _Look, look: _Look, unit: Unit, manner: Manner
) -> tuple[dict[Role, float], dict[Role, Role]]:
    """The price of each role of this unit, and the role before it that makes it cheapest."""
    title = look.title + (0.0 if unit.gap else manner.title_without_gap)
    abstract = look.abstract + (0.0 if unit.gap else manner.abstract_without_gap)
    gap = manner.more_with_gap if unit.gap else manner.more_without_gap
    more = look.more + gap
    if look.continues and before.broken:
        more = min(more, gap - 0.2 * BREAK)
    elif before.continues and before.broken:
        more = min(more, gap + 0.1 * BREAK)
    elif before.ends:
        more += (0.1 if look.sentence else 0.6) * BREAK
    if before.length + look.length > LONGEST:
        more += BREAK
    # A line that is broken off goes on, all the more where others did.
    goes_on = 1.6 if look.continues else 0.4
    after_one = title + (goes_on * BREAK if before.broken else 0.0 if before.ends else 0.3 * BREAK)
    after_more = title + (0.0 if before.ends else 2 * goes_on * BREAK)
    ways: list[tuple[Role, Role, float]] = [
        (Role.TITLE, Role.ABSTRACT, after_one),
        (Role.TITLE, Role.MORE, after_more),
        (Role.TITLE, Role.LONE_TITLE, title),
        (Role.TITLE, Role.LONE_ABSTRACT, title),
        (Role.ABSTRACT, Role.TITLE, abstract),
        (Role.ABSTRACT, Role.TITLE_MORE, abstract),
        (Role.MORE, Role.ABSTRACT, BREAK + more),
        (Role.MORE, Role.MORE, more + (0.2 * BREAK if before.ends else 0.1 * BREAK)),
        (Role.LONE_TITLE, Role.ABSTRACT, BREAK + after_one),
        (Role.LONE_TITLE, Role.MORE, BREAK + after_more),
        (Role.LONE_TITLE, Role.LONE_TITLE, BREAK + title),
        (Role.LONE_TITLE, Role.LONE_ABSTRACT, BREAK + title),
        (Role.LONE_ABSTRACT, Role.ABSTRACT, 1.8 * BREAK + look.abstract),
        (Role.LONE_ABSTRACT, Role.MORE, 1.8 * BREAK + look.abstract),
        (Role.LONE_ABSTRACT, Role.LONE_TITLE, 1.1 * BREAK + abstract),
        (Role.LONE_ABSTRACT, Role.LONE_ABSTRACT, 0.5 * BREAK + more),
    ]
    if not unit.gap and (manner.title_without_gap or (look.continues and before.broken)):
        wrapped = 0.9 * BREAK + min(look.title, 0.3 * BREAK)
        ways += [(Role.TITLE_MORE, earlier, wrapped) for earlier in (Role.TITLE, Role.TITLE_MORE)]
    allowed = _allowed(unit.hint, dict.fromkeys(Role, 0.0))
    best: dict[Role, float] = {}
    origin: dict[Role, Role] = {}
    for role, earlier, price in ways:
        if earlier not in prices or role not in allowed:
            continue
        total = prices[earlier] + price
        if role not in best or total < best[role] - 1e-9:
            best[role], origin[role] = total, earlier
    return best, origin


def _looks(texts: Sequence[str]) -> list[_Look]:
    """The looks of all lines; where plain turns make sense, title-like abstracts weigh less.

    If most lines in an abstract's place read like titles while no line in a
    title's place reads like an abstract, then this listing's abstracts are
    simply short, and their look says nothing.
    """
    looks = [_look(text) for text in texts]
    abstracts, titles = looks[1::2], looks[::2]
    doubtful = sum(look.abstract > 0 for look in abstracts)
    if (
        len(looks) % 2 == 0
        and 2 * doubtful > len(abstracts)
        and not any(look.title >= BREAK for look in titles)
    ):
        return [replace(look, abstract=min(look.abstract, 0.9 * BREAK)) for look in looks]
    return looks


def _look(text: str) -> _Look:
    ends = _END.search(text) is not None or _ADDRESS_AT_END.search(text) is not None
    sentences = len(_SENTENCE_END.findall(text[:4000])) + ends
    continues = re.match(r"[a-z]{2,}(?:-[a-z]+)*(?:[\s,.;:)]|$)|\(", text) is not None
    return _Look(
        title=_title_price(text, sentences, ends),
        abstract=_abstract_price(text, sentences, ends),
        more=0.0 if sentences else 0.5 * BREAK,
        ends=ends or len(text) < FULL_LINE,
        broken=not ends and FULL_LINE <= len(text) <= WIDEST_LINE,
        sentence=sentences > 0,
        continues=continues,
        length=len(text),
    )


def _title_price(text: str, sentences: int, ends: bool) -> float:
    price = 0.0
    if sentences >= 2 and len(text) > 120:
        price += 1.5 * BREAK + (1.5 * BREAK if len(text) > 400 else 0.0)
    elif ends and text.endswith("."):
        price += (0.9 if len(text) > 120 else 1.0 if sentences >= 2 else 0.5) * BREAK
    elif len(text) > 400:
        price += 0.3 * BREAK
    return price


def _abstract_price(text: str, sentences: int, ends: bool) -> float:
    if ends or sentences or len(text) > 300:
        return 0.0
    if _is_title_case(text):
        return 2.5 * BREAK
    return (0.6 if len(text) < 200 else 0.3) * BREAK


def _is_title_case(text: str) -> bool:
    """Whether most of at least three longer words begin with a capital, as in English titles."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text) if word.isascii()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 3 and capitals >= 0.7 * len(words)
