"""Suggested tags and topics, on a made list and on the curated one."""

from dataclasses import replace

import pytest

from generator.analysis.propose_tags import FEWEST, MOST, suggest
from generator.analysis.tag_judge import live_tags
from generator.cli.proposal_table import proposal_lines
from generator.model.models import Catalog, Limits, Tag, TagKind, Topic
from generator.text.latex import to_text
from tests.benchmarks.suggest_quality import Quality, curve
from tests.unit.analysis.derived_helpers import catalog, hostile_catalog, paper, real_catalog

FIELDS = {
    "audio": "speech voice denoising spectrogram microphone",
    "vision": "image pixel camera segmentation photograph",
    "proofs": "theorem convex duality lemma bound",
    "graphs": "node edge citation message neighbourhood",
}


def _made() -> list[tuple[str, str]]:
    rows = []
    for field, words in FIELDS.items():
        split = words.split()
        for n in range(8):
            chosen = [split[(n + k) % 5] for k in range(3)]
            rows.append((field, f"{' and '.join(chosen)} of kind {n}"))
    return rows


def _made_catalog() -> Catalog:
    papers = [
        paper(f"{field}-{n}", abstract=text, topics=(field,), tags=(f"about-{field}", "method"))
        for n, (field, text) in enumerate(_made())
    ]
    fresh = paper("fresh", abstract="A voice and its spectrogram, by microphone.")
    return catalog([*papers, fresh], types=("method",))


def test_a_fresh_paper_gets_its_field_and_the_surest_tag_first() -> None:
    (found,) = suggest(_made_catalog())
    assert found.paper == "fresh"
    assert found.home is not None
    assert found.home.id == "audio"
    assert found.tags[0].id == "about-audio"
    scores = [proposal.confidence for proposal in found.tags]
    assert scores == sorted(scores, reverse=True)


def test_a_named_paper_is_judged_by_the_others_alone() -> None:
    made = _made_catalog()
    odd = replace(made.papers["audio-0"], topics=("proofs",), tags=("about-proofs",))
    (found,) = suggest(replace(made, papers=dict(made.papers) | {"audio-0": odd}), ["audio-0"])
    assert found.home is None
    assert found.tags[0].id == "about-audio"
    assert "about-proofs" not in [proposal.id for proposal in found.tags]


def test_no_tag_is_proposed_beside_a_broader_one() -> None:
    made = _made_catalog()
    tags = {
        key: replace(tag, broader="about-audio") if key == "about-vision" else tag
        for key, tag in made.tags.items()
    }
    text = "A voice and its spectrogram, by microphone; an image, a pixel and a camera."
    papers = {**made.papers, "fresh": paper("fresh", abstract=text)}
    kin = {"about-audio", "about-vision"}

    (before,) = suggest(replace(made, papers=papers))
    (after,) = suggest(replace(made, papers=papers, tags=tags))

    assert kin <= {proposal.id for proposal in before.tags}
    assert len(kin & {proposal.id for proposal in after.tags}) == 1


def test_a_paper_with_unknown_topics_alone_has_a_home_proposed() -> None:
    made = _made_catalog()
    lost = replace(made.papers["audio-0"], topics=("gone",))
    found = suggest(replace(made, papers=dict(made.papers) | {"audio-0": lost}), ["audio-0"])
    assert [proposal.home and proposal.home.id for proposal in found] == ["audio"]


def test_deprecated_tags_are_not_proposed() -> None:
    made = _made_catalog()
    old = replace(made.tags["about-audio"], deprecated_for="method")
    (found,) = suggest(replace(made, tags=dict(made.tags) | {"about-audio": old}))
    assert "about-audio" not in [proposal.id for proposal in found.tags]


def _typed(**limits: tuple[int, int]) -> Catalog:
    """Every other paper has one of two types; the words tell them apart no better than chance."""
    made = _made_catalog()
    names = ("survey", "study", "about-audio")
    papers = {
        key: replace(p, tags=(*p.tags, names[n % 3])) if p.tags else p
        for n, (key, p) in enumerate(made.papers.items())
    }
    tags = dict(made.tags)
    for name in ("survey", "study"):
        tags[name] = Tag(name, name.title(), "A type.", TagKind.PAPER_TYPE)
    return replace(made, papers=papers, tags=tags, limits=Limits(**limits))  # type: ignore[arg-type]


@pytest.mark.parametrize("types", [(1, 1), (0, 0), (2, 3)])
@pytest.mark.parametrize("count", [(1, 2), (3, 3), (4, 9)])
def test_proposals_keep_within_the_limits(types: tuple[int, int], count: tuple[int, int]) -> None:
    made = _typed(paper_types_per_paper=types, tags_per_paper=count)
    made = replace(made, tags={
        id_: replace(tag, kind=TagKind.METHOD) if id_ == "method" else tag
        for id_, tag in made.tags.items()
    })  # fmt: skip
    (found,) = suggest(made, ["fresh"])
    tags = [proposal.id for proposal in found.tags]
    kinds = [made.tags[tag].kind for tag in tags]
    assert types[0] <= kinds.count(TagKind.PAPER_TYPE) <= types[1]
    assert count[0] <= len(tags) <= count[1]


def test_a_paper_that_has_its_type_gets_no_other() -> None:
    made = _typed(paper_types_per_paper=(1, 1))
    own = replace(made.papers["fresh"], tags=("survey",))
    (found,) = suggest(replace(made, papers=dict(made.papers) | {"fresh": own}), ["fresh"])
    assert {"survey", "study"}.isdisjoint(proposal.id for proposal in found.tags)


def test_own_tags_are_replaced_where_deprecated_and_named_where_unknown() -> None:
    made = _typed()
    old = Tag("old-word", "Old", "x", TagKind.METHOD, deprecated_for="older-word")
    older = replace(old, id="older-word", deprecated_for="about-audio")
    loop = replace(old, id="loop", deprecated_for="loop")
    tags = {**made.tags, "old-word": old, "older-word": older, "loop": loop}
    own = replace(made.papers["fresh"], tags=("old-word", "loop", "about-grafs"))
    made = replace(made, papers=dict(made.papers) | {"fresh": own}, tags=tags)
    (found,) = suggest(made, ["fresh"])
    assert found.kept == ("about-audio",)
    assert found.unknown == (("about-grafs", "about-graphs"),)
    assert "about-audio" not in [proposal.id for proposal in found.tags]
    lines = proposal_lines(found, own)
    assert "# there is no tag 'about-grafs'; did you mean 'about-graphs'?" in lines
    pasted = next(line for line in lines.splitlines() if line.startswith("tags: "))
    assert "about-audio" in pasted
    assert not any(word in pasted for word in ("old", "loop", "grafs"))


def test_nothing_to_learn_from_nothing_proposed() -> None:
    assert suggest(catalog([])) == []
    assert [(s.home, s.tags) for s in suggest(catalog([paper("a"), paper("b")]))] == [
        (None, ())
    ] * 2
    assert len(suggest(hostile_catalog())) == len(hostile_catalog().papers)
    assert suggest(_made_catalog(), ["no-such-paper"]) == []


def _french(curated: int) -> Catalog:
    """A list of another field and language: bread, in French."""
    texts = (
        ("levain-chef", "Le levain chef", "On nourrit le levain naturel chaque jour de farine."),
        (
            "pain-froid",
            "Pousse au froid",
            "La fermentation lente au froid donne son goût à la pâte.",
        ),
        ("four-bois", "Cuire au four à bois", "La cuisson à la braise et la vapeur du four."),
        ("seigle", "Tourte de seigle", "Un levain naturel de seigle et une longue cuisson."),
    )
    given = (("levain",), ("fermentation",), ("cuisson",), ("levain", "cuisson"))
    papers = {
        key: paper(
            key, title, abstract,
            tags=tags if n < curated else (), topics=("pain",) if n < curated else (),
        )
        for n, ((key, title, abstract), tags) in enumerate(zip(texts, given, strict=True))
    }  # fmt: skip
    tags = {
        "levain": Tag("levain", "Levain naturel", "Farine et eau qui fermentent.", TagKind.METHOD),
        "fermentation": Tag("fermentation", "Fermentation", "La pousse.", TagKind.METHOD),
        "cuisson": Tag("cuisson", "Cuisson", "Au four.", TagKind.METHOD, ("four à bois",)),
    }
    topics = {"pain": Topic("pain", "Le pain", "Pâte, farine et four.")}
    return Catalog(papers=papers, topics=topics, tags=tags)


@pytest.mark.parametrize("curated", [0, 1, 2])
def test_the_first_papers_of_another_field_and_language_get_tags(curated: int) -> None:
    found = {suggestion.paper: suggestion for suggestion in suggest(_french(curated))}
    rye = found["seigle"]
    assert [tag.id for tag in rye.tags][:2] in (["levain", "cuisson"], ["cuisson", "levain"])
    said = {tag.id: tag.words for tag in rye.tags}
    assert "levain naturel" in said["levain"]
    assert found["four-bois"].tags[0].id == "cuisson"
    assert all(0 < tag.confidence < 1 for tag in rye.tags)


def test_nothing_is_proposed_that_nothing_speaks_for() -> None:
    made = _french(0)
    empty = replace(made.papers["seigle"], title="一", abstract="")
    found = suggest(replace(made, papers={"seigle": empty}))
    assert [(one.homes, one.tags) for one in found] == [((), ())]


def test_every_proposal_has_a_reason_from_the_paper_or_a_curated_paper() -> None:
    found = real_catalog()
    hidden = {key: replace(p, tags=(), topics=()) for key, p in list(found.papers.items())[::9]}
    for suggestion in suggest(replace(found, papers=dict(found.papers) | hidden)):
        own = found.papers[suggestion.paper]
        text = f"{to_text(own.title)}\n{to_text(own.abstract)}"
        for proposal in (*suggestion.homes, *suggestion.tags):
            assert bool(proposal.words) + bool(proposal.neighbour) + bool(proposal.usual) == 1
            assert all(words in text for words in proposal.words)
            if proposal.neighbour:
                assert proposal.neighbour not in hidden
                near = found.papers[proposal.neighbour]
                assert proposal.id in (*live_tags(found, near), near.home)
            assert proposal.reason


def test_the_same_list_gives_the_same_proposals() -> None:
    assert repr(suggest(_made_catalog())) == repr(suggest(_made_catalog()))


@pytest.fixture(scope="module")
def points() -> dict[tuple[int, str], Quality]:
    """Made papers: those of the curated list would change with it."""
    made = _made_catalog()
    papers = {key: p for key, p in made.papers.items() if p.tags}
    found, _ = curve(replace(made, papers=papers), sizes=(10, None), draws=4)
    return {(point.curated, point.part): point.mean for point in found}


def test_perfectly_separable_papers_are_all_right(
    points: dict[tuple[int, str], Quality],
) -> None:
    assert points[32, "whole"].home == 1.0
    assert points[32, "whole"].recall_at_5 == 1.0


def test_on_the_curated_list_the_whole_is_no_worse_than_its_parts() -> None:
    found, _ = curve(real_catalog(), sizes=(0, 50, None), draws=2)
    by_size: dict[int, dict[str, Quality]] = {}
    for point in found:
        by_size.setdefault(point.curated, {})[point.part] = point.mean
    assert len(by_size) == 3
    for parts in by_size.values():
        whole = parts.pop("whole")
        assert whole.precision_at_3 > 0.6
        for part in parts.values():
            assert whole.precision_at_3 > part.precision_at_3 - 0.01
            assert whole.home > part.home - 0.02


def test_confidence_is_about_the_share_that_holds() -> None:
    _, bands = curve(real_catalog(), sizes=(100,), draws=2)
    for band in bands:
        if band.kind == "tag" and band.count >= 100:
            assert abs(band.held - band.confidence) < 0.15


def test_as_many_tags_as_the_house_gives() -> None:
    found = real_catalog()
    bare = {key: replace(p, tags=(), topics=()) for key, p in list(found.papers.items())[::40]}
    for suggestion in suggest(replace(found, papers=dict(found.papers) | bare)):
        assert FEWEST <= len(suggestion.tags) <= MOST
        assert suggestion.home is not None
        assert all(len(proposal.words) <= 3 for proposal in suggestion.tags)
