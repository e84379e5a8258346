"""A search by brute force: every document is read anew, nothing is encoded.

It shares with the index only the tokeniser and the table of fields; the query
language, the ranking and the order are written down a second time, as plainly as
possible, for the engine in the browser to be compared with.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import OSA

from generator.search import Document
from generator.search.alike import explained, learn
from generator.search.counting import DAMPING
from generator.search.fields import FIELDS, values
from generator.text.tokens import (
    LITTLE,
    MAX_WORD,
    chunks,
    in_script_order,
    is_cjk,
    parts,
    squeeze,
    stem,
)
from generator.text.tokens import words as words_of

NAMES = [f.name for f in FIELDS]
OPERATORS = ["tag", "topic", "author", "venue", "title", "year", "type", "arxiv"]
FIELD_OF = {f.operator: f.name for f in FIELDS if f.operator}
ARXIV = re.compile(
    r"""[\s"'(\[<]*(?:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/
    |(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.|arxiv[:\s]\s*)?
    (\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?(?:/|[?#]\S*)?
    (?:\s*\[[a-z.-]+\])?[\s"')\]>.,;]*""",
    re.ASCII | re.VERBOSE,
)
CLAUSE = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|(\S+))', re.IGNORECASE)


@dataclass
class Entry:
    """What one document says, by stem."""

    impacts: dict[str, int] = field(default_factory=dict)
    fields: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, set[tuple[str, int]]] = field(default_factory=dict)


@dataclass
class Asked:
    """A word of the query: what it may stand for, in hundredths, and how many documents have it."""

    word: str
    weights: dict[str, int]
    count: int
    slight: bool = False
    """Whether a result may lack it."""


class Oracle:
    """Finds by looking at everything."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = sorted(documents, key=lambda d: (d.id, d.path))
        self.entries = read(self.documents)
        self.count: dict[str, int] = {}
        for entry in self.entries:
            for found in entry.impacts:
                self.count[found] = self.count.get(found, 0) + 1
        vocabulary = {w for d in self.documents for _, text in values(d) for _, w in words_of(text)}
        self.words = sorted(vocabulary, key=in_script_order)
        self.order: dict[str, int] = {}
        for word in self.words:
            self.order.setdefault(stem(word), len(self.order))
        self.alike = learn([explained(self.documents)])

    def search(self, query: str) -> list[str]:
        """Paths of everything found, best first."""
        query = re.sub("[“”„]", '"', query)
        arxiv = ARXIV.fullmatch(query.strip().lower())
        if arxiv:
            return [d.path for d in self.documents if (d.arxiv or "").lower() == arxiv[1]]
        clauses = list(read_clauses(query))
        if not clauses:
            return []
        free = [c for c in clauses if not (c["no"] or c["field"] or c["quoted"])]
        allowed = [True] * len(self.documents)
        scores = [0] * len(self.documents)
        credited: list[Asked] = []
        for clause in clauses:
            if clause in free:
                continue
            keep, credit = self.clause(clause)
            for i in range(len(self.documents)):
                allowed[i] = allowed[i] and keep[i] != clause["no"]
            if not clause["no"]:
                self.credit(credit, scores)
                credited += credit
        text = " ".join(str(c["value"]) for c in free)
        asked = self.understand(text, bool(free and free[-1]["last"]))
        needed = [0] * len(self.documents)
        wanted = [word for word in asked if not word.slight] or asked
        for word in asked:
            for i in range(len(self.documents)):
                if value := self.best(word, i):
                    scores[i] += self.rarity(word.count) * value
                    if word in wanted:
                        needed[i] += self.rarity(word.count)
        total = sum(self.rarity(word.count) for word in wanted)
        found = []
        for i, document in enumerate(self.documents):
            without = any(c["no"] for c in clauses) and not re.search(r"(^|\s)-", document.title)
            whole = 0 if without else name_rank(document, squeeze(query))
            titles = [c["value"] for c in clauses if c["field"] == "title" and not c["no"]]
            named = [text, *map(str, titles)]
            rank = max(whole, *(name_rank(document, squeeze(name)) for name in named))
            if name_rank(document, self.in_full(text)) or name_rank(document, without_little(text)):
                rank = max(rank, 1)
            aside = document.kind == "page" and not (
                rank or all(self.best(word, i, "title") for word in [*credited, *asked])
            )
            enough = not free or rank > 0 or (needed[i] > 0 and needed[i] * 3 >= total)
            if (allowed[i] or whole) and enough:
                found.append((-rank, aside, -scores[i], i))
        return [self.documents[i].path for *_, i in sorted(found)]

    def rarity(self, count: int) -> int:
        n = len(self.documents)
        return math.floor(1000 * math.log(1 + (n - count + 0.5) / (count + 0.5)) + 0.5)

    def best(self, asked: Asked, i: int, field: str | None = None) -> int:
        entry = self.entries[i]
        return max(
            (
                weight * entry.impacts[s]
                for s, weight in asked.weights.items()
                if s in entry.impacts and (field is None or field in entry.fields[s])
            ),
            default=0,
        )

    def credit(self, asked: Iterable[Asked], scores: list[int]) -> None:
        for word in asked:
            for i in range(len(scores)):
                scores[i] += self.rarity(word.count) * self.best(word, i)

    # words

    def expand(self, word: str, typing: bool, most_of_them: int = 0) -> Asked:
        exact = stem(word) if stem(word) in self.count else None
        weights = {exact: 100} if exact is not None else {}
        if long := self.long_word(word):
            weights.setdefault(stem(long), 80)
        if typing or (exact is None and len(word) > 2):
            longer = [w for w in self.words if w.startswith(word)]
            for s in self.frequent(longer, exact, most_of_them or completions(word)):
                weights.setdefault(s, 60)
        rare = 1 + len(self.documents) // 2000
        if exact is None:
            doubtful = sum(self.count[s] for s in weights) <= rare
        else:
            doubtful = self.count[exact] <= rare or word not in self.words
        if doubtful and len(word) >= 4 and not re.fullmatch("[0-9]+", word):
            near = [
                w for w in self.words if max(len(w), len(word)) >= 5 and one_edit_apart(w, word)
            ]
            for s in self.frequent(near, exact, 8):
                weights.setdefault(s, 40)
        if not weights and typing and len(word) >= 5:
            near = [w for w in self.words if len(w) > len(word) and begins_nearly(w, word)]
            for s in self.frequent(near, None, 8):
                weights.setdefault(s, 25)
        most = max((self.count[s] for s in weights), default=0)
        return Asked(word, weights, self.count[exact] if exact is not None else most)

    def frequent(self, words: Iterable[str], exact: str | None, limit: int) -> list[str]:
        found = {stem(w) for w in words} - {exact}
        return sorted(found, key=lambda s: (-self.count[s], self.order[s]))[:limit]

    def understand(self, text: str, typing: bool) -> list[Asked]:
        sequence = read_sequence(text)
        asked = [
            self.expand(
                word,
                typing
                and i == len(sequence) - 1
                and (len(word) > 1 or all(len(w) == 1 for w, _, _ in sequence[:i])),
            )
            for i, (word, _, _) in enumerate(sequence)
        ]
        joined_words = set()
        for first, last, least in joins(sequence):
            joined = "".join(word for word, _, _ in sequence[first:last])
            if len(joined) < least or stem(joined) not in self.count:
                continue
            for i in range(first, last):
                alone = not asked[i].weights
                asked[i].weights[stem(joined)] = max(90, asked[i].weights.get(stem(joined), 0))
                if sequence[first][1] == sequence[last - 1][1]:
                    joined_words.add(i)
                if alone:
                    asked[i].count = self.count[stem(joined)]
        for i, word in enumerate(asked):
            word.slight = i not in joined_words and self.is_slight(sequence, i, typing)
        known = [a for a in self.with_alike(sequence, asked) if a.weights]
        firm = [a for a in known if not a.slight] or known
        weighty = [a for a in firm if a.word not in LITTLE]
        firm = weighty or firm
        firm = [a for a in firm if 2 * a.count <= len(self.documents)] or firm
        return [a for a in known if a.slight or a in firm]

    def long_form(self, word: str) -> list[str]:
        long = self.alike.names.get(word, ())
        return list(long) if all(stem(w) in self.count for w in long) else []

    def long_word(self, word: str) -> str:
        long = self.alike.words.get(stem(word), "")
        return long if stem(long) in self.count else ""

    def with_alike(
        self, sequence: Sequence[tuple[str, int, bool]], asked: list[Asked]
    ) -> list[Asked]:
        shorts: dict[str, str] = {}
        for short in self.alike.names:
            if stem(short) in self.count and (long := self.long_form(short)):
                shorts.setdefault(" ".join(map(stem, long)), stem(short))
        after: list[list[Asked]] = [[] for _ in asked]

        def add(one: Asked, s: str) -> None:
            if not one.weights:
                one.count = self.count[s]
            one.weights[s] = max(80, one.weights.get(s, 0))

        words = [word for word, _, _ in sequence]
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + 6) + 1):
                run = words[first:last]
                for i, word in enumerate(self.long_form("".join(run))):
                    if i < len(run):
                        add(asked[first + i], stem(word))
                    else:
                        weights = {stem(word): 80}
                        after[last - 1].append(Asked(word, weights, self.count[stem(word)], True))
                if len(run) > 1 and (short_stem := shorts.get(" ".join(map(stem, run)))):
                    for one in asked[first:last]:
                        add(one, short_stem)
        return [each for one, more in zip(asked, after, strict=True) for each in (one, *more)]

    def in_full(self, text: str) -> str:
        words = [word for word, _, _ in read_sequence(text)]
        long = [w for x in words for w in self.long_form(x) or [self.long_word(x) or x]]
        return "" if long == words else "".join(long)

    def is_slight(self, sequence: Sequence[tuple[str, int, bool]], i: int, typing: bool) -> bool:
        word, chunk, spaceless = sequence[i]
        last = typing and i == len(sequence) - 1
        if len(sequence) == 1 or spaceless or len(word) > 2:
            return False
        if len(word) == 1:
            return last or [c for _, c, _ in sequence].count(chunk) == 1
        if all(len(w) == 1 for j, (w, _, _) in enumerate(sequence) if j != i):
            return False
        exact = stem(word) if stem(word) in self.count else None
        longer = self.frequent([w for w in self.words if w.startswith(word)], exact, 12)
        return last and (exact is None or sum(self.count[s] for s in longer) > self.count[exact])

    # clauses

    def clause(self, clause: dict[str, object]) -> tuple[list[bool], list[Asked]]:
        name, value = clause["field"], str(clause["value"])
        if clause["quoted"] and (name is None or name in FIELD_OF):
            if name == "author":
                value = " ".join([*value.split(",")[1:], value.split(",")[0]])
            keep, credit = self.phrase(value, FIELD_OF.get(str(name)))
            initials = any(len(word) == 1 for word, _, _ in read_sequence(value))
            if name != "author" or (any(keep) and not initials):
                return keep, credit
            value = str(clause["value"])
        if name is None:
            return [self.holds(entry, value) for entry in self.entries], []
        if name in FIELD_OF:
            sequence = read_sequence(value)
            sequence = [s for s in sequence if s[2] or len(s[0]) > 1] or sequence
            typing = bool(clause["last"] and not clause["no"])
            asked = [
                self.expand(word, typing and i == len(sequence) - 1, 256)
                for i, (word, _, _) in enumerate(sequence)
            ]
            field_name = FIELD_OF[str(name)]
            return [
                all(self.best(word, i, field_name) for word in asked)
                for i in range(len(self.documents))
            ], asked
        return self.filter(str(name), value, bool(clause["last"])), []

    def phrase(self, value: str, field_name: str | None) -> tuple[list[bool], list[Asked]]:
        stems = [stem(w) for w in phrase_words(value)]
        if any(s not in self.count for s in stems):
            return [False] * len(self.documents), []
        keep = [
            any(
                (field_name is None or place[0] == field_name)
                and all(
                    (place[0], place[1] + k) in entry.places.get(s, ()) for k, s in enumerate(stems)
                )
                for place in entry.places.get(stems[0], ())
            )
            for entry in self.entries
        ]
        return keep, [Asked(s, {s: 100}, self.count[s]) for s in dict.fromkeys(stems)]

    def holds(self, entry: Entry, value: str) -> bool:
        for chunk in chunks(value):
            pieces = parts(chunk)
            joined = "".join(pieces)[:MAX_WORD]
            compound = 1 < len(pieces) <= 4 and not any(map(is_cjk, pieces))
            if compound and stem(joined) in entry.impacts:
                return True
            if all(stem(word) in entry.impacts for word in phrase_words(chunk)):
                return True
        return False

    def filter(self, name: str, value: str, last: bool) -> list[bool]:
        if name == "year":
            first, final = year_range(value, last) or (1, 0)
            return [d.year is not None and first <= d.year <= final for d in self.documents]
        if name == "arxiv":
            return [
                (d.arxiv or "").lower() == re.sub(r"v\d+$", "", value.lower())
                for d in self.documents
            ]
        kinds = {"paper", "topic", "tag", "author", "page"}
        wanted = value.lower()
        if name == "type" and (wanted in kinds or (wanted.endswith("s") and wanted[:-1] in kinds)):
            return [wanted in (d.kind, f"{d.kind}s") for d in self.documents]
        kind = "topic" if name == "topic" else "tag"
        ids = self.called(kind, value)
        return [
            bool(ids.intersection(d.topic_ids if kind == "topic" else d.tag_ids))
            for d in self.documents
        ]

    def called(self, kind: str, value: str) -> set[str]:
        names: dict[str, list[str]] = {}
        for d in self.documents:
            ids, titles = (d.topic_ids, d.topics) if kind == "topic" else (d.tag_ids, d.tags)
            for number, id_ in enumerate(ids):
                names.setdefault(id_, [id_, titles[number] if number < len(titles) else id_])
        for d in self.documents:
            if d.kind == kind:
                names[d.id] = [d.id, d.title, *d.aliases]
        exact = {id_ for id_, all_ in names.items() if any(key(n) == key(value) for n in all_)}
        if exact:
            return exact
        start = squeeze(value)
        return {
            id_ for id_, all_ in names.items() if any(squeeze(n).startswith(start) for n in all_)
        }


def without_little(text: str) -> str:
    return "".join(word for word, _, _ in read_sequence(text) if word not in LITTLE)


def completions(word: str) -> int:
    return {1: 6, 2: 12}.get(len(word), 64)


def year_range(value: str, typing: bool) -> tuple[int, int] | None:
    text = re.sub(r"\.\.+", "..", re.sub("[–—]", "-", value))
    if bound := re.fullmatch(r"([<>]=?)([0-9]{4})", text):
        year = int(bound[2])
        return {">": (year + 1, 9999), ">=": (year, 9999), "<": (0, year - 1), "<=": (0, year)}[
            bound[1]
        ]
    if re.fullmatch("[0-9]{4}", text):
        return int(text), int(text)
    if re.fullmatch(r"([0-9]{4})?(\.\.|-)([0-9]{4})?", text) and len(text) > 2:
        first, final = re.split(r"\.\.|-", text)
        low, high = sorted((int(first or 0), int(final or 9999)))
        return low, high
    if re.fullmatch("[0-9]{8}", text):
        return None
    if typing and re.fullmatch("[0-9]{1,3}", text):
        return int(text.ljust(4, "0")), int(text.ljust(4, "9"))
    if typing and re.fullmatch(r"[<>]=?[0-9]{0,3}", text):
        return 0, 9999
    if typing and (begun := re.fullmatch(r"([0-9]{4})?(\.|\.\.|-)[0-9]{0,3}", text)):
        return int(begun[1] or 0), 9999
    return None


def read(documents: Sequence[Document]) -> list[Entry]:
    occurrences: list[dict[str, list[tuple[str, int]]]] = []
    lengths: list[dict[str, int]] = []
    for document in documents:
        found: dict[str, list[tuple[str, int]]] = {}
        length: dict[str, int] = {}
        start: dict[str, int] = {}
        for number, text in values(document):
            name = NAMES[number]
            offset = start.get(name, 0)
            end = 0
            for position, word in words_of(text):
                found.setdefault(stem(word), []).append((name, offset + position))
                end = max(end, position + 1)
            length[name] = length.get(name, 0) + end
            if text:
                start[name] = offset + end + 1
        occurrences.append(found)
        lengths.append(length)
    average = {}
    for name in NAMES:
        filled = [length.get(name, 0) for length in lengths if length.get(name, 0) > 0]
        average[name] = max(sum(filled) / max(len(filled), 1), 1.0)
    return [
        weigh(found, length, average) for found, length in zip(occurrences, lengths, strict=True)
    ]


def weigh(
    found: dict[str, list[tuple[str, int]]], length: dict[str, int], average: dict[str, float]
) -> Entry:
    entry = Entry()
    for s, places in found.items():
        weighed = 0.0
        for name in NAMES:
            f = FIELDS[NAMES.index(name)]
            for _ in range(sum(place[0] == name for place in places)):
                weighed += f.weight / (1 - f.length + f.length * length[name] / average[name])
        entry.impacts[s] = max(1, math.floor(weighed / (DAMPING + weighed) * 63 + 0.5))
        entry.fields[s] = {place[0] for place in places}
        entry.places[s] = set(places)
    return entry


def read_clauses(query: str) -> Iterable[dict[str, object]]:
    query = re.sub(r"(^|\s)(-?(?:author|venue|tag|year):)\s+(?=\S)", r"\1\2", query, flags=re.I)
    query = re.sub(r"(^|\s)\u2212(?=\S)", r"\1-", query)
    for match in CLAUSE.finditer(query):
        minus, name, quote, closed, plain = match.groups()
        last = match.end() == len(query)
        if last and plain and plain.lower() in [f"{operator}:" for operator in OPERATORS]:
            continue
        name = name.lower() if name else None
        if name and name not in OPERATORS:
            plain = match[0] if quote is None else f"{name} {quote}"
            minus, name, quote = "", None, None
        quoted = quote is not None and closed == '"'
        value = plain if quote is None else quote
        if chunks(value):
            yield {
                "no": minus == "-", "field": name, "value": value,
                "quoted": quoted, "last": last and not quoted, "at": match.start(),
            }  # fmt: skip


def read_sequence(text: str) -> list[tuple[str, int, bool]]:
    found: list[tuple[str, int, bool]] = []
    for number, chunk in enumerate(chunks(text)):
        for part in parts(chunk):
            if not is_cjk(part):
                found.append((part[:MAX_WORD], number, False))
            elif len(part) == 1:
                found.append((part, number, True))
            else:
                found.extend((part[i : i + 2], number, True) for i in range(len(part) - 1))
    return found[:24]


def joins(sequence: list[tuple[str, int, bool]]) -> Iterable[tuple[int, int, int]]:
    """What may also be one word: (first, after the last, letters at least)."""
    for number in dict.fromkeys(n for _, n, _ in sequence):
        own = [i for i, (_, n, _) in enumerate(sequence) if n == number]
        if len(own) > 1 and not any(sequence[i][2] for i in own):
            yield own[0], own[-1] + 1, 1
    for i in range(len(sequence) - 1):
        for length, least in ((2, 4), (3, 6)):
            run = sequence[i : i + length]
            if len(run) == length and not any(spaceless for _, _, spaceless in run):
                yield i, i + length, least


def phrase_words(text: str) -> list[str]:
    found: list[str] = []
    for chunk in chunks(text):
        for part in parts(chunk):
            found.extend(part if is_cjk(part) else [part[:MAX_WORD]])
    return found


def key(name: str) -> str:
    return "".join(stem(part) for chunk in chunks(name) for part in parts(chunk))


def name_rank(document: Document, typed: str) -> int:
    if not typed:
        return 0
    if document.kind != "paper":
        return int(any(squeeze(name) == typed for name in (document.title, *document.aliases)))
    named = (_as_title(typed, title) for title in (document.title, document.later_title))
    return max(named)


def _as_title(typed: str, full: str) -> int:
    whole, shortened, before_the_colon = _typed_as(full)
    if typed == whole:
        return 4
    if typed in shortened:
        return 3
    return 2 if typed == before_the_colon else 0


@cache
def _typed_as(full: str) -> tuple[str, tuple[str, str], str | None]:
    """A title, what it is without its last word or letters, and what stands before its colon."""
    title = full.split()
    while title and not squeeze(title[-1]):
        title.pop()
    by_letters = re.sub(r"[^\W_]+[\W_]*$", "", full)
    shortened = squeeze(" ".join(title[:-1])), squeeze(by_letters)
    return squeeze(full), shortened, squeeze(full.split(":")[0]) if ":" in full else None


def one_edit_apart(a: str, b: str) -> bool:
    """At most; it inserts, deletes or substitutes a letter, or transposes two neighbours."""
    return OSA.distance(a, b, score_cutoff=1) <= 1


def begins_nearly(word: str, typed: str) -> bool:
    n = len(typed)
    return any(one_edit_apart(word[:length], typed) for length in (n - 1, n, n + 1))
