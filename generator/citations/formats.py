"""The formats of citations, in the order in which readers see them.

A format is one module with a `FORMAT` and one line here; files of export,
*Cite* on a paper's page and the selections of the reader's pages follow.
"""

from __future__ import annotations

from generator.citations import (
    biblatex_writer,
    bibtex_writer,
    csl_json,
    csv_rows,
    json_lines,
    plain_text,
    ris,
)
from generator.citations.export_format import Format

FORMATS: tuple[Format, ...] = (
    bibtex_writer.FORMAT,
    biblatex_writer.FORMAT,
    ris.FORMAT,
    csl_json.FORMAT,
    json_lines.FORMAT,
    csv_rows.FORMAT,
    plain_text.FORMAT,
)
