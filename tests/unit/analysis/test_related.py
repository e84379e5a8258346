"""Which papers are related to a paper, and the reasons given."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.analysis.nearness import NEAREST
from generator.analysis.neighbours import Relations
from generator.analysis.related import Pairs, Terms, relate
from generator.model.models import Catalog, Paper
from generator.text.latex import to_text
from generator.text.stopwords import is_stop_word
from tests.support import ROOT, TOY
from tests.unit.analysis.derived_helpers import (
    IN_ANOTHER_PROCESS,
    catalog,
    hostile_catalog,
    paper,
    real_catalog,
)

OBVIOUS = [
    ("mish-a-self", "aptx-better"),
    ("deepreduce-relu", "deepreshape-redesigning"),
    ("circa-stochastic", "autorep-automatic"),
    ("matchboxnet-1d", "marblenet-deep"),
    ("minimum-width-of-leaky", "minimum-width-for-universal"),
    ("mix-ln", "the-curse-of-depth"),
    ("transformer-as-linear-expansion", "building-variable-sized-models"),
    ("graphnas-graph", "neural-architecture-search-with-reinforcement"),
    ("large-batch-optimization-for-dense", "large-batch-optimization-for-deep"),
    ("remoe-fully", "blockffn-towards"),
    ("randlora-full", "computational-limits-of-low-rank"),
    ("neuri-diversifying", "coverage-guided-tensor-compiler"),
]
"""Pairs that any reader of the field puts side by side, by the beginnings of their ids."""


@pytest.fixture(scope="module")
def real() -> tuple[Catalog, dict[str, Relations]]:
    found = real_catalog()
    return found, dict(relate(found))


def _id(found: dict[str, Relations], beginning: str) -> str:
    return next(key for key in found if key.startswith(beginning))


@pytest.mark.parametrize(("one", "other"), OBVIOUS)
def test_an_obvious_pair_is_near_in_both_directions(
    real: tuple[Catalog, dict[str, Relations]], one: str, other: str
) -> None:
    found = real[1]
    first, second = _id(found, one), _id(found, other)
    for key, wanted in ((first, second), (second, first)):
        near = [neighbour.paper for neighbour in found[key].nearest]
        assert wanted in near[:3] or wanted in found[key].also_near


def test_every_paper_of_the_list_has_six_and_never_itself(
    real: tuple[Catalog, dict[str, Relations]],
) -> None:
    for key, relations in real[1].items():
        near = [neighbour.paper for neighbour in relations.nearest]
        assert len(near) == len(set(near)) == NEAREST
        assert key not in near
        assert key not in relations.also_near
        assert not set(near) & set(relations.also_near)


def test_nearest_first_and_equals_by_id(real: tuple[Catalog, dict[str, Relations]]) -> None:
    for relations in real[1].values():
        order = [(-neighbour.score, neighbour.paper) for neighbour in relations.nearest]
        assert order == sorted(order)
        assert all(0 < neighbour.score <= 1 for neighbour in relations.nearest)


def test_links_are_symmetric(real: tuple[Catalog, dict[str, Relations]]) -> None:
    found = real[1]
    for key, relations in found.items():
        for neighbour in relations.nearest:
            back = found[neighbour.paper]
            assert key in [n.paper for n in back.nearest] or key in back.also_near
        for other in relations.also_near:
            assert key in [n.paper for n in found[other].nearest]


def test_shared_tags_are_those_of_both(real: tuple[Catalog, dict[str, Relations]]) -> None:
    papers = real[0].papers
    for key, relations in real[1].items():
        for neighbour in relations.nearest:
            both = set(papers[key].tags) & set(papers[neighbour.paper].tags)
            assert set(neighbour.shared_tags) == both
            assert len(neighbour.shared_tags) == len(both)


def _words(found: Paper) -> str:
    text = " . ".join(
        to_text(field) for field in (found.title, found.abstract, found.summary or "")
    )
    return " ".join(re.sub(r"[-\s]+", " ", text.lower()).split())


def test_terms_stand_in_both_texts_and_say_something(
    real: tuple[Catalog, dict[str, Relations]],
) -> None:
    texts = {key: _words(found) for key, found in real[0].papers.items()}
    numbers = []
    for key, relations in real[1].items():
        for neighbour in relations.nearest:
            numbers.append(len(neighbour.terms))
            split = [set(re.split(r"[- ]", term.lower())) for term in neighbour.terms]
            for term, words in zip(neighbour.terms, split, strict=True):
                plain = term.lower().replace("-", " ")
                assert plain in texts[key], (key, term)
                assert plain in texts[neighbour.paper], (neighbour.paper, term)
                assert not all(is_stop_word(word) for word in words)
            assert sum(map(len, split)) == len(set().union(*split)), neighbour.terms
    assert max(numbers) == 3
    assert sum(n >= 2 for n in numbers) > 0.95 * len(numbers)


def test_a_phrase_stands_for_its_words() -> None:
    text = "We prune weights with structured sparsity in recurrent networks."
    more = "Structured sparsity helps recurrent networks to be pruned. Unlike the other."
    found = relate(catalog([paper("a", abstract=text), paper("b", abstract=more)]))
    terms = found["a"].nearest[0].terms
    assert "structured sparsity" in terms
    assert not {"sparsity", "structured", "networks"} & set(terms)


def test_rare_shared_tags_decide_between_equal_texts() -> None:
    papers = [paper(f"c{n}", abstract="gradient noise", tags=("common",)) for n in range(9)]
    papers.append(paper("x", abstract="gradient noise", tags=("common", "rare")))
    papers.append(paper("y", abstract="gradient noise", tags=("common", "rare")))
    nearest = relate(catalog(papers))["x"].nearest
    assert nearest[0].paper == "y"
    assert nearest[0].shared_tags == ("rare", "common")


def test_twenty_equal_papers_are_told_apart_by_id() -> None:
    papers = [paper(f"p{n:02}", abstract="sparse gradient descent") for n in range(40)]
    found = relate(catalog(papers))
    assert [n.paper for n in found["p00"].nearest] == [f"p{n:02}" for n in range(1, 7)]
    assert [n.paper for n in found["p39"].nearest] == [f"p{n:02}" for n in range(6)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_small_lists(number: int) -> None:
    papers = [paper(f"p{n}", abstract="Pruning of recurrent networks.") for n in range(number)]
    found = relate(catalog(papers))
    assert list(found) == [p.id for p in papers]
    assert [len(relations.nearest) for relations in found.values()] == [max(number - 1, 0)] * number


def test_papers_without_a_common_word_are_no_neighbours() -> None:
    found = relate(catalog([paper("a", abstract="Convex hulls."), paper("b", abstract="Parrots.")]))
    assert found == {"a": Relations(), "b": Relations()}


def test_terms_that_are_known_are_not_found_again() -> None:
    papers = [paper(f"p{n}", abstract="Pruning of recurrent networks.") for n in range(3)]
    known: dict[str, Terms] = {}
    made: list[str] = []

    def recall(pairs: Pairs, make: Callable[[], Terms]) -> Terms:
        if str(pairs) not in known:
            made.append(str(pairs))
            known[str(pairs)] = make()
        return known[str(pairs)]

    first = relate(catalog(papers), recall=recall)
    tagged = [replace(one, tags=("pruning",)) for one in papers]
    again = relate(catalog(tagged), recall=recall)
    assert made == ["[(0, 1), (0, 2), (1, 2)]"]
    assert again == relate(catalog(tagged)) != first


def test_hostile_texts_relate_without_harm() -> None:
    found = relate(hostile_catalog())
    assert set(found) == set(hostile_catalog().papers)


def test_the_same_in_another_process_with_other_threads() -> None:
    code = IN_ANOTHER_PROCESS.format(module="generator.analysis.related", function="relate")
    digests = set()
    for threads in ("1", "2"):
        env = os.environ | {
            "OMP_NUM_THREADS": threads,
            "OPENBLAS_NUM_THREADS": threads,
            "PYTHONHASHSEED": threads,
        }
        command = [sys.executable, "-c", code, str(TOY)]
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1
