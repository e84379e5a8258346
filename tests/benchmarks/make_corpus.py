"""Makes a content directory of any size for benchmarks.

`python tests/benchmarks/make_corpus.py papers.jsonl.gz OUT --count 10000 --seed 1`

More papers than the input has are made of halves of two each.

The input has one JSON object a line with `title`, `abstract`, `authors`,
`venue` and `year`.  Titles and abstracts are taken as they are; topics and
tags are the frequent words of the titles, so that papers that share one are
alike; arXiv ids and summaries are made up.  The same arguments give the same
bytes, and `check` finds no error in them.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.text.slugs import slugify, unique_slug

Row = dict[str, Any]

TYPES = {
    "method": "Proposes something new and shows that it works.",
    "theory": "Proves what can and what cannot be.",
    "empirical-study": "Measures what happens rather than proposing a method.",
    "survey": "Orders the work of others.",
}
_STOP = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at based be by can con do does false for from how in into is it its null "
        "of on or over the their to toward towards true under up using via what when with without",
    )
)
_PER_TOPIC = 50
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def read_rows(source: Path, count: int | None = None) -> list[Row]:
    """The rows that have a title and an abstract, in the file's order; all, or the first ones."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        full = (row for row in rows if row.get("title") and row.get("abstract"))
        return list(itertools.islice(full, count))


def multiplied(rows: Sequence[Row], count: int) -> list[Row]:
    """As many rows as are asked for: the first of these, and then rows made of two of them.

    A row that is made has the first half of one title and the second half of another, and so
    with the sentences of the abstracts; no title comes twice.
    """
    found = list(rows[:count])
    titles = {row["title"] for row in found}
    for number in range(count - len(found)):
        one = rows[number % len(rows)]
        other = rows[(number * 7 + number // len(rows) + 1) % len(rows)]
        title = _halves(one["title"], other["title"], " ")
        while title in titles:
            title = f"{title} again"
        titles.add(title)
        abstract = _halves(one["abstract"], other["abstract"], ". ")
        found.append({**other, "title": title, "abstract": abstract})
    return found


def _halves(one: str, other: str, between: str) -> str:
    first, second = one.split(between), other.split(between)
    return between.join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])


def make(rows: Sequence[Row], out: Path, seed: int = 1) -> None:
    """Writes the content directory; `out` must not exist."""
    chance = random.Random(seed)
    for folder in ("papers", "topics", "pages", "sources"):
        (out / folder).mkdir(parents=True)
    words = Counter(w for row in rows for w in set(_words(row["title"])))
    frequent = [w for w, n in words.most_common() if 3 <= n <= max(3, len(rows) // 4)]
    topic_count = max(1, min(200, len(rows) // _PER_TOPIC))
    topics = frequent[:topic_count] or ["everything"]
    tags = frequent[: max(4, min(400, len(rows) // 20))]

    ids = _ids(rows)
    homes = _homes(rows, topics)
    known = frozenset(topics)
    carried: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for row, paper, home in zip(rows, ids, homes, strict=True):
        named = _tags(row, tags, chance)
        carried.update(named)
        others = [w for w in dict.fromkeys(_words(row["title"])) if w in known and w != home][:2]
        text = _paper(row, [home, *others], named, _arxiv(row, numbers), chance)
        (out / "papers" / f"{paper}.yml").write_text(text, encoding="utf-8", newline="\n")
    for order, topic in enumerate(topics):
        own = [paper for paper, home in zip(ids, homes, strict=True) if home == topic]
        near = [t for t in topics[max(0, order - 2) : order + 3] if t != topic]
        text = _topic(topic, order, own, near, chance)
        (out / "topics" / f"{topic}.yml").write_text(text, encoding="utf-8", newline="\n")
    _write_tables(out, rows, carried, ids)


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"[a-z]{3,}", text.lower()) if w not in _STOP]


def _clean(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())


def _ids(rows: Iterable[Row]) -> list[str]:
    taken: dict[str, None] = {}
    for row in rows:
        taken[unique_slug(row["title"], taken)] = None
    return list(taken)


def _homes(rows: Sequence[Row], topics: Sequence[str]) -> list[str]:
    room = Counter(dict.fromkeys(topics, -(-len(rows) * 12 // (len(topics) * 10))))
    homes = []
    for row in rows:
        own = [word for word in _words(row["title"]) if room[word] > 0]
        home = min(own, key=lambda t: -room[t]) if own else room.most_common(1)[0][0]
        room[home] -= 1
        homes.append(home)
    return homes


def _tags(row: Row, tags: Sequence[str], chance: random.Random) -> list[str]:
    words = set(_words(f"{row['title']} {row['abstract']}"))
    own = [tag for tag in tags if tag in words]
    chosen = own if len(own) <= 5 else sorted(chance.sample(own, 5))
    kind = chance.choice(list(TYPES))
    filler = [tag for tag in tags if tag not in chosen][:2] if len(chosen) < 2 else []
    return [tag for tag in [*chosen, *filler] if tag not in TYPES] + [kind]


def _arxiv(row: Row, numbers: Counter[str]) -> str | None:
    year = row.get("year")
    if not isinstance(year, int) or not 2015 <= year <= 2026:
        return None
    month = f"{year % 100:02}01"
    numbers[month] += 1
    return f"{month}.{numbers[month]:05}"


def _paper(
    row: Row, topics: list[str], tags: list[str], arxiv: str | None, chance: random.Random
) -> str:
    lines = ["# yaml-language-server: $schema=../schema/paper.schema.json"]
    lines += [f"title: {_quoted(_clean(row['title']))}"]
    authors = list(dict.fromkeys(name for a in row.get("authors") or () if (name := _clean(a))))
    lines += ["authors:", *(f"  - {_quoted(a)}" for a in authors)] if authors else []
    if row.get("year"):
        lines.append(f"year: {row['year']}")
        if row.get("venue"):
            lines.append(f"venue: {_quoted(_venue(row))}")
    if arxiv:
        lines.append(f'arxiv: "{arxiv}"')
    if chance.random() < 0.3:
        lines.append(
            f"code: [https://example.org/code/{slugify(row['title'])}-{chance.random():.9f}]"
        )
    lines.append(f"topics: [{', '.join(topics)}]")
    lines.append(f"tags: [{', '.join(tags)}]")
    lines.append(f"summary: Asks about {' and '.join(tags[:2])}, and answers for {topics[0]}.")
    lines.append(f"added: 2026-{chance.randint(1, 11):02}-{chance.randint(1, 20):02}")
    lines += ["abstract: |", f"  {_clean(row['abstract'])}"]
    return "\n".join(lines) + "\n"


def _venue(row: Row) -> str:
    return f"{_clean(row['venue'])} {row['year']}"


def _topic(
    topic: str, order: int, own: Sequence[str], near: Sequence[str], chance: random.Random
) -> str:
    path = sorted(chance.sample(own, min(6, len(own))))
    sentences = " ".join(f"See [this paper](paper:{paper}) for one answer." for paper in path)
    lines = [
        "# yaml-language-server: $schema=../schema/topic.schema.json",
        f"title: {_quoted(topic.capitalize())}",
        f"description: Papers about {topic} and what surrounds it.",
        f"order: {order + 1}",
        "introduction: |",
        f"  What is {topic}, and why does it matter? {sentences}",
        *(["start_here:"] if path else []),
        *(f"  - {{paper: {paper}, why: It says it plainly.}}" for paper in path),
        f"related: [{', '.join(near)}]",
    ]
    return "\n".join(lines) + "\n"


def _write_tables(
    out: Path, rows: Sequence[Row], carried: Mapping[str, int], ids: Sequence[str]
) -> None:
    tables = {
        "tags.yml": "".join(_tag(tag) for tag in sorted(carried)),
        "venues.yml": "".join(_venues(rows)),
        "limits.yml": "topics: [1, 250]\ntags: [1, 1000]\ntags_per_paper: [1, 9]\n",
        "home.yml": (
            f"tagline: {len(rows)} papers to measure with.\nintroduction: |\n  Not for reading.\n"
            "doors:\n  - title: New to the field\n    text: Start anywhere.\n"
            f"    papers: [{', '.join(ids[:3])}]\n"
        ),
        "pages/about.md": "# About\n\nMade for measuring.\n",
    }
    for name, text in tables.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")


def _tag(tag: str) -> str:
    kind = "paper-type" if tag in TYPES else "property"
    description = TYPES.get(tag, f"Says {tag} in its title or abstract.")
    name = tag.replace("-", " ").capitalize()
    return f"{tag}:\n  name: {_quoted(name)}\n  description: {description}\n  kind: {kind}\n"


def _venues(rows: Iterable[Row]) -> Iterator[str]:
    for venue in sorted({_clean(row["venue"]) for row in rows if row.get("venue")}):
        yield f"{_quoted(venue)}:\n  name: {_quoted(venue)}\n  kind: conference\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Reads the arguments and makes the directory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rows = multiplied(read_rows(arguments.corpus), arguments.count)
    make(rows, arguments.out, arguments.seed)


if __name__ == "__main__":
    main()
