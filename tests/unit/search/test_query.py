"""`--where` finds what the search finds, where nothing is completed, corrected or ranked."""

import random

import pytest

from generator.search import Document
from generator.search.query import WrongQuery, clauses, matching, year_range
from tests.search_oracle import Oracle
from tests.search_oracle import year_range as year_of_the_search

WORDS = ["gates", "pruned", "layer", "norms", "sparse", "nets", "graph", "kernels", "batch", "deep"]
NAMES = ("Ada Byron", "Emmy Noether", "Jean-Luc Byron", "Ngo A. Deep")
VENUES = ("ICLR", "NeurIPS workshop", "JMLR", "")


def _documents() -> list[Document]:
    """Every word is in so many papers that the search does not doubt its spelling."""
    chance = random.Random(3)
    papers = []
    for n in range(60):
        tags = chance.sample(["sparse-nets", "graphs", "survey"], chance.randint(0, 2))
        papers.append(
            Document(
                id=f"p{n:02}",
                path=f"papers/p{n:02}/",
                kind="paper",
                title=" ".join(chance.choices(WORDS, k=4)),
                abstract=" ".join(chance.choices(WORDS, k=8)),
                authors=tuple(chance.sample(NAMES, 2)),
                venue=chance.choice(VENUES),
                year=chance.choice([None, 2016, 2018, 2020, 2022]),
                tags=tuple(tag.replace("-", " ") for tag in tags),
                tag_ids=tuple(tags),
                topics=("Theory",) if n % 3 else (),
                topic_ids=("theory",) if n % 3 else (),
                arxiv=f"20{n:02}.00001",
            )
        )
    tag = Document(
        "survey", "tags/survey/", "tag", "Survey", aliases=("overview",), tag_ids=("survey",)
    )
    topic = Document("theory", "topics/theory/", "topic", "Theory", topic_ids=("theory",))
    return [*papers, tag, topic]


DOCUMENTS = _documents()
ORACLE = Oracle(DOCUMENTS)
EXACT = [
    "title:pruning", "title:layer title:norm", "-title:gate", "title:deep -tag:survey",
    "tag:survey", "tag:overview", "tag: survey", "tag:sparse", '-tag:"sparse nets" tag:graphs',
    "topic:theory", "-topic:theory", "topic:nothing", "tag:nothing",
    "year:2016", "year:2016..2018", "year:2018-", "year:..2018", "year:>=2020", "year:<2018",
    "-year:2020..", "year:>2016 -tag:graphs title:nets",
    "author:byron", "author:noether -author:byron", 'author:"Byron, Ada"', 'author:"Ada Byron"',
    'author:"A. Deep"', 'author:"Byron Noether"', "venue:iclr", 'venue:"NeurIPS workshop"',
    '"layer norm"', '-"layer norm" title:layer', 'title:"deep nets"', '"deep deep"', "“batch deep”",
    "type:tag", "type:papers tag:survey", "arxiv:2007.00001v2", "\u2212tag:survey year:2020",
    '-survey type:paper', '-layer type:paper', "arxiv:9999.00001",
]  # fmt: skip


@pytest.mark.parametrize("query", EXACT)
def test_clauses_find_what_the_search_finds(query: str) -> None:
    found = {document.path for document in matching(DOCUMENTS, query)}
    assert found == set(ORACLE.search(f"{query} "))


def test_clauses_at_random_find_what_the_search_finds() -> None:
    chance = random.Random(5)
    for _ in range(200):
        query = " ".join(chance.sample(EXACT, chance.randint(1, 3)))
        if any(clause.field == "arxiv" for clause in clauses(query)):
            continue  # of an id alone the search shows nothing else
        found = {document.path for document in matching(DOCUMENTS, query)}
        assert found == set(ORACLE.search(f"{query} ")), query


@pytest.mark.parametrize("query", ["pruning", "layer norm", "the deep graphs", "gates -sparse"])
def test_words_must_all_stand_and_are_found_by_the_search_too(query: str) -> None:
    found = {document.path for document in matching(DOCUMENTS, query)}
    assert found
    assert found <= set(ORACLE.search(f"{query} "))
    alone = [set(ORACLE.search(f'"{word}" ')) for word in query.split() if word[0] != "-"][-1:]
    assert all(found <= paths for paths in alone)


def test_no_word_is_completed_or_corrected() -> None:
    assert matching(DOCUMENTS, "kern") == []
    assert matching(DOCUMENTS, "title:kernls") == []
    assert ORACLE.search("title:kernls")


@pytest.mark.parametrize("query", ["", "  ", "tag:", "year:20x6", "type:thing", "-", "year:"])
def test_a_query_that_says_nothing_is_refused(query: str) -> None:
    with pytest.raises(WrongQuery):
        matching(DOCUMENTS, query)


@pytest.mark.parametrize(
    "value", ["2019", "2019..2021", "2021-2019", "..2019", "2019–", "<=2019", ">2019", "19", "x"]
)
def test_years_are_those_of_the_search(value: str) -> None:
    assert year_range(value) == year_of_the_search(value, typing=False)
