"""What a curated paper carries: topics, tags, and a summary in our own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator.checks.context import Check, Context
from generator.checks.each_paper import of_each_paper
from generator.model.models import Limits, Paper, TagKind
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule
from generator.model.uncurated import LACKS, UNCURATED

_ACCENTS = re.compile("[\u0300-\u036f]")
_WITHOUT_PUNCTUATION = {code: " " for code in range(128) if not chr(code).isalnum()}
_PUNCTUATION_DELETED = dict.fromkeys(_WITHOUT_PUNCTUATION)

TOO_FEW_TOPICS = Rule("too-few-topics", Group.BOUNDS, Severity.ERROR,
    "The paper has fewer topics than limits.yml asks for.",
    "topics: [maps]   (with topics_per_paper: [2, 3])",
    "Add what fits.")  # fmt: skip
TOO_MANY_TOPICS = Rule("too-many-topics", Group.BOUNDS, Severity.ERROR,
    "The paper has more topics than limits.yml allows.",
    "topics: [a, b, c, d]",
    "Keep the main topic and those that matter most.")  # fmt: skip
TOO_FEW_TAGS = Rule("too-few-tags", Group.BOUNDS, Severity.ERROR,
    "The paper has fewer tags than limits.yml asks for.",
    "tags: [maps]",
    "Add what the paper is about.")  # fmt: skip
TOO_MANY_TAGS = Rule("too-many-tags", Group.BOUNDS, Severity.ERROR,
    "The paper has more tags than limits.yml allows.",
    "tags: [a, b, c, d, e, f, g, h]",
    "Keep what it is about; drop what it merely mentions.")  # fmt: skip
PAPER_TYPE = Rule("paper-type", Group.BOUNDS, Severity.ERROR,
    "A paper has one tag that says what kind of paper it is (its kind in tags.yml is "
    "`paper-type`); limits.yml says how many it may be.",
    "tags: [maps, scale, theory, survey]",
    "Keep the one that says it best.")  # fmt: skip
SUMMARY_LENGTH = Rule("summary-length", Group.BOUNDS, Severity.ERROR,
    "The summary is longer than limits.yml allows.",
    "summary: (201 characters)",
    "Say less.")  # fmt: skip
SUMMARY_COPIED = Rule("summary-copied", Group.BOUNDS, Severity.ERROR,
    "The summary repeats a run of words of the abstract; it must be in our own words.",
    "summary: We propose a simple and effective method for training …",
    "Say it in other words.")  # fmt: skip
SUMMARY_FULL_STOP = Rule("summary-full-stop", Group.BOUNDS, Severity.ERROR,
    "A summary is a sentence and ends with a full stop.",
    "summary: Normalises over one example",
    "Put a full stop.", fixed=True,
    where="after a letter, a digit or a closing bracket")  # fmt: skip
_Doubtful = Callable[[str, str], bool]
"""Whether something is wrong within a field of a file."""
_TOO_FEW = {"topic": TOO_FEW_TOPICS, "tag": TOO_FEW_TAGS}
_TOO_MANY = {"topic": TOO_MANY_TOPICS, "tag": TOO_MANY_TAGS}
NO_ABSTRACT = Rule("no-abstract", Group.RELATIONS, Severity.WARNING,
    "A paper without an abstract: its page, the search and the papers related to it have its "
    "title and summary alone.",
    "(no line `abstract: …`)",
    "Add the abstract as it was published, if it has one.")  # fmt: skip


def uncurated(context: Context) -> Iterator[Finding]:
    """Papers that lack topics, tags or a summary: one finding for each of these."""
    return of_each_paper(context, "uncurated", partial(_uncurated, context.doubtful), None)


def _uncurated(doubtful: _Doubtful, paper: Paper, _by: None) -> Iterator[Finding]:
    file = f"papers/{paper.id}.yml"
    for name, (message, _) in LACKS.items():
        if not getattr(paper, name) and not doubtful(file, name):
            yield Finding(file, (name,), UNCURATED, message, key=True)


def abstracts(context: Context) -> Iterator[Finding]:
    """Papers without an abstract; what is no paper need not have one."""
    return of_each_paper(context, "abstracts", partial(_abstract, context.doubtful), None)


def _abstract(doubtful: _Doubtful, paper: Paper, _by: None) -> Iterator[Finding]:
    file = f"papers/{paper.id}.yml"
    if paper.type is None and not paper.abstract and not doubtful(file, "abstract"):
        yield Finding(file, ("title",), NO_ABSTRACT, "the paper has no abstract", key=True)


def counts(context: Context) -> Iterator[Finding]:
    """Papers with fewer or more topics, tags or paper types than the limits say."""
    tags = {t.id: t.kind for t in context.catalog.tags.values() if not t.deprecated_for}
    judged_by = context.catalog.limits, tags
    return of_each_paper(context, "counts", partial(_counts, context.doubtful), judged_by)


def _counts(
    doubtful: _Doubtful, paper: Paper, judged_by: tuple[Limits, Mapping[str, TagKind]]
) -> Iterator[Finding]:
    limits, tags = judged_by
    file = f"papers/{paper.id}.yml"
    if not doubtful(file, "topics"):
        yield from _count(paper, "topic", len(paper.topics), limits.topics_per_paper)
    if not doubtful(file, "tags"):
        yield from _count(paper, "tag", len(paper.tags), limits.tags_per_paper)
        # A wrong tag is reported as such; it might have been the type that is missed.
        if paper.tags and tags.keys() >= {*paper.tags}:
            yield from _types(paper, tags, limits.paper_types_per_paper)


def _count(paper: Paper, noun: str, count: int, bounds: tuple[int, int]) -> Iterator[Finding]:
    least, most = bounds
    file = f"papers/{paper.id}.yml"
    if 0 < count < least:
        message = f"the paper has {_number(count, noun)}; the least is {least}"
        yield Finding(file, (f"{noun}s",), _TOO_FEW[noun], message, key=True)
    elif count > most:
        message = f"the paper has {_number(count, noun)}; the most is {most}"
        yield Finding(file, (f"{noun}s",), _TOO_MANY[noun], message, key=True)


def _types(paper: Paper, tags: Mapping[str, TagKind], bounds: tuple[int, int]) -> Iterator[Finding]:
    types = [tag for tag in paper.tags if tags[tag] is TagKind.PAPER_TYPE]
    least, most = bounds
    if least <= len(types) <= most:
        return
    if types:
        message = f"{', '.join(types)}: {_number(len(types), 'paper type')}; the most is {most}"
        if len(types) < least:
            message = f"{_number(len(types), 'paper type')}; the least is {least}"
    else:
        known = sorted(tag for tag, kind in tags.items() if kind is TagKind.PAPER_TYPE)
        message = f"no tag says what type of paper it is; there are {', '.join(known)}"
    yield Finding(f"papers/{paper.id}.yml", ("tags",), PAPER_TYPE, message, key=True)


def summaries(context: Context) -> Iterator[Finding]:
    """Summaries that are too long, without a full stop, or copied from the abstract."""
    return of_each_paper(context, "summaries", _summary, context.catalog.limits)


def _summary(paper: Paper, limits: Limits) -> Iterator[Finding]:
    if paper.summary is None:
        return
    at = (f"papers/{paper.id}.yml", ("summary",))
    length = len(paper.summary)
    if length > limits.summary_length:
        message = f"the summary has {length} characters; the most is {limits.summary_length}"
        yield Finding(*at, SUMMARY_LENGTH, message)
    if not paper.summary.endswith("."):
        yield Finding(*at, SUMMARY_FULL_STOP, "the summary does not end with a full stop")
    copied = common_run(paper.summary, paper.abstract, limits.summary_overlap)
    if copied:
        message = (
            f"the summary has a run of {limits.summary_overlap} words of the abstract:"
            f" '{copied}'; say it in other words"
        )
        yield Finding(*at, SUMMARY_COPIED, message)


def common_run(summary: str, abstract: str, length: int) -> str | None:
    """The first run of `length` words of the summary that the abstract has too, else None.

    Words are compared without capitals, accents and punctuation.
    """
    words = _words(summary)
    if len(words) < length:
        return None
    runs = [words[i : i + length] for i in range(len(words) - length + 1)]
    letters = _letters(abstract)
    runs = [run for run in runs if "".join(run) in letters]
    if not runs:  # as in most; to divide the abstract into words takes longer
        return None
    there = f" {' '.join(_words(abstract))} "
    return next((run for run in map(" ".join, runs) if f" {run} " in there), None)


def _letters(text: str) -> str:
    """The words of a text without blanks between them."""
    if text.isascii():
        return text.casefold().translate(_PUNCTUATION_DELETED)
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    if text.isascii():  # most are, and this takes a tenth of the time
        return text.casefold().translate(_WITHOUT_PUNCTUATION).split()
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return re.findall(r"[^\W_]+", text.casefold())


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def with_full_stop(_context: Context, names: str, value: str) -> str | None:
    """A summary with the full stop that it lacks after a letter, a digit or a bracket."""
    ended = value.strip()
    if names != "summary" or not ended or not (ended[-1].isalnum() or ended[-1] == ")"):
        return None
    return f"{ended}."


CHECKS = (
    Check("papers are curated", uncurated, (UNCURATED,)),
    Check("papers have abstracts", abstracts, (NO_ABSTRACT,)),
    Check(
        "papers have enough topics and tags, and not too many",
        counts,
        (TOO_FEW_TOPICS, TOO_MANY_TOPICS, TOO_FEW_TAGS, TOO_MANY_TAGS, PAPER_TYPE),
    ),
    Check(
        "summaries are short and in our own words",
        summaries,
        (SUMMARY_LENGTH, SUMMARY_COPIED, SUMMARY_FULL_STOP),
        correct=with_full_stop,
    ),
)
