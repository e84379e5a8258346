"""How near papers are, after an edit of few tags and from nothing."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from generator.analysis import nearness as module
from generator.analysis.curated import curated
from generator.analysis.nearness import NEAREST, Near, Nearness, nearness
from generator.analysis.rows import Floats
from generator.analysis.term_vectors import Vectors, vectors_of
from generator.model.models import Catalog
from tests.unit.analysis.derived_helpers import catalog, paper, real_catalog


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return vectors_of(real_catalog().papers)


def _with_tags(known: Catalog, tags: Mapping[str, tuple[str, ...]]) -> Catalog:
    new = {id_: replace(known.papers[id_], tags=some) for id_, some in tags.items()}
    return replace(known, papers={**known.papers, **new})


def _edits(known: Catalog) -> Iterator[dict[str, tuple[str, ...]]]:
    """Of single papers, then of some at once: tags fewer, more, none, and one that is new."""
    chosen = random.Random(3)
    ids, tags = list(known.papers), list(known.tags)
    for papers in (*[1] * 12, 3, 8):
        some = chosen.sample(ids, papers)
        yield {id_: tuple(chosen.sample(tags, chosen.randrange(5))) for id_ in some}
    yield {ids[0]: ("never-used-before",)}
    yield {id_: (*known.papers[id_].tags, "soon-common") for id_ in ids[:9]}


def _lists(found: Nearness) -> tuple[object, ...]:
    return found.curated, found.nearest.others.tolist(), found.nearest.scores.tolist()


def test_an_edit_of_tags_gives_what_is_found_from_nothing(vectors: Vectors) -> None:
    known = real_catalog()
    before = nearness(known, vectors)
    for tags in _edits(known):
        known = _with_tags(known, tags)
        after = nearness(known, vectors, before)
        assert _lists(after) == _lists(nearness(known, vectors))
        assert _lists(after) != _lists(before)
        before = after


def test_few_papers_are_compared_without_looking_at_all(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = real_catalog()
    before = nearness(known, vectors)
    compared: list[int] = []
    real = module.nearest_of

    def noted(scores: Floats, row: int, number: int) -> Near:
        compared.append(row)
        return real(scores, row, number)

    monkeypatch.setattr(module, "nearest_of", noted)
    first, other = next(p for p in known.papers.values() if len(p.tags) > 1), "only-here"
    nearness(_with_tags(known, {first.id: (*first.tags, other)}), vectors, before)
    assert list(known.papers).index(first.id) in compared
    assert len(compared) < len(known.papers) / 10


def test_papers_that_are_no_longer_near_make_room_for_others() -> None:
    """The seventh comes up when one of the six goes, and the one that comes pushes out the last."""
    one = [
        paper(f"p{n}", abstract="sparse gradients", tags=("shared",)) for n in range(NEAREST + 2)
    ]
    known = catalog([*one, paper("q", abstract="sparse gradients")])
    found = vectors_of(known.papers)
    before = nearness(known, found)
    assert before.nearest.others[0].tolist() == [1, 2, 3, 4, 5, 6]
    gone = _with_tags(known, {"p3": ()})
    assert nearness(gone, found, before).nearest.others[0].tolist() == [1, 2, 4, 5, 6, 7]
    back = nearness(known, found, nearness(gone, found))
    assert _lists(back) == _lists(before)


def test_the_weight_of_a_common_tag_seldom_changes_and_falls_with_its_papers() -> None:
    papers = [paper(f"p{n:03}", tags=("common",)) for n in range(80)]
    others = [paper(f"q{n:03}") for n in range(320)]
    found = [curated(catalog([*papers[:having], *others])) for having in range(40, 80)]
    weights = [some.weights["tag", "common"] for some in found]
    assert weights == sorted(weights, reverse=True)
    assert sorted(set(weights)) == [2.5, 3.0]
