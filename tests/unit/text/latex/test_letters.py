"""Names and words of many languages as LaTeX spells them: `tests/golden/latex_letters.tsv`."""

import unicodedata

import pytest

from generator.text.latex import to_biblatex, to_text
from tests.support import ROOT

TABLE = (ROOT / "tests" / "golden" / "latex_letters.tsv").read_text("utf-8")
ROWS = [line.split("\t") for line in TABLE.split("\n") if "\t" in line and line[0] != "#"]


@pytest.mark.parametrize(("spelled", "read"), ROWS, ids=[spelled for spelled, _ in ROWS])
def test_letters_read_as_they_are_printed(spelled: str, read: str) -> None:
    assert to_text(spelled) == unicodedata.normalize("NFC", read)


@pytest.mark.parametrize(("spelled", "read"), ROWS, ids=[spelled for spelled, _ in ROWS])
def test_what_is_written_for_biblatex_reads_the_same(spelled: str, read: str) -> None:
    assert to_text(to_biblatex(spelled)) == unicodedata.normalize("NFC", read)


def test_letters_in_a_sentence() -> None:
    text = r"Un mod{\`e}le de Poincar\'{e} in \'Etale to $x^{2}$, and w_{min}ge 2."

    assert to_text(text) == "Un modèle de Poincaré in Étale to x², and w_min ≥ 2."


def test_the_table_is_large() -> None:
    languages = [line for line in TABLE.split("\n") if line.startswith("## ")]

    assert len(ROWS) >= 200
    assert len(languages) > 20
