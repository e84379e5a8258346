"""The issue form "Suggest tags" → an edit of one paper's file, or an answer that says why not.

The form holds the lines before and after the change, as a diff.  Of its text
nothing goes into the file but ids that `tags.yml` and `topics/` have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.edit.curation_edits import change_papers, current_tag, known_topic, with_list
from generator.edit.paper_files import PaperFile
from generator.edit.tags import Refused
from generator.importers.issue_text import (
    Issue,
    Suggested,
    clean,
    incomplete,
    read_form,
    wrong_lengths,
)
from generator.model.models import Catalog
from generator.text.github_markdown import code, text
from generator.text.slugs import is_slug

LABEL = "tag-suggestion"
"""The label that the form gives its issues."""
PAPER, CHANGE, WHY = "Paper", "Change", "Why"
"""The labels of the form's fields, in its order (.github/ISSUE_TEMPLATE/tags.yml)."""

Lists = dict[str, list[str]]
"""Ids by the field: `topics`, `tags`."""

_BOUNDS = {PAPER: (1, 100), CHANGE: (3, 4_000), WHY: (3, 600)}
_FENCE = re.compile(r"`{3,}(diff)?")
_LINE = re.compile(r"([+-]) ?(topics|tags): ?\[([a-z0-9, -]{0,2000})\]")
_MOST = 50


class _Wrong(Exception):
    """The suggestion cannot be taken; the message is Markdown."""


def suggest_tags(issue: Issue, catalog: Catalog, files: Mapping[str, PaperFile]) -> Suggested:
    """The paper's file with the suggested topics and tags, or why there is none.

    Args:
        issue: The form.
        catalog: The topics and tags that there are.
        files: The papers' files by id.
    """
    form = read_form(issue.body, tuple(_BOUNDS))
    wrong = wrong_lengths(form, _BOUNDS)
    if wrong:
        return Suggested(None, "", incomplete(wrong))
    try:
        file = _file(clean(form[PAPER]), catalog, files)
        before, after = _lists(form[CHANGE])
        _compare(file, before, after)
        unknown = list(_unknown(catalog, before, after))
    except _Wrong as error:
        return Suggested(None, "", incomplete([str(error)]))
    if unknown:
        return Suggested(None, "", incomplete(unknown))
    path = f"papers/{file.id}.yml"
    edits = [with_list(field, ids) for field, ids in after.items()]
    changed, problems = change_papers({path: file.text}, {file.id: edits})
    if problems:
        return Suggested(None, "", incomplete([f"{code(path)}: {text(problems[0].message)}."]))
    answer = _for_curators(issue, before, after, clean(form[WHY]))
    return Suggested(file.id, changed[path], answer, file.text)


def _file(paper: str, catalog: Catalog, files: Mapping[str, PaperFile]) -> PaperFile:
    file = files.get(paper)
    if file and not file.broken:
        return file
    if file:
        raise _Wrong(f"The file of {code(paper)} cannot be read at the moment.")
    now = next((id_ for id_, p in catalog.papers.items() if paper in p.aliases), None)
    if now:
        raise _Wrong(f"The paper {code(paper)} is now {code(now)}; please suggest it on that page.")
    if is_slug(paper):
        raise _Wrong(f"The list has no paper {code(paper)}; it may have been removed.")
    raise _Wrong(f"**{PAPER}** is not the last part of the address of a paper's page.")


def _lists(change: str) -> tuple[Lists, Lists]:
    """The lists before and after the change."""
    found: dict[str, Lists] = {"-": {}, "+": {}}
    lines = [line for line in map(str.strip, change.split("\n")) if line]
    for number, line in enumerate((x for x in lines if not _FENCE.fullmatch(x)), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            example = "`-tags: [one]` and `+tags: [one, another]`"
            raise _Wrong(f"**{CHANGE}**, line {number} is not one of a change such as {example}.")
        sign, field, row = match.groups()
        ids = [item.strip() for item in row.split(",")] if row.strip() else []
        if field in found[sign] or len(ids) > _MOST or len(set(ids)) != len(ids):
            raise _Wrong(f"**{CHANGE}**, line {number} repeats something, or is too long.")
        if not all(map(is_slug, ids)):
            raise _Wrong(f"**{CHANGE}**, line {number} names something that cannot be an id.")
        found[sign][field] = ids
    if set(found["-"]) != set(found["+"]) or not found["+"]:
        raise _Wrong(f"**{CHANGE}** needs the line before (`-`) and the line after (`+`).")
    return found["-"], found["+"]


def _compare(file: PaperFile, before: Lists, after: Lists) -> None:
    """Raise what keeps the change from this file: it is made already, or there was another."""
    now = {field: _ids(file.fields.get(field)) for field in before}
    if now == after:
        raise _Wrong(f"The file of {code(file.id)} says this already.")
    if now != before:
        lines = "; ".join(text(f"{field}: [{', '.join(ids)}]") for field, ids in now.items())
        raise _Wrong(
            f"The file of {code(file.id)} has changed meanwhile: {lines}. "
            "Please look at the paper's page again, and edit the lines here."
        )


def _ids(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _unknown(catalog: Catalog, before: Lists, after: Lists) -> Iterator[str]:
    """A sentence for each id that the paper gets and that it cannot get."""
    for field, known in (("topics", known_topic), ("tags", current_tag)):
        for id_ in after.get(field, ()):
            if id_ in before[field]:
                continue
            try:
                known(catalog, id_)
            except Refused as error:
                yield f"{text(str(error))}."


def _for_curators(issue: Issue, before: Lists, after: Lists, why: str) -> str:
    lines = [f"Suggested in #{issue.number}; closes #{issue.number}.", "", f"> {text(why)}", ""]
    for field in before:
        # Ids alone: they can end no block of code.
        lines += ["```diff", f"-{field}: [{', '.join(before[field])}]"]
        lines += [f"+{field}: [{', '.join(after[field])}]", "```"]
    lines += ["", "- [ ] The paper is about what the tags and topics say."]
    return "\n".join(lines) + "\n"
