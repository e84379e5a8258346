from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.importers.listings import FORMATS, ListedPaper, Reason, parse
from generator.importers.listings.decoding import Line
from generator.importers.listings.extra_lines import take_out
from generator.text.invisible_characters import visible
from generator.text.titles import tidy

LABELS = ("Abstract", "ABSTRACT", "Summary", "Résumé", "Zusammenfassung")
"""Words that name what follows them, and are no text of their own."""
WORDS = st.text(
    st.characters(
        exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zs", "Zl", "Zp"],
        exclude_characters=".!?。！？।…",
    ),
    min_size=1,
    max_size=12,
).filter(lambda word: tidy(word) == word == visible(word) and word not in LABELS)
TITLES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join).map(tidy)
ABSTRACTS = TITLES.map(lambda text: f"{text}.")
ENTRIES = st.lists(st.tuples(TITLES, ABSTRACTS), min_size=1, max_size=8)
TOPS = {
    "paragraphs": "new\n\nSubscribe\n\nDaily Papers\n\nMar 12\n\n",
    "lines": "Get trending papers in your email inbox!\nSubscribe",
}


def listing(entries: list[tuple[str, str]], format: str) -> bytes:
    gap = "\n\n" if format == "paragraphs" else "\n"
    return (TOPS[format] + gap.join(part for entry in entries for part in entry)).encode()


@settings(deadline=None)
@given(ENTRIES, st.sampled_from(sorted(FORMATS)), st.booleans())
def test_what_was_written_is_read(entries: list[tuple[str, str]], format: str, end: bool) -> None:
    data = listing(entries, format) + (b"\n" if end else b"")
    first = entries[0][0]
    # Glued to the button, these would make another word or sentence of it.
    assume(format != "lines" or (first[0].isalnum() and first[0] not in "drs"))
    result = parse("x.txt", data, "x.txt")
    assert [(draft.title, draft.abstract) for draft in result.drafts] == entries
    assert sum(result.sums.values()) == result.length == data.rstrip(b"\n").count(b"\n") + 1


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=40) | TITLES | ABSTRACTS, max_size=12),
    st.sampled_from(["\n", "\n\n"]),
)
def test_nothing_is_lost(parts: list[str], gap: str) -> None:
    data = gap.join(parts).encode("utf-8", "replace")
    result = parse("x.txt", data, "x.txt")
    if result.problems and result.problems[0].code in ("binary-file", "not-utf-8"):
        return
    numbers = [line for draft in result.drafts for line in draft.lines]
    numbers += [row.line for row in result.dropped]
    assert sorted(numbers) == list(range(1, result.length + 1))
    silent = [row for row in result.dropped if row.text and row.reason is not Reason.FURNITURE]
    told = {problem.line for problem in result.problems}
    assert all(row.line in told for row in silent)


@pytest.mark.parametrize(
    "data", [b"\xff\xfeA\0", b"\x89PNG\r\n\x1a\n", bytes(range(256)), b"\0" * 40]
)
def test_no_text_gives_one_error_and_no_entry(data: bytes) -> None:
    result = parse("x.txt", data, "there/x.txt")
    assert [problem.path for problem in result.problems] == ["there/x.txt"]
    assert result.drafts == ()


def test_format_can_be_told() -> None:
    data = b"A Title\n\nIt is short.\n"
    assert parse("x.txt", data, "x.txt").format == "paragraphs"
    assert parse("x.txt", data, "x.txt", "lines").drafts == (
        ListedPaper("A Title", "It is short.", 1, (1, 3)),
    )


def test_old_macintosh_line_ends() -> None:
    assert parse("x.txt", b"A Title\r\rIt is short.\r", "x.txt").drafts == (
        ListedPaper("A Title", "It is short.", 1, (1, 3)),
    )


def test_ten_thousand_entries_take_linear_time() -> None:
    data = "".join(f"A Title Number {n}\nIt is short, and {n}.\n" for n in range(10_000)).encode()
    assert len(parse("x.txt", data, "x.txt").drafts) == 10_000


def test_no_line_copies_the_lines_after_it() -> None:
    class Lines(list[Line]):
        def __getitem__(self, at: Any) -> Any:
            assert isinstance(at, int), "a copy for each line takes quadratic time"
            return super().__getitem__(at)

    lines = Lines([Line(1, "A Title"), Line(2, "Ann Bo, Cy Di"), Line(3, "It is short.")])
    kept, found = take_out(lines)
    assert [line.number for line in kept] == [1, 3]
    assert [line.authors for line in found] == ["Ann Bo, Cy Di"]


def test_what_no_screen_shows_is_dropped_with_a_warning() -> None:
    data = "A\u200b Net\x07 Learns\n\nمی\u200cخواهم \u202eand 👩\u200d💻 learn\ufffe.\n".encode()

    result = parse("x.txt", data, "x.txt")

    (draft,) = result.drafts
    assert (draft.title, draft.abstract) == ("A Net Learns", "می\u200cخواهم and 👩\u200d💻 learn.")
    assert [(p.line, p.code) for p in result.problems] == [
        (1, "invisible-character"),
        (1, "control-character"),
        (3, "text-direction"),
        (3, "control-character"),
    ]
