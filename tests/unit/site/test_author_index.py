"""Who wrote what, in the order of the index."""

from generator.site.author_index import author_index
from tests.unit.analysis.derived_helpers import paper

PAPERS = [
    paper("one", authors=("Max van Spengler", "Zoë Ada", "Ann Zimmer")),
    paper("two", authors=("Z. Adam", "Ann Zimmer", "Max  van Spengler")),
    paper("three", authors=("Ann Zimmer", "Ann Zimmer")),
]


def test_authors_and_their_papers() -> None:
    index = author_index(PAPERS)
    assert list(index.names.values()) == ["Max van Spengler", "Zoë Ada", "Ann Zimmer", "Z. Adam"]
    by_name = {index.names[id_]: some for id_, some in index.papers.items()}
    assert by_name["Ann Zimmer"] == ["one", "two", "three"]
    assert by_name["Max van Spengler"] == ["one", "two"]


def test_letters_and_the_authors_of_each_in_order() -> None:
    index = author_index(PAPERS)
    by_letter = index.by_letter.items()
    shown = [(letter.label, [index.names[id_] for id_ in ids]) for letter, ids in by_letter]
    assert shown == [
        ("A", ["Zoë Ada", "Z. Adam"]), ("S", ["Max van Spengler"]), ("Z", ["Ann Zimmer"]),
    ]  # fmt: skip


def test_those_of_several_papers_have_an_address_by_every_spelling() -> None:
    index = author_index(PAPERS)
    assert [index.names[id_] for id_ in index.frequent] == ["Ann Zimmer", "Max van Spengler"]
    assert index.addresses == {
        "Ann Zimmer": "authors/z/#ann-zimmer",
        "Max van Spengler": "authors/s/#max-van-spengler",
        "Max  van Spengler": "authors/s/#max-van-spengler",
    }
