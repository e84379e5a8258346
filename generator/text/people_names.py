"""People's names in parts: what citations, sorting and the index of authors need.

Names come as one string, given name first.  The rules are few and fixed, so
that a name is split alike wherever it is; where they cannot know (a name
in Chinese characters without a space, an organisation) the name stays whole
rather than being split wrongly.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.text.collation import CollationKey, collation_key
from generator.text.slugs import slugify

_SUFFIX = re.compile(r"(?i:jr|sr)\.?|II|III|IV|2nd|3rd")
_LOWER_PARTICLES = frozenset([
    "van", "von", "vom", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das",
    "du", "des", "d'", "la", "le", "lo", "ten", "ter", "te", "'t", "op", "in", "zu", "zum",
    "zur", "af", "av", "el", "al", "bin", "ibn", "ben",
])  # fmt: skip
_UPPER_PARTICLES = frozenset([
    "Van", "Von", "Vander", "De", "Del", "Della", "Di", "Da", "Dos", "Du", "Des", "El",
    "Al", "St.", "Le", "La",
])  # fmt: skip
# In these families the word before is a middle name: Quoc Van Nguyen.
_VIETNAMESE = frozenset([
    "Nguyen", "Nguyễn", "Tran", "Trần", "Pham", "Phạm", "Hoang", "Hoàng", "Huynh", "Huỳnh",
    "Vu", "Vũ", "Vo", "Võ", "Dang", "Đặng", "Bui", "Bùi", "Do", "Đỗ", "Ngo", "Ngô", "Duong",
    "Dương", "Ly", "Lý", "Phan", "Truong", "Trương", "Dinh", "Đinh", "Doan", "Đoàn",
    "Trinh", "Trịnh",
])  # fmt: skip
_JOINERS = frozenset(("y", "e", "i"))
_ORGANISATION = re.compile(
    r"(?i:team|group|consortium|collaboration|collective|project|initiative|foundation|"
    r"universit\w+|universidad\w*|institut[eo]?|labs?|laborator\w+|research|organi[sz]ation|ministry|"
    r"department|bureau|agency|council|commission|committee|society|association|academy|college|"
    r"federation|authority|administration|investigators|network|museum|nations|"
    r"\w*ministerium|\w*gesellschaft|\w+gemeinschaft|\w*akademie|bundes\w{3,}|hochschule|verein|"
    r"\w*verband|kommission|ministère|société|académie|conseil|comité|ministerio|sociedad|"
    r"academia|consejo|asociación|ministero|società|accademia|istituto|associazione|"
    r"министерство|институт|академия|университет|общество)"
)
"""Words that organisations have in their names, and hardly any person."""
_CONNECTORS = frozenset([
    "of", "for", "and", "&", "der", "des", "für", "und", "de", "du", "pour", "et", "di", "per", "e",
    "y", "para", "do", "da",
])  # fmt: skip
"""Words between the parts of such a name: `Ministry of Justice`."""
_EAST_ASIAN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002ffff々・\s]+"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts; only `family` is never empty."""

    given: str
    """Given and middle names: `Jimmy Lei`."""
    family: str
    """`Ba`; `Van Gool`, `Rodriguez y Baena`; a single word or an organisation as a whole."""
    particle: str = ""
    """Lower-case words before the family name: `van den`."""
    suffix: str = ""
    """`Jr.`, `III`."""

    @property
    def last(self) -> str:
        """Particle and family name: `van den Hengel`."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    @property
    def inverted(self) -> str:
        """`van Spengler, Max`; `Peters, Richard Alan, II`; a name without parts as it is."""
        return ", ".join(part for part in (self.last, self.given, self.suffix) if part)

    @property
    def in_two_parts(self) -> str:
        """`Peters, Richard Alan II`, for readers that pass over what follows a second comma."""
        given = f"{self.given} {self.suffix}" if self.suffix else self.given
        return f"{self.last}, {given}" if self.given else self.natural

    @property
    def natural(self) -> str:
        """`Max van Spengler`, `Richard Alan Peters II`; `山田 太郎`, as such names are said."""
        if self.given and _EAST_ASIAN.fullmatch(self.given + self.family):
            return f"{self.family} {self.given}"
        return " ".join(part for part in (self.given, self.last, self.suffix) if part)


def names_organisation(text: str) -> bool:
    """Whether a word of the text is one that organisations have in their names."""
    return any(_ORGANISATION.fullmatch(word.strip(",.")) for word in text.split())


@lru_cache(maxsize=1 << 16)
def split_name(full: str) -> Name:
    """The parts of a name.

    Args:
        full: A name as in a paper's list of authors, given name first, or
            inverted with a comma. LaTeX accents and footnote signs are allowed.

    Returns:
        The parts, without control characters and with single spaces. A text
        without a visible character gives a family name of `?`.
    """
    text = _tidy(full)
    if "," in text and names_organisation(text):
        return Name(given="", family=text)
    head, *tail = (part.strip() for part in text.split(","))
    tail = [part for part in tail if part]
    suffixes = [part for part in tail if _SUFFIX.fullmatch(part)]
    if suffixes:
        suffix = suffixes[0]
        tail.remove(suffix)
        return _with_suffix(_split_inverted(head, tail) if tail else _split(head), suffix)
    return _split_inverted(head, tail) if tail else _split(head)


NameKey = tuple[str, str, CollationKey, CollationKey, str]
"""The place of a name in an alphabetical list."""


@lru_cache(maxsize=1 << 16)
def sort_key(full: str) -> NameKey:
    """The place of a name in an alphabetical list: family name, given name, then as written.

    Particles do not count (`van Spengler` is under S); case and accents
    count only between names that are otherwise alike.
    """
    name = split_name(full)
    rest = " ".join(part for part in (name.given, name.particle, name.suffix) if part)
    family, others = collation_key(name.family), collation_key(rest)
    return family.letters, others.letters, family, others, full


@lru_cache(maxsize=1 << 16)
def author_id(full: str) -> str:
    """What tells an author from another, as an anchor of ASCII letters, digits and hyphens.

    Returns the slug of the name, alike for `Geoffrey E Hinton` and `Geoffrey
    E. Hinton`. A name with letters of another script than Latin has six digits
    of a digest after its slug (`wang-wei-4f3c21`), since different names of that
    script may be transliterated alike.
    """
    natural = " ".join(split_name(full).natural.replace(".", " ").split())
    latin = ("LATIN" in unicodedata.name(char, "") for char in natural if char.isalpha())
    if natural.isascii() or all(latin):
        return slugify(natural)
    folded = unicodedata.normalize("NFKC", natural).casefold()
    digest = hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{slugify(natural)}-{digest}"


def short_authors(authors: Sequence[str]) -> str:
    """`A`, `A and B`, or `A et al.`; empty for none."""
    if len(authors) > 2:
        return f"{authors[0]} et al."
    return " and ".join(authors)


def distinct_authors(lists: Iterable[Sequence[str]]) -> dict[str, str]:
    """All authors of several papers: `author_id` → the first spelling met, in the given order."""
    found: dict[str, str] = {}
    for authors in lists:
        for name in authors:
            found.setdefault(author_id(name), name)
    return found


def _split(text: str) -> Name:
    if _EAST_ASIAN.fullmatch(text) or "・" in text:
        family, _, given = text.partition(" ")
        return Name(given=given, family=family)
    words = text.split(" ")
    connected = not _CONNECTORS.isdisjoint(words) and names_organisation(text)
    if len(words) > 1 and (connected or _ORGANISATION.fullmatch(words[-1]) or words[0] == "The"):
        return Name(given="", family=text)
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        return _with_suffix(_split(" ".join(words[:-1])), words[-1])
    start = _family_start(words)
    return _with_particle(" ".join(words[:start]), words[start:])


def _family_start(words: list[str]) -> int:
    """The index of the first word of the family name, particles included."""
    start = len(words) - 1
    if start >= 3 and words[start - 1] in _JOINERS:
        start -= 2
    while start > 0:
        word = words[start - 1]
        upper = word in _UPPER_PARTICLES and start > 1 and words[-1] not in _VIETNAMESE
        if not (word in _LOWER_PARTICLES or upper):
            break
        start -= 1
    return start


def _split_inverted(last: str, rest: list[str]) -> Name:
    name = _with_particle(" ".join(rest), last.split(" "))
    return name if name.family != "?" else _split(name.given)


def _with_particle(given: str, last: list[str]) -> Name:
    count = 0
    while count < len(last) - 1 and last[count] in _LOWER_PARTICLES:
        count += 1
    return Name(given=given, particle=" ".join(last[:count]), family=" ".join(last[count:]) or "?")


def _with_suffix(name: Name, suffix: str) -> Name:
    return Name(name.given, name.family, name.particle, suffix)


def _tidy(full: str) -> str:
    from generator.text import latex  # takes long to import, and checks split no names

    text = unicodedata.normalize("NFC", latex.to_text(full)) if full.strip() else ""
    return " ".join(re.sub(r"[*†‡§¶]+(?=\s|,|$)", "", text).split())
