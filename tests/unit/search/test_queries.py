from tests.benchmarks.search_quality import Figures, Query, figures, read_queries
from tests.support import FROZEN


def test_the_evaluation_set_is_large_and_names_papers_that_exist() -> None:
    queries = read_queries()
    papers = {path for query in queries for path in query.papers}
    there = {f"papers/{file.stem}/" for file in (FROZEN / "papers").glob("*.yml")}
    assert len({query.text for query in queries}) >= 60
    assert {query.split for query in queries} == {"tune", "held-out"}
    assert papers <= there


def test_figures_are_counted_among_papers_alone() -> None:
    queries = [
        Query("a", "title", "tune", frozenset({"papers/x/", "papers/y/"})),
        Query("b", "title", "tune", frozenset({"papers/z/"})),
    ]
    answers = {"a": ["tags/t/", "papers/w/", "papers/x/", "papers/x/"], "b": ["papers/w/"]}
    assert figures(queries, answers) == Figures(2, 0.25, 0.25)
