"""Content that no curator writes: each a small directory that is hard on one step of a command."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.support import TOY

_BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
)
_ABSTRACT = "abstract: Pruning removes weights.\n"


def _paper(content: Path, name: str, title: str = '"A"', rest: str = _ABSTRACT) -> None:
    (content / "papers" / f"{name}.yml").write_text(f"title: {title}\n{rest}", "utf-8")


def _topic(content: Path, introduction: str) -> None:
    text = f'title: T\ndescription: D.\nintroduction: "{introduction}"\n'
    (content / "topics" / "monster.yml").write_text(text, "utf-8")


def _tags(content: Path, extra: str) -> None:
    with (content / "tags.yml").open("a", encoding="utf-8") as file:
        file.write(extra)


def _tag(name: str, rest: str = "") -> str:
    return f"{name}:\n  name: The {name}\n  description: D.\n  kind: method\n{rest}"


def long_title(content: Path) -> None:
    _paper(content, "long-title", "A" * 240_000)


def long_abstract(content: Path) -> None:
    _paper(content, "long-abstract", rest="abstract: |\n" + "  some words\n" * 80_000)


def largest_texts(content: Path) -> None:
    title, words = "word " * 199 + "end", "some $x_{1}$ words " * 2_600
    _paper(content, "largest", title, f"summary: {'word ' * 990}.\nabstract: {words}\n")


def many_authors(content: Path) -> None:
    names = "".join(f"  - Ann{i} Bo{i}\n" for i in range(20_001))
    _paper(content, "many-authors", rest=f"authors:\n{names}{_ABSTRACT}")


def largest_authors(content: Path) -> None:
    names = "".join(f"  - Ann{i} Bo{i}\n" for i in range(20_000))
    _paper(content, "most-authors", rest=f"authors:\n{names}year: 2020\n{_ABSTRACT}")


def equal_authors(content: Path) -> None:
    names = "  - Ann Bo\n" * 5_000
    _paper(content, "equal-authors", rest=f"authors:\n{names}year: 2020\n{_ABSTRACT}")


def many_tags(content: Path) -> None:
    tags = "".join(f"  - tag-{i}\n" for i in range(4_000))
    _paper(content, "many-tags", rest=f"tags:\n{tags}{_ABSTRACT}")


def too_large_vocabulary(content: Path) -> None:
    _tags(content, "".join(_tag(f"tag-{i}") for i in range(4_000)))


def largest_vocabulary(content: Path) -> None:
    related = "  related: [residual-networks, survey]\n"
    _tags(content, "".join(_tag(f"tag-{i}", related) for i in range(2_900)))
    for n in range(50):
        tags = "".join(f"  - tag-{i}\n" for i in range(n, 200 + n))
        _paper(content, f"tagged-{n}", f"Tagged {n}", f"tags:\n{tags}{_ABSTRACT}")


def unknown_tags(content: Path) -> None:
    _tags(content, "".join(_tag(f"tag-{i}") for i in range(400)))
    for n in range(15):
        tags = "".join(f"  - tga-{n}-{i}\n" for i in range(200))
        _paper(content, f"tagged-{n}", f"Tagged {n}", f"tags:\n{tags}{_ABSTRACT}")


def many_aliases(content: Path) -> None:
    for kind, folder in (("aliases", "papers"), ("related", "topics")):
        ids = "".join(f"  - alias-{i}\n" for i in range(4_000))
        (content / folder / "aliased.yml").write_text(
            f"title: A\n{kind}:\n{ids}{_ABSTRACT}", "utf-8"
        )


def aliases_of_tags(content: Path) -> None:
    aliases = "".join(f"  - word {i}\n" for i in range(1_000))
    for n in range(6):
        words = aliases.replace("word", f"word {n} of")
        _tags(content, _tag(f"aliased-{n}", f"  aliases:\n{words}".replace("\n  -", "\n    -")))


def many_links(content: Path) -> None:
    _topic(content, "[a](paper:layer-normalization) " * 12_000)


def largest_links(content: Path) -> None:
    _topic(content, "[a](paper:mish) " * 1_000)


def open_brackets(content: Path) -> None:
    for n, sign in enumerate(("[", "{", "$", "`", "(", "![")):
        _paper(content, f"title-{n}", f'"{sign * 60_000}"')
        _paper(content, f"spaced-{n}", f'"{n} {(sign + " ") * 480}"')
        _paper(content, f"abstract-{n}", f'"B{n}"', f'abstract: "{sign * 60_000}"\n')
        _paper(content, f"wide-{n}", f'"C{n}"', f'abstract: "{(sign + " ") * 20_000}"\n')
        (content / "topics" / f"brackets-{n}.yml").write_text(
            f'title: T{n}\ndescription: D.\nintroduction: "{sign * 60_000}"\n', "utf-8"
        )
        (content / "topics" / f"spaced-{n}.yml").write_text(
            f'title: U{n}\ndescription: D.\nintroduction: "{(sign + "a ") * 990}"\n', "utf-8"
        )
        (content / "pages" / f"brackets-{n}.md").write_text(
            f"# Page {n}\n\n" + sign * 60_000, "utf-8"
        )


def near_titles(content: Path) -> None:
    for n in range(3_000):
        letters = "".join(chr(97 + n // 26**k % 26) for k in range(3))
        _paper(content, f"near-{n}", f"A study of pruning in large networks {letters}")


def equal_titles(content: Path) -> None:
    for n in range(150):
        _paper(content, f"equal-{n}", "A study of pruning in large networks")


def deep_nesting(content: Path) -> None:
    for name, text in {
        "flow": "title: " + "[" * 100_000, "map": "title: " + "{a: " * 100_000,
        "block": "- " * 100_000, "keys": "".join(" " * i + "a:\n" for i in range(500)),
    }.items():  # fmt: skip
        (content / "papers" / f"deep-{name}.yml").write_text(text, "utf-8")


def deep_vocabulary(content: Path) -> None:
    (content / "tags.yml").write_text("a: " + "[" * 100_000, "utf-8")


def alias_bomb(content: Path) -> None:
    (content / "papers" / "bomb.yml").write_text(f"{_BOMB}\ntitle: A\n{_ABSTRACT}", "utf-8")


def bomb_in_vocabulary(content: Path) -> None:
    (content / "tags.yml").write_text(_BOMB, "utf-8")


def strange_characters(content: Path) -> None:
    _paper(content, "invisible", '"A"', "abstract: |\n" + "  \u200b\u202e\n" * 2_000)
    _paper(content, "blank", '"A"', "abstract: |\n" + "\n" * 900_000)
    _paper(content, "unclosed", "\n".join("'x" for _ in range(100_000)))
    (content / "papers" / "keys.yml").write_text(
        "".join(f"k{i}: 1\n" for i in range(4_000)), "utf-8"
    )


Monster = Callable[[Path], None]
REFUSED: tuple[Monster, ...] = (
    long_title, long_abstract, many_authors, many_tags, many_aliases, many_links, open_brackets,
    deep_nesting, alias_bomb, strange_characters,
)  # fmt: skip
"""Files of which nothing can be built."""
LARGEST: tuple[Monster, ...] = (
    largest_texts, largest_authors, equal_authors, aliases_of_tags, unknown_tags, largest_links,
    equal_titles,
)  # fmt: skip
"""What keeps every bound, if only just."""
VOCABULARIES: tuple[Monster, ...] = (too_large_vocabulary, deep_vocabulary, bomb_in_vocabulary)
"""Vocabularies that cannot be read."""
MONSTERS: dict[str, Monster] = {
    make.__name__: make
    for make in (*REFUSED, *LARGEST, *VOCABULARIES, largest_vocabulary, near_titles)
}


def monster(folder: Path, *names: str) -> Path:
    """The toy's content in `folder` with the monsters of these names in it; its directory."""
    content = folder / "content"
    shutil.copytree(TOY, content)
    for name in names:
        MONSTERS[name](content)
    return content
