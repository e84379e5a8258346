"""Suggested tags and topics, on a made list and on the curated one."""

from dataclasses import replace

import pytest

from generator.analysis.propose_tags import FEWEST, MOST, Evaluation, evaluate, suggest
from generator.cli.proposal_table import proposal_lines
from generator.model.models import Catalog, Limits, Tag, TagKind
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


def test_a_fresh_paper_gets_its_field_and_the_words_that_decided() -> None:
    (found,) = suggest(_made_catalog())
    assert found.paper == "fresh"
    assert found.home is not None
    assert found.home.id == "audio"
    assert set(found.home.words) <= {"voice", "spectrogram", "microphone"}
    assert len(found.home.words) >= 2
    assert found.tags[0].id == "about-audio"
    scores = [proposal.score for proposal in found.tags]
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


@pytest.fixture(scope="module")
def real() -> Evaluation:
    return evaluate(real_catalog())


def test_on_the_curated_list_the_model_is_far_above_the_most_frequent(real: Evaluation) -> None:
    assert (real.papers, real.folds) == (len(real_catalog().papers), 5)
    assert real.model.precision_at_3 > 0.55
    assert real.model.micro_f1 > 0.48
    assert real.model.home_accuracy > 0.55
    assert real.baseline.precision_at_3 < 0.3
    assert real.baseline.micro_f1 < 0.3
    assert real.baseline.home_accuracy < 0.15


def test_evaluation_is_the_same_twice(real: Evaluation) -> None:
    assert evaluate(real_catalog()) == real


def test_perfectly_separable_papers_are_all_right() -> None:
    made = _made_catalog()
    found = evaluate(replace(made, papers={k: p for k, p in made.papers.items() if p.tags}))
    assert found.model.home_accuracy == 1.0
    assert found.baseline.home_accuracy <= 0.25


def test_too_few_papers_measure_nothing() -> None:
    found = evaluate(catalog([paper("a", tags=("t",), topics=("x",))]))
    assert found.papers == 1
    assert found.model == found.baseline
    assert found.model.home_accuracy == 0


def test_as_many_tags_as_the_house_gives() -> None:
    found = real_catalog()
    bare = {key: replace(p, tags=(), topics=()) for key, p in list(found.papers.items())[::40]}
    for suggestion in suggest(replace(found, papers=dict(found.papers) | bare)):
        assert FEWEST <= len(suggestion.tags) <= MOST
        assert suggestion.home is not None
        assert all(len(proposal.words) <= 3 for proposal in suggestion.tags)
