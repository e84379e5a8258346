"""Where an abstract names the method of another paper of the list.

Precision goes before recall.  A name that a paper claims is taken for its own
only when no other paper claims it as surely, no older paper uses it, and nobody
writes it like an ordinary word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.analysis.method_names import Claim, MethodName, is_coined, method_names
from generator.analysis.short_forms import Coined, coined_words, phrase_forms
from generator.model.models import Paper
from generator.text.stopwords import is_stop_word

COMMON = (0.002, 12)
"""A phrase or an acronym in more than this share of the abstracts, and in more than so many, is
common property."""

_RUN = re.compile(r"[^\W_]+")
_LEFT = r"(?<![\w\\.@-])"
_RIGHT = r"(?![\w+])(?!-[A-Z]\w{2})"
_NO_NAME_BEHIND = r"(?! (?-i:[A-Z][a-z]))"
_CAPITALISED_BEFORE = re.compile(r"(?:^|[^.!?\s]\s+)[A-Z][\w-]*\s+$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One paper named in the abstract of another one."""

    paper: str
    """The id of the paper that is named."""
    name: str
    """The name as the abstract writes it."""
    start: int
    """Where it is in the abstract as received, in characters from 0."""
    end: int


@dataclass(frozen=True, slots=True)
class _ClaimedName:
    """A claimed name to look for."""

    owner: str
    method: MethodName
    pattern: re.Pattern[str]
    parts: tuple[tuple[str, ...], ...]
    """All of one of them are in each use, of a phrase in small letters where the text is ASCII;
    cheaper to look for than the pattern."""
    openings: frozenset[str]
    """The runs of letters and digits of which each use begins with one."""


_Matches = dict[str, re.Match[str]]
"""The first use of a name, by the id of the paper that uses it."""


def find_mentions(papers: Mapping[str, Paper]) -> Mapping[str, tuple[Mention, ...]]:
    """The mentions in each paper's abstract, by the naming paper's id, in order of their place.

    Every named paper is given once per abstract, where it is named first.
    Papers that name none have no entry.  A paper never names itself.
    """
    claimed = {key: method_names(paper) for key, paper in papers.items()}
    words = {key: frozenset(_RUN.findall(paper.abstract)) for key, paper in papers.items()}
    coined = coined_words(words.values())
    candidates = [_candidate(key, method, coined) for key in papers for method in claimed[key]]
    uses = _uses(papers, words, candidates)
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for candidate, matches in _trusted(papers, words, candidates, uses):
        for key, match in matches.items():
            own = _means_its_own(claimed[key], papers[key].abstract, match)
            if not own and _is_plausible(papers[candidate.owner], words[key], match[0]):
                mention = Mention(candidate.owner, match[0], match.start(), match.end())
                found[key].append(mention)
    return {key: _first_apart(found[key]) for key in papers if key in found}


def _candidate(owner: str, method: MethodName, coined: Coined) -> _ClaimedName:
    """The name at the borders of words, in the singular and the plural.

    A version may follow (`WoodMap-A`, `Wide WoodMap-50`), but no further name
    (`Compas-Light`), nor may one precede (`G-Compas`).
    """
    name = method.name
    if method.claim is Claim.PHRASE:
        forms = phrase_forms(name, coined)
        body = "|".join(_loose(form) for form in forms)
        parts = tuple(tuple(form.lower().split()) for form in forms)
        pattern = re.compile(rf"{_LEFT}(?:{body})s?{_RIGHT}{_NO_NAME_BEHIND}", re.I)
        return _ClaimedName(owner, method, pattern, parts, _openings(forms))
    singular = name.removesuffix("s") if is_coined(name.removesuffix("s")) else name
    written = {singular, singular.upper()} if name.istitle() and " " not in name else {singular}
    body = "|".join(re.escape(form) for form in sorted(written))
    openings = frozenset(_RUN.findall(form)[0] + end for form in written for end in ("", "s"))
    pattern = re.compile(rf"{_LEFT}(?:{body})s?{_RIGHT}")
    return _ClaimedName(owner, method, pattern, tuple((form,) for form in written), openings)


def _loose(phrase: str) -> str:
    return r"[ \n-]?".join(re.escape(word) for word in phrase.split())


def _openings(phrases: Iterable[str]) -> frozenset[str]:
    """`Image`, `image`, `IMAGE`, `ImageReg`, `imagereg`, … and their plurals."""
    found = set()
    for phrase in phrases:
        runs = _RUN.findall(phrase)
        for length in range(1, len(runs) + 1):
            joined = "".join(runs[:length])
            for form in (joined, joined.lower(), joined.capitalize(), joined.upper()):
                found |= {form, form + "s"}
    return frozenset(found)


def _uses(
    papers: Mapping[str, Paper],
    words: Mapping[str, frozenset[str]],
    candidates: Sequence[_ClaimedName],
) -> list[_Matches]:
    """By candidate: the other papers whose abstract uses the name."""
    by_opening: defaultdict[str, list[int]] = defaultdict(list)
    for index, candidate in enumerate(candidates):
        for opening in candidate.openings:
            by_opening[opening].append(index)
    uses: list[_Matches] = [{} for _ in candidates]
    for key, paper in papers.items():
        here = {index for word in words[key] & by_opening.keys() for index in by_opening[word]}
        for index in here:
            match = _first_use(candidates[index], paper)
            if match:
                uses[index][key] = match
    return uses


def _first_use(candidate: _ClaimedName, paper: Paper) -> re.Match[str] | None:
    if candidate.owner == paper.id or _is_absent(candidate, paper.abstract):
        return None
    for match in candidate.pattern.finditer(paper.abstract):
        before = paper.abstract[: match.start()]
        in_address = "://" in before[before.rfind(" ") + 1 :]
        within_longer = " " in candidate.method.name and _CAPITALISED_BEFORE.search(before[-60:])
        if not in_address and not (within_longer and match[0][0].isupper()):
            return match
    return None


def _is_absent(candidate: _ClaimedName, abstract: str) -> bool:
    if candidate.method.claim is not Claim.PHRASE:
        text = abstract
    elif abstract.isascii() and candidate.method.name.isascii():
        text = abstract.lower()
    else:
        return False  # `lower` and a pattern that ignores case differ in some letters
    return not any(all(part in text for part in parts) for parts in candidate.parts)


def _trusted(
    papers: Mapping[str, Paper],
    words: Mapping[str, frozenset[str]],
    candidates: Sequence[_ClaimedName],
    uses: Sequence[_Matches],
) -> Iterator[tuple[_ClaimedName, _Matches]]:
    """The candidates whose name is theirs alone, with the uses."""
    claims: defaultdict[str, list[_ClaimedName]] = defaultdict(list)
    for candidate in candidates:
        claims[_key(candidate.method.name)].append(candidate)
    most = max(COMMON[0] * len(papers), COMMON[1])
    for candidate, matches in zip(candidates, uses, strict=True):
        if (
            matches
            and not _is_contested(candidate, claims[_key(candidate.method.name)])
            and not _is_older(papers, papers[candidate.owner], matches)
            and not (_is_ambiguous(candidate.method) and len(matches) > most)
            and not _is_ordinary(papers, words, candidate)
        ):
            yield candidate, matches


def _key(name: str) -> str:
    return name.lower().removesuffix("s")


def _is_contested(candidate: _ClaimedName, claims: Iterable[_ClaimedName]) -> bool:
    """Whether another paper claims the name at least as surely."""
    return any(
        rival.owner != candidate.owner and rival.method.claim >= candidate.method.claim
        for rival in claims
    )


def _is_older(papers: Mapping[str, Paper], owner: Paper, users: Iterable[str]) -> bool:
    """Whether an older paper uses the name: then it was there before its claimed owner."""
    years = [papers[key].year for key in users]
    return owner.year is not None and any(y is not None and y < owner.year for y in years)


def _is_ambiguous(method: MethodName) -> bool:
    return method.claim is Claim.PHRASE or " " in method.name or method.name.isupper()


def _is_ordinary(
    papers: Mapping[str, Paper], words: Mapping[str, frozenset[str]], candidate: _ClaimedName
) -> bool:
    """Whether others write a name without inner capitals in lower case."""
    name, lower = candidate.method.name, candidate.method.name.lower()
    others = (key for key in papers if key != candidate.owner)
    if candidate.method.claim is Claim.PHRASE:
        return False
    if " " in name:
        return any(lower in papers[key].abstract for key in others)
    return (name.istitle() or name.isupper()) and any(lower in words[key] for key in others)


def _means_its_own(claimed: Sequence[MethodName], abstract: str, match: re.Match[str]) -> bool:
    """Whether the naming paper gives the name, or an acronym like it, a meaning of its own."""
    own = {_key(method.name) for method in claimed if method.claim is not Claim.TITLE}
    acronym = match[0].removesuffix("s")
    return _key(match[0]) in own or (acronym.isupper() and f"({acronym}" in abstract)


def _is_plausible(owner: Paper, words: frozenset[str], name: str) -> bool:
    """Whether an acronym is among words of its owner's title; other names need not.

    Unrelated fields coin the same acronyms.
    """
    if not (name.isupper() and name in owner.abstract):
        return True
    telling = {
        word
        for word in _RUN.findall(owner.title.lower())
        if len(word) > 3 and word != name.lower() and not is_stop_word(word)
    }
    return len(telling & {word.lower() for word in words}) > 1


def _first_apart(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """In order of place, the longer where two overlap, each paper once."""
    kept: list[Mention] = []
    named: set[str] = set()
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.paper)):
        if mention.paper not in named and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
            named.add(mention.paper)
    return tuple(kept)
