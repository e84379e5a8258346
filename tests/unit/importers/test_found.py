"""Which record of a search is the work, and what the entry is after it was looked up."""

from __future__ import annotations

import pytest

from generator.importers.entry import Entry
from generator.importers.found import Found, chosen, filled, is_sought, with_later_title

TITLE = "Learning to Learn from Very Small Data"
NET = Entry(title=TITLE, authors=("Ada Bo", "C D"), year=2016, arxiv="1607.06450")


@pytest.mark.parametrize(
    "asked",
    [
        Entry(title=TITLE),
        Entry(title="learning to learn, from very SMALL data!"),
        Entry(title=TITLE, authors=("A. Bo",), year=2018),
        Entry(title=TITLE, year=2017),
        Entry(title="Learning to Learn from Very Small Data Sets", authors=("Ada Bo",)),
    ],
)
def test_a_record_that_agrees_is_taken(asked: Entry) -> None:
    assert chosen(asked, [NET]) == Found(NET)


@pytest.mark.parametrize(
    "asked",
    [
        Entry(title=TITLE, authors=("E F",)),
        Entry(title=TITLE, authors=("C D",)),
        Entry(title=TITLE, year=2011),
        Entry(title=TITLE, authors=("Ada Bo",), year=2005),
        Entry(title="Learning to Learn from Very Small Data 2", authors=("Ada Bo",)),
        Entry(title="Learning to Learn from Very Smart Data"),
    ],
)
def test_a_record_that_may_be_another_work_is_a_question(asked: Entry) -> None:
    found = chosen(asked, [NET])
    assert found.entry is None
    assert found.question == (
        "is this the same work? If so, give its id: "
        f"{TITLE!r} (Ada Bo et al., 2016, arXiv:1607.06450)"
    )


def test_a_short_title_alone_is_a_question() -> None:
    editorial = Entry(title="Editorial", authors=("Ada Bo",), year=2016)
    assert chosen(Entry(title="Editorial"), [editorial]).entry is None
    assert chosen(Entry(title="Editorial", authors=("Ada Bo",)), [editorial]).entry == editorial


def test_two_works_of_one_title_are_a_question_unless_their_authors_are_one() -> None:
    other = Entry(title=TITLE, authors=("E F",), doi="10.1000/x")
    assert chosen(Entry(title=TITLE), [NET, other]).entry is None
    assert chosen(Entry(title=TITLE, authors=("E F",)), [NET, other]).entry == other
    published = Entry(title=TITLE, authors=("A. Bo",), doi="10.1000/y")
    assert chosen(Entry(title=TITLE), [NET, published]).entry == NET


def test_nothing_alike_is_no_question() -> None:
    assert chosen(Entry(title="Weather over the Sea in Winter"), [NET]) == Found()


def test_what_an_entry_says_is_kept() -> None:
    entry = Entry(3, "Mine", ("E F",), 1999, note="Good.")
    found = filled(entry, Found(NET))
    assert (found.title, found.authors, found.year) == ("Mine", ("E F",), 1999)
    assert (found.arxiv, found.note, found.line) == (NET.arxiv, "Good.", 3)


def test_an_entry_of_which_nothing_is_found_is_refused_unless_it_has_a_title() -> None:
    assert filled(Entry(1, arxiv="1607.06450"), Found(failed="arXiv is busy")).refused == (
        "arXiv is busy"
    )
    assert filled(Entry(1, doi="10.1000/x"), Found()).refused.startswith("no service has a work")
    assert filled(Entry(1, "A Net"), Found(failed="arXiv is busy")) == Entry(1, "A Net")


def test_whom_services_are_asked_about() -> None:
    known = {("arxiv", "1607.06450")}
    whole = Entry(1, "A", ("B",), 2001, "V", doi="10.1000/x", abstract="C.")
    assert is_sought(Entry(1, doi="10.1000/X"), known, online=False)
    assert is_sought(Entry(1, url="https://a.org/x"), known, online=False)
    assert not is_sought(Entry(1, arxiv="1607.06450"), known, online=True)
    assert not is_sought(Entry(1, "A"), known, online=False)
    assert is_sought(Entry(1, "A"), known, online=True)
    assert not is_sought(whole, known, online=True)
    assert not is_sought(Entry(1, doi="10.1000/x", refused="no"), known, online=True)
    assert not is_sought(Entry(1, code=("https://github.com/a/b",)), known, online=True)


def test_a_later_title() -> None:
    later = Entry(title="Gradients of Tiny Tasks", doi="10.1000/x")
    found = with_later_title(NET, later)
    assert (found.published_as, found.status) == ("Gradients of Tiny Tasks", "published-as")
    for same in (TITLE, TITLE.upper(), f"{TITLE}: A Study", "Learning to Learn"):
        assert with_later_title(NET, Entry(title=same)) == NET
