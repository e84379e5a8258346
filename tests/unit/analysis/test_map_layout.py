"""Where papers stand on the map, where the names of regions stand, and how both are drawn."""

import math
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import pytest

from generator.analysis.map_labels import regions
from generator.analysis.map_layout import EDGE, SIZE, place, smallest_distance
from generator.analysis.map_region import Region
from generator.analysis.related import relate
from generator.model.models import Catalog, Paper
from tests.support import FROZEN, ROOT
from tests.unit.analysis.derived_helpers import (
    IN_ANOTHER_PROCESS,
    catalog,
    hostile_catalog,
    paper,
    real_catalog,
)

SVG = "{http://www.w3.org/2000/svg}"
Places = dict[str, tuple[int, int]]


def _at_home(catalog: Catalog, topic: str) -> list[Paper]:
    return [paper for paper in catalog.papers.values() if catalog.home_of(paper) == topic]


@pytest.fixture(scope="module")
def places() -> Places:
    return dict(place(real_catalog()))


def test_every_paper_has_a_place_on_the_map(places: Places) -> None:
    assert list(places) == list(real_catalog().papers)
    assert all(EDGE <= value <= SIZE - EDGE for xy in places.values() for value in xy)
    for axis in (0, 1):
        values = [xy[axis] for xy in places.values()]
        assert max(values) - min(values) > 0.9 * SIZE


def test_no_point_covers_another(places: Places) -> None:
    nearest = min(math.dist(one, other) for one, other in combinations(places.values(), 2))
    assert nearest >= smallest_distance(len(places)) - 1
    assert smallest_distance(len(places)) > 12


def test_papers_of_one_topic_stand_together(places: Places) -> None:
    papers = real_catalog().papers.values()
    same, all_pairs = [], []
    for one, other in combinations(papers, 2):
        distance = math.dist(places[one.id], places[other.id])
        all_pairs.append(distance)
        if one.home == other.home:
            same.append(distance)
    assert sum(same) / len(same) < 0.5 * sum(all_pairs) / len(all_pairs)


def test_a_tag_moves_no_paper(places: Places) -> None:
    found = real_catalog()
    papers = {
        id_: replace(paper, tags=(*paper.tags, "new-tag") if number % 3 else ())
        for number, (id_, paper) in enumerate(found.papers.items())
    }
    assert place(replace(found, papers=papers)) == places


def test_near_papers_stand_near(places: Places) -> None:
    kept = total = 0
    for key, relations in relate(real_catalog()).items():
        by_distance = sorted(
            places, key=lambda other: (math.dist(places[other], places[key]), other)
        )
        around = set(by_distance[1:13])
        kept += sum(neighbour.paper in around for neighbour in relations.nearest)
        total += len(relations.nearest)
    assert kept / total > 0.45


def test_without_topics_the_words_alone_bring_papers_together() -> None:
    speech = [paper(f"s{n}", abstract=f"Speech denoising and voice {n}") for n in range(12)]
    proofs = [paper(f"t{n}", abstract=f"Convex duality theorem {n}") for n in range(12)]
    found = place(catalog([*speech, *proofs]))
    inner = [math.dist(found[a.id], found[b.id]) for a, b in combinations(speech, 2)]
    outer = [math.dist(found[a.id], found[b.id]) for a in speech for b in proofs]
    assert sum(inner) / len(inner) < 0.6 * sum(outer) / len(outer)


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_small_lists(number: int) -> None:
    found = place(catalog(paper(f"p{n}", abstract="Pruning networks") for n in range(number)))
    assert len(found) == len(set(found.values())) == number


def test_equal_and_hostile_papers_have_places_of_their_own() -> None:
    equal = catalog(paper(f"p{n:03}", abstract="same words") for n in range(120))
    for lists in (equal, hostile_catalog()):
        found = place(lists)
        assert len(set(found.values())) == len(lists.papers)
        assert all(0 <= value <= SIZE for xy in found.values() for value in xy)


def test_the_same_map_in_another_process_with_other_threads_and_instructions() -> None:
    code = IN_ANOTHER_PROCESS.format(module="generator.analysis.map_layout", function="place")
    digests = set()
    for threads, core in (("1", "Prescott"), ("2", "")):
        env = os.environ | {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        env |= {"PYTHONHASHSEED": threads, **({"OPENBLAS_CORETYPE": core} if core else {})}
        command = [sys.executable, "-c", code, str(FROZEN)]
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def _covers(one: Region, other: Region) -> bool:
    return (
        abs(one.x - other.x) < one.half_width + other.half_width
        and abs(one.y - other.y) < one.half_height + other.half_height
    )


def test_every_topic_has_one_label_within_the_map_and_none_covers_another(
    places: Places,
) -> None:
    found = regions(real_catalog(), places)
    homes = {p.home for p in real_catalog().papers.values()}
    assert [region.topic for region in found] == [t for t in real_catalog().topics if t in homes]
    for region in found:
        assert region.half_width <= region.x <= SIZE - region.half_width
        assert region.half_height <= region.y <= SIZE - region.half_height
        assert region.papers == len(_at_home(real_catalog(), region.topic))
    assert not [pair for pair in combinations(found, 2) if _covers(*pair)]


def test_a_label_stands_by_its_papers(places: Places) -> None:
    found: Catalog = real_catalog()
    for region in regions(found, places):
        own = [places[p.id] for p in _at_home(found, region.topic)]
        assert min(math.dist((region.x, region.y), point) for point in own) < 150


def test_no_papers_no_labels() -> None:
    assert regions(catalog([]), {}) == ()
    assert regions(catalog([paper("a")]), {"a": (1, 1)}) == ()
