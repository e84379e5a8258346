"""Proposes tags and a home topic for papers that lack them, each with its confidence and reason.

From the first paper on: with none curated the vocabulary's own words decide, and what curated
papers teach comes in as they become more (`generator.analysis.tag_judge`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.analysis.tag_evidence import Evidence, evidence_of
from generator.analysis.tag_features import Part
from generator.analysis.tag_judge import Judge, live_tags
from generator.analysis.tag_model import Scores, by_score
from generator.analysis.vocabulary_matches import TextTerms, read, stems_of
from generator.model.models import Catalog, Paper, TagKind
from generator.text.did_you_mean import nearest
from generator.text.latex import to_text

FEWEST, MOST = 3, 7
"""Tags proposed for a paper."""
SURE = 0.3
"""The confidence from which on a tag is proposed; it gives the best micro F1 on this list."""
WORDS = 3
"""Words named with a proposal at most."""

_AT_ONCE = 500
_LEAST, _MOST = 0.01, 0.99
"""Bounds of a confidence: what was learned elsewhere is sure of nothing here."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One tag or topic, with one of three reasons."""

    id: str
    confidence: float
    """The probability that a curator gives it, three decimals: of those at 0.8, four in five."""
    words: tuple[str, ...] = ()
    """Up to three words or phrases of the paper, as they stand in its text, the surest first."""
    neighbour: str | None = None
    """A curated paper that is near and has it."""
    usual: int = 0
    """How many of the curated papers have it, where nothing else speaks for it."""

    @property
    def reason(self) -> str:
        """Why it is proposed."""
        if self.words:
            return "the paper says " + ", ".join(f"“{words}”" for words in self.words)
        if self.neighbour:
            return f"as for {self.neighbour}"
        papers = "1 curated paper has" if self.usual == 1 else f"{self.usual} curated papers have"
        return f"{papers} it"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed for one paper."""

    paper: str
    homes: tuple[Proposal, ...]
    """Topics, the surest first; none when the paper has a home or nothing speaks for one."""
    tags: tuple[Proposal, ...]
    """Tags that the paper does not carry, the surest first."""
    kept: tuple[str, ...]
    """The paper's own tags, deprecated ones replaced; those that are unknown are left out.

    With `tags` they keep within the list's limits, as far as the vocabulary and they allow.
    """
    unknown: tuple[tuple[str, str | None], ...] = ()
    """Own tags that are no tags, each with the tag most like it."""

    @property
    def home(self) -> Proposal | None:
        """The surest topic."""
        return self.homes[0] if self.homes else None


def suggest(catalog: Catalog, papers: Collection[str] = ()) -> list[Suggestion]:
    """Proposals for the papers, in the order of the catalogue.

    Without `papers`, for all that have no tag or no home.  What is learned is
    learned from all others that have some; ids unknown to the catalogue are
    passed over.  Nothing is proposed that nothing speaks for.
    """
    asked = [
        paper
        for paper in catalog.papers.values()
        if (paper.id in papers if papers else not (paper.tags and catalog.home_of(paper)))
    ]
    if not asked:
        return []
    left = {paper.id for paper in asked}
    evidence = evidence_of(catalog)
    judge = Judge(evidence, [paper for key, paper in catalog.papers.items() if key not in left])
    found = []
    for first in range(0, len(asked), _AT_ONCE):
        some = asked[first : first + _AT_ONCE]
        judged = judge.judge(some)
        for n, paper in enumerate(some):
            found.append(_suggestion(_Reasons(judge, paper, n), judged.tags, judged.homes))
    return found


class _Reasons:
    """Why a label is proposed for one paper."""

    def __init__(self, judge: Judge, paper: Paper, row: int) -> None:
        self.judge = judge
        self.paper = paper
        self.row = row
        """Of what was judged."""
        self.at = int(judge.evidence.rows([paper.id])[0])
        """Of the evidence."""
        self._readings: list[TextTerms] = []

    def proposal(self, part: Part, label: int, tags: bool) -> Proposal | None:
        """The label with its reason; None when nothing speaks for it."""
        evidence = self.judge.evidence
        id_ = (evidence.tags if tags else evidence.topics)[label]
        confidence = round(min(max(float(part.whole[self.row, label]), _LEAST), _MOST), 3)
        match = evidence.said[self.at].get(id_) if tags else None
        if match:
            return Proposal(id_, confidence, match.words[:WORDS])
        for kind in by_score(part.shares[self.row, label]):
            if kind == 1:
                near = self.judge.nearest_with(self.paper, id_, tags)
                if near:
                    return Proposal(id_, confidence, neighbour=near)
                continue
            weights = (
                self.judge.term_weights(id_, tags) if kind == 2 else self._text_of(label, tags)
            )
            words = self._words(weights)
            if words:
                return Proposal(id_, confidence, words)
        has = self.judge.has_tags if tags else self.judge.has_home
        usual = int(has[:, label].sum())
        return Proposal(id_, confidence, usual=usual) if usual else None

    def _text_of(self, label: int, tags: bool) -> Scores:
        evidence = self.judge.evidence
        row = evidence.tag_row(label) if tags else evidence.topic_row(label)
        weights: Scores = evidence.matrix[[row]].toarray().ravel()
        return weights

    def _words(self, weights: Scores) -> tuple[str, ...]:
        terms = self.judge.evidence.deciding_terms(self.at, weights, WORDS)
        found = (self._as_it_stands(term) for term in terms)
        return tuple(dict.fromkeys(words for words in found if words))

    def _as_it_stands(self, term: str) -> str | None:
        stems = stems_of(term)
        if not self._readings:
            texts = (self.paper.title, self.paper.abstract)
            self._readings = [read(to_text(text)) for text in texts]
        places = (reading.find(stems) for reading in self._readings)
        return next((words for words in places if words), None) if stems else None


def _suggestion(reasons: _Reasons, tags: Part, homes: Part) -> Suggestion:
    catalog, paper = reasons.judge.evidence.catalog, reasons.paper
    own = live_tags(catalog, paper)
    current = [tag.id for tag in catalog.tags.values() if tag.deprecated_for is None]
    chosen = _chosen(reasons.judge.evidence, tags.whole[reasons.row], own)
    proposed = (reasons.proposal(tags, label, tags=True) for label in chosen)
    return Suggestion(
        paper.id,
        () if catalog.home_of(paper) else _homes(reasons, homes),
        tuple(tag for tag in proposed if tag),
        own,
        tuple((tag, nearest(tag, current)) for tag in paper.tags if tag not in catalog.tags),
    )


def _homes(reasons: _Reasons, homes: Part) -> tuple[Proposal, ...]:
    order = by_score(homes.whole[reasons.row])[:FEWEST]
    proposed = (reasons.proposal(homes, label, tags=False) for label in order)
    return tuple(home for home in proposed if home)


def _without_kin(evidence: Evidence, order: Sequence[int], own: Sequence[str]) -> list[int]:
    """The tags that are neither the paper's own, nor broader or narrower than one before."""
    catalog = evidence.catalog
    refused = {*own, *(other for tag in own for other in _kin(catalog, tag))}
    kept = []
    for n in order:
        tag = evidence.tags[n]
        if tag not in refused:
            kept.append(n)
            refused |= {tag, *_kin(catalog, tag)}
    return kept


def _kin(catalog: Catalog, tag: str) -> set[str]:
    """The broader tag and the narrower ones."""
    broader = catalog.broader_of(tag)
    return {*([broader] if broader else []), *(t.id for t in catalog.narrower_than(tag))}


def _chosen(evidence: Evidence, scores: Scores, own: Sequence[str]) -> list[int]:
    """The tags to propose beside a paper's own, the surest first, within the limits.

    Paper types come apart from other tags: a surer tag of another kind does not make up for one
    that the limits demand.
    """
    tags, limits = evidence.catalog.tags, evidence.catalog.limits
    types = {n for n, tag in enumerate(evidence.tags) if tags[tag].kind is TagKind.PAPER_TYPE}
    order = _without_kin(evidence, by_score(scores), own)
    sure = sum(1 for n in order if scores[n] >= SURE)
    wanted = min(max(sure, FEWEST), MOST)
    room = max(limits.tags_per_paper[1] - len(own), 0)
    wanted = min(max(wanted, limits.tags_per_paper[0] - len(own)), room)
    typed = sum(1 for tag in own if tags[tag].kind is TagKind.PAPER_TYPE)
    least, most = (max(bound - typed, 0) for bound in limits.paper_types_per_paper)
    likely = sum(1 for n in order[:wanted] if n in types)
    of_type = [n for n in order if n in types][: min(max(likely, least), most, room)]
    others = [n for n in order if n not in types][: max(wanted - len(of_type), 0)]
    chosen = {*of_type, *others}
    return [n for n in order if n in chosen]
