"""Which abstracts name another paper's method, against a list judged by hand."""

from pathlib import Path

import pytest
import yaml

from generator.analysis.mentions import Mention, find_mentions
from generator.model.models import Paper
from tests.unit.analysis.derived_helpers import HOSTILE, catalog, paper, real_catalog

GOLDEN = yaml.safe_load((Path(__file__).parents[2] / "golden" / "mentions.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def real() -> dict[str, tuple[Mention, ...]]:
    listed = {key: found for key, found in real_catalog().papers.items() if found.sources}
    return dict(find_mentions(listed))


def test_nothing_is_found_that_is_not_true(real: dict[str, tuple[Mention, ...]]) -> None:
    found = {(naming, mention.paper, mention.name) for naming in real for mention in real[naming]}
    true = {
        (naming, named, name)
        for naming, names in GOLDEN["true"].items()
        for named, name in names.items()
    }
    assert found - true == set()


def test_what_is_true_is_found_but_for_the_known_misses(
    real: dict[str, tuple[Mention, ...]],
) -> None:
    true = {(naming, named) for naming, names in GOLDEN["true"].items() for named in names}
    missed = {(naming, named) for naming, names in GOLDEN["missed"].items() for named in names}
    found = {(naming, mention.paper) for naming in real for mention in real[naming]}
    assert true - found == set()
    assert len(true) / len(true | missed) > 0.9


@pytest.mark.parametrize(("naming", "named"), GOLDEN["traps"])
def test_traps_catch_nothing(real: dict[str, tuple[Mention, ...]], naming: str, named: str) -> None:
    assert {naming, named} <= set(real_catalog().papers)
    assert named not in {mention.paper for mention in real.get(naming, ())}


def test_places_are_those_of_the_abstract_as_received(
    real: dict[str, tuple[Mention, ...]],
) -> None:
    for naming, mentions in real.items():
        abstract = real_catalog().papers[naming].abstract
        for mention in mentions:
            assert abstract[mention.start : mention.end] == mention.name
        starts = [mention.start for mention in mentions]
        assert starts == sorted(starts)
        assert naming not in {mention.paper for mention in mentions}


def _named(*papers: Paper) -> set[tuple[str, str, str]]:
    found = find_mentions(catalog(papers).papers)
    return {(naming, m.paper, m.name) for naming in found for m in found[naming]}


SWISH = paper(
    "swish",
    "Searching for Functions",
    "We find a unit, which we name Swish, by search. Swish wins.",
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Compared with Swish, it is fast.", "Swish"),
        ("SWISH is slow.", "SWISH"),
        ("A Swish-based unit (Swish).", "Swish"),
        ("All of ReLU/Swish.", "Swish"),
        ("Gains from Swishes? No: Swish's cost.", "Swish"),
    ],
)
def test_the_name_at_the_borders_of_words(text: str, name: str) -> None:
    assert _named(SWISH, paper("other", abstract=text)) == {("other", "swish", name)}


@pytest.mark.parametrize(
    "text",
    [
        "HardSwish is another one.",
        "Hard-Swish is another one.",
        "Swish-GLU is another one.",
        "Swish2 is another one.",
        "See https://example.org/Swish for code.",
        "It went swish.",
    ],
)
def test_a_longer_name_or_an_address_is_none(text: str) -> None:
    assert _named(SWISH, paper("other", abstract=text)) == set()


def test_a_word_that_others_write_in_lower_case_is_no_name() -> None:
    primer = paper("primer", "Primer: Search", "We call it Primer. Primer is fast.")
    naming = paper("naming", abstract="We compare with Primer.")
    assert _named(primer, naming) == {("naming", "primer", "Primer")}
    assert _named(primer, naming, paper("word", abstract="We give a primer on nets.")) == set()


def test_a_name_that_two_papers_claim_is_nobodys() -> None:
    one = paper("one", "RegNet: Regular", "We propose RegNet, a network. RegNet is fast.")
    two = paper("two", "RegNet: Regulated", "We propose RegNet, a regulator. RegNet is good.")
    naming = paper("naming", abstract="We beat RegNet.")
    assert _named(one, naming) == {("naming", "one", "RegNet")}
    assert _named(one, two, naming) == set()


def test_a_name_that_was_there_before_is_not_the_papers_own() -> None:
    late = paper("late", "CudaNet: Data", "We propose CudaNet, data. CudaNet.", year=2023)
    assert _named(late, paper("early", abstract="It runs on CudaNet.", year=2018)) == set()
    assert _named(late, paper("later", abstract="It runs on CudaNet.", year=2024))


def test_a_short_acronym_is_no_name_and_a_long_one_needs_company() -> None:
    short = paper("short", "AP: Selective", "We propose AP, a unit. AP wins.")
    assert _named(short, paper("other", abstract="It has 40.3 AP.")) == set()
    lamb = paper("lamb", "Large Batch Optimization", "We call it LAMB. LAMB scales batch sizes.")
    near = paper("near", abstract="For a large batch, optimization with LAMB fails.")
    assert _named(lamb, near) == {("near", "lamb", "LAMB")}
    assert _named(lamb, paper("far", abstract="The star LAMB-4 emits X-rays, LAMB does.")) == set()


def test_a_title_of_few_words_is_a_name_in_its_forms() -> None:
    layer = paper("ln", "Layer Normalization", "We transpose it to layer normalization.")
    for text in ("Layer normalization helps.", "We use LayerNorm.", "We add a layer norm."):
        assert len(_named(layer, paper("other", abstract=text))) == 1, text
    assert _named(layer, paper("other", abstract="Low-Rank Layer Normalization Networks.")) == set()


def test_hostile_texts_name_nothing() -> None:
    papers = [paper(f"p{n}", title=text, abstract=text) for n, text in enumerate(HOSTILE)]
    assert _named(*papers) == set()
    assert find_mentions({}) == {}
