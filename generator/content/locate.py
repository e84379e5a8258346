"""Findings to problems: each gets the line and the column of its place in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator.content import file_text, yaml_documents
from generator.content.content_files import ContentFiles, file_digest, files_of, read_beyond
from generator.content.content_layout import definition
from generator.content.source_locations import SourceLocator
from generator.model.memory import NOTHING, Memory, digest_of
from generator.model.problems import Problem
from generator.model.rules import Finding, problem


def locate(
    content: Path | ContentFiles,
    findings: Iterable[Finding],
    memory: Memory = NOTHING,
    digests: Mapping[str, str] = MappingProxyType({}),
) -> list[Problem]:
    """The findings as problems with line and column, in no order.

    Reads the files again that something was found in, apart from those of which the memory
    has the places. What cannot be found there any more is put at the nearest thing around it.

    Args:
        content: The directory.
        findings: What was found.
        memory: What earlier runs located.
        digests: As `Loaded` has them.
    """
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.file].append(finding)
    files = files_of(content)
    root = files.root
    problems = []
    with memory.entries("places") as known:
        for file, group in groups.items():
            about = [(found.where, found.key, found.text, found.nth) for found in group]
            inputs = digest_of(digests.get(file), about)
            data = b""
            if inputs not in known:
                data = _bytes(files, file)
                inputs = digest_of(file_digest(file, data), about)
            places = known.recall(inputs, partial(_places, file, data, group))
            for found, (line, column) in zip(group, places, strict=True):
                problems.append(
                    problem(root + file, line, column, found.rule, found.message, found.suggestion)
                )
    return problems


def _places(file: str, data: bytes, findings: Sequence[Finding]) -> list[tuple[int, int]]:
    """Line and column of each finding in a file with these bytes."""
    text = file_text.decode("", data, _most_bytes(file))[0] or ""
    locator = SourceLocator(text, yaml_documents.parse(text) if file.endswith(".yml") else None)
    return [locator.of(finding) for finding in findings]


def _bytes(files: ContentFiles, path: str) -> bytes:
    try:
        return read_beyond(files, path, _most_bytes(path))
    except OSError:  # a finding may be about a file that is not there
        return b""


def _most_bytes(file: str) -> int:
    kind = definition(file)
    return kind.most_bytes if kind else file_text.MAX_BYTES
