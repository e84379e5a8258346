"""Several authors in one text: the cell of a table, or a line of a listing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers.values import natural_name
from generator.text.titles import tidy

_ID = re.compile(r"\s*\(\d+\)$")
_MEDICAL = re.compile(
    r"(?P<family>(?:[^\W\d_]['’]?[^\W\d_]*[^\W\d_A-Z][\w'’-]*(?: |$))+)(?P<initials>[A-Z]{1,3})"
    r"(?P<suffix> (?:Jr|Sr|II|III|IV)\.?)?"
)
"""A name as medicine writes it: `Smith JA Jr`."""
_INITIALS_LAST = re.compile(r"(.+?)\s+((?:[A-Z]\.-?\s?)+)")
_FAMILY_INITIALS = re.compile(r"[^\W\d_][^\s,&;]*(?: [^\s,&;]+){0,3}, (?:[^\W\d_]\.[ -]?)+")
WITH_INITIALS = re.compile(
    rf"(?:{_FAMILY_INITIALS.pattern}(?:, ?(?:& ?|and )?| ?& ?| ?and |$)){{2,}}"
)
"""Two names or more, each `Family, I.`, with commas between them too."""
_AND = re.compile(r",?\s+(?:and|und|et(?! al)|&)\s+")
_OTHERS = re.compile(r",?\s+(?:et al\.?|and others)$")
_PERSON = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*(?:\s+(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*|van|von|der|den|de|del|di|da|la|le)){0,4}"
    r"\s+[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*"
)


def is_person(text: str) -> bool:
    """Whether the text looks like one name, given name first: a few words with capitals."""
    return _PERSON.fullmatch(text.strip()) is not None


def people_of(text: str) -> list[str]:
    """The names, given name first, in their order.

    `;`, `|` or ` / ` divides names in any form; without them ` and ` does. Commas alone
    divide names of several words each, `Family I.` as Scopus has it, or `Family, I.`; a single
    comma between one and more words is that of `Family, Given`.
    """
    text = _OTHERS.sub("", tidy(text))
    if WITH_INITIALS.fullmatch(text):
        return [_one(re.sub(r"^and ", "", name)) for name in _FAMILY_INITIALS.findall(text)]
    if re.search(r"[;|]| / ", text):
        return [_one(part) for part in re.split(r"[;|]| / ", text) if part.strip()]
    groups = _AND.split(text)
    parts = [part.strip() for group in groups for part in group.split(",") if part.strip()]
    if len(parts) > 1 and not any("." in part for part in parts[:-1]):
        parts[-1] = parts[-1].rstrip(".")  # PubMed's tables end the names with a full stop
    if len(groups) == 1 and len(parts) == 2 and not all(" " in part for part in parts):
        return [_one(text)]
    if all(" " in part for part in parts) or len(groups) == 1 or not "".join(groups).count(","):
        return [_one(part) for part in parts]
    return [_one(group) for group in groups if group.strip()]


def given_first(names: Sequence[str]) -> tuple[str, ...]:
    """The names; where all of several are as medicine writes them, turned."""
    found = [_MEDICAL.fullmatch(name) for name in names]
    if len(names) < 2 or not all(found):
        return tuple(names)
    return tuple(
        f"{'. '.join(name['initials'])}. {name['family'].strip()}{name['suffix'] or ''}"
        for name in found
        if name
    )


def _one(name: str) -> str:
    name = _ID.sub("", name.strip())
    initials = _INITIALS_LAST.fullmatch(name) if "," not in name else None
    return f"{initials[2].strip()} {initials[1]}" if initials else natural_name(name)
