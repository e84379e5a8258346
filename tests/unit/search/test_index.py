import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.files import Draft
from generator.model.memory import NOTHING, Memory
from generator.search import Document, build_index, index_of, read
from generator.search.counting import ascending
from generator.search.encoding import ALPHABET, INT, encode, fingerprint
from generator.search.fields import FIELDS, values
from generator.search.names import FULL_TITLE, HEAD_OF_TITLE, names_of
from generator.text.json_text import js_literal
from generator.text.tokens import squeeze

PAPERS = (
    Document(
        id="layer-normalization",
        path="papers/layer-normalization/",
        kind="paper",
        title="Layer Normalization",
        authors=("Jimmy Lei Ba",),
        abstract="Normalizes over the features of one case. </script> \u2028",
        year=2016,
        arxiv="1607.06450",
        tag_ids=("norm",),
        tags=("Normalisation",),
    ),
    Document(id="norm", path="tags/norm/", kind="tag", title="Normalisation", tag_ids=("norm",)),
)


def data(files: dict[str, bytes], name: str) -> tuple[str, object]:
    call = files[f"{name}.js"].decode()
    start, end = "readingList.search.part(", ");\n"
    assert call.startswith(start) and call.endswith(end)
    version, part, value = json.loads(f"[{call[len(start) : -len(end)]}]")
    assert part == name
    return version, value


def made(files: Iterable[Draft]) -> dict[str, bytes]:
    return {file.path: file.make() for file in files}


def decode(text: str) -> list[int]:
    """By the book: 64 final digits, 24 that announce one more, most significant first."""
    numbers, more = [], 0
    for char in text:
        digit = ALPHABET.index(char)
        if digit < 64:
            numbers.append(more * 64 + digit)
            more = 0
        else:
            more = more * 24 + digit - 63
    return numbers


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert decode(encode(np.array(numbers, dtype=INT))) == numbers


@pytest.mark.parametrize(("year", "before"), [(1859, 1858), (1901, 1899)])
def test_years_are_told_however_old_a_document_is(year: int, before: int) -> None:
    old = PAPERS[0]._replace(id="old", path="papers/old/", year=year)
    _, core = data(build_index([old, *PAPERS]), "core")
    assert isinstance(core, dict)
    assert core["yearBefore"] == before
    assert [n and n + before for n in decode(core["years"])] == [2016, 0, year]


def test_small_numbers_take_one_character() -> None:
    assert len(encode(np.array([0, 63], dtype=INT))) == 2


def test_the_same_documents_in_any_order_give_the_same_bytes() -> None:
    assert build_index(PAPERS) == build_index(PAPERS[::-1])


def test_documents_that_are_read_in_groups_give_the_same_bytes() -> None:
    words = "one two", "", "two-three (TT) four two", "four", "一二 one three forms (TF)"
    many = [
        PAPERS[0]._replace(id=f"p{n}", path=f"papers/p{n}/", abstract=text, authors=(text, "A B"))
        for n, text in enumerate(words)
    ]
    groups = [many[4:], [], [many[2], PAPERS[1]], [many[3], *many[:2]], [PAPERS[0]]]

    assert made(index_of([read(group) for group in groups])) == build_index([*many, *PAPERS])


def test_what_is_known_is_asked_for_by_what_it_is_made_from_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked_for(*papers: Document) -> dict[str, str]:
        asked = {}

        def recall(_: Memory, step: str, inputs: str, make: Callable[[], object]) -> object:
            asked[step] = inputs
            return make()

        monkeypatch.setattr(Memory, "recall", recall)
        return asked | {file.path: file.inputs for file in index_of([read(papers)], NOTHING)}

    def changed(**fields: object) -> set[str]:
        paper = PAPERS[0]._replace(**fields)  # type: ignore[arg-type]
        now = asked_for(paper, *PAPERS[1:])
        of_the_paper = {"core.js", "names.js", "docs-0.js", "text-0.js"}
        return {step for step in now if now[step] != before[step]} - of_the_paper

    before = asked_for(*PAPERS)
    title, summary = PAPERS[0].title, PAPERS[0].summary
    words, short = "words of the search", "short forms"
    assert changed(year=1999, tag_ids=("survey",), tags=PAPERS[0].tags[:1]) == set()
    assert changed(path="papers/other/") == {"titles.js"}
    assert changed(venue="Layer") == {"postings-0.js", "places-0.js"}
    assert changed(venue="Unheard") == {"postings-0.js", "places-0.js", words}
    assert changed(summary="We use layer normalization (LN).") >= {short}
    assert changed(title=summary, summary=title) >= {"titles.js", short}


def test_a_part_that_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    many = [PAPERS[0]._replace(id=f"p{n}", path=f"papers/p{n}/") for n in range(65)]
    memory = Memory(tmp_path / "memory")
    index_of([read([*many, *PAPERS])], memory)
    with mock.patch("generator.search.parts.js_literal", wraps=js_literal) as encoded:
        files = index_of([read([*many, PAPERS[0]._replace(venue="V"), PAPERS[1]])], memory)
        # names, docs, text, postings and places; the core
        assert encoded.call_count == 1 + 5
    assert made(files) == build_index([*many, PAPERS[0]._replace(venue="V"), PAPERS[1]])


@given(st.lists(st.sampled_from([0, 1, 5, 65_535, 65_536, 65_541, 2**31 - 1])))
def test_large_numbers_are_ordered_as_small_ones(numbers: list[int]) -> None:
    expected = sorted(range(len(numbers)), key=numbers.__getitem__)
    assert ascending(np.array(numbers, dtype=INT)).tolist() == expected


def test_the_core_knows_the_digest_of_every_part() -> None:
    many = [
        PAPERS[0]._replace(id=f"p{n}", path=f"papers/p{n}/", abstract=f"{n}") for n in range(99)
    ]
    files = build_index([*many, *PAPERS])
    _, core = data(files, "core")
    assert isinstance(core, dict)
    digits = core["digestDigits"]
    for name in (file.removesuffix(".js") for file in files.keys() - {"core.js", "words.js"}):
        kind, _, number = name.partition("-")
        place = int(number or 0) * digits
        assert core["digests"][kind][place : place + digits] == data(files, name)[0]
    assert len(core["digests"]["text"]) == digits * 13


def test_an_edit_leaves_the_files_alone_whose_data_it_did_not_change() -> None:
    files = build_index(PAPERS)
    changed = build_index([PAPERS[0]._replace(year=2017), PAPERS[1]])
    assert {name for name in files if files[name] != changed[name]} == {"core.js"}


def test_files_are_the_documented_ones() -> None:
    assert sorted(build_index(PAPERS)) == [
        "core.js", "docs-0.js", "names.js", "places-0.js", "postings-0.js", "text-0.js",
        "titles.js", "words.js",
    ]  # fmt: skip


def test_titles_say_only_what_does_not_follow_from_them() -> None:
    documents = (
        PAPERS[0]._replace(id="layer", path="papers/layer/"),
        PAPERS[0]._replace(id="layer-normalization", path="papers/layer-normalization/"),
        PAPERS[0]._replace(id="zz", path="somewhere/else.html", title="ẞ’S Größe"),
        PAPERS[1],
    )
    assert data(build_index(documents), "titles")[1] == {
        "titles": ["Layer Normalization", "Layer Normalization", "Normalisation", "ẞ’S Größe"],
        "folders": ["papers/", "", "tags/", ""],
        "ids": {"0": 5, "2": 4, "3": "zz"},
        "paths": {"3": "somewhere/else.html"},
    }


def test_an_index_of_nothing_can_be_built() -> None:
    assert data(build_index([]), "core")[1]["documents"] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ((PAPERS[0], PAPERS[0]), "2 documents have the path 'papers/layer-normalization/'"),
        ((PAPERS[0]._replace(kind="poem"),), "unknown kind 'poem'"),
    ],
)
def test_a_mistake_of_the_caller_is_named(documents: Sequence[Document], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build_index(documents)


def test_a_later_title_is_a_name_and_words_of_the_title() -> None:
    paper = PAPERS[0]._replace(later_title="Hector: A Compiler")
    names = set(names_of(paper))

    assert (FULL_TITLE, fingerprint(squeeze("Hector: A Compiler"))) in names
    assert (HEAD_OF_TITLE, fingerprint(squeeze("Hector"))) in names
    assert (FULL_TITLE, fingerprint(squeeze(paper.title))) in names
    title = [field.name for field in FIELDS].index("title")
    assert [text for number, text in values(paper) if number == title] == [
        paper.title, "Hector: A Compiler"
    ]  # fmt: skip


def test_what_few_pages_have_stands_with_what_is_shown_of_them() -> None:
    paper = PAPERS[0]._replace(status="Retracted", later_title="Späteres", language="de")
    shown = data(build_index([paper, PAPERS[1]]), "docs-0")[1]
    assert isinstance(shown, list)
    assert shown[0][3] == {"status": "Retracted", "later": "Späteres", "language": "de"}
    assert len(shown[1]) == 3
