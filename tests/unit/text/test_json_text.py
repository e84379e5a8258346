from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.text.json_text import js_literal, json_line, json_rows


@given(st.text())
def test_json_stays_on_one_line_and_comes_back(text: str) -> None:
    written = json_line({"a": text})
    assert len(written.splitlines()) == 1
    written.encode("utf-8")
    assert json.loads(written) == {"a": text}


@given(st.dictionaries(st.text(), st.integers()))
def test_rows_are_json_with_one_field_a_line(value: dict[str, int]) -> None:
    written = json_rows(value)
    assert json.loads(written) == value
    assert written.count("\n ") >= len(value) - 1


@given(st.text())
def test_literals_are_json_and_end_no_script(text: str) -> None:
    written = js_literal([text])
    assert json.loads(written) == [text]
    assert not {"\u2028", "\u2029"} & set(written)
    assert "</" not in written and "<!" not in written
