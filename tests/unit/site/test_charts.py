"""Charts: well-formed, named, and with every number as text."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest

from generator.site.charts import Bar, bar_chart, column_chart, stacked_bars, step_chart
from generator.site.heat_map import heat_map
from generator.site.svg_parts import NARROW, Heading, ticks
from tests.support import ROOT
from tests.unit.analysis.derived_helpers import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
HEADING = Heading("c1", "Papers <by> year", "From 2015 & on")
VALUES = (7, 0, 131, 12)

Drawing = Callable[[list[str]], str]


def _bars(labels: list[str]) -> str:
    return bar_chart(HEADING, [Bar(name, n) for name, n in zip(labels, VALUES, strict=False)])


def _columns(labels: list[str]) -> str:
    return column_chart(HEADING, [Bar(name, n) for name, n in zip(labels, VALUES, strict=False)])


def _stacked(labels: list[str]) -> str:
    return stacked_bars(HEADING, labels, ["one", "two"], [[n, 2] for n in VALUES[: len(labels)]])


def _heat(labels: list[str]) -> str:
    size = range(len(labels))
    return heat_map(HEADING, labels, [[abs(i - j) * 3 or 50 for i in size] for j in size])


def _steps(labels: list[str]) -> str:
    return step_chart(HEADING, [(date(2024, 1, n + 1), VALUES[n]) for n in range(len(labels))])


DRAWINGS = [_bars, _columns, _stacked, _heat, _steps]
LABELS = ["alpha", "beta", "gamma", "delta"]


def _read(charts: str) -> ElementTree.Element:
    """An element that holds the drawing for a wide page and the one for a phone."""
    return ElementTree.fromstring(f"<div>{charts}</div>")


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_chart_is_an_image_with_a_name_and_a_description(draw: Drawing) -> None:
    wide, narrow = _read(draw(LABELS))
    names: set[str] = set()
    for root in (wide, narrow):
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        ids = (root.get("aria-labelledby") or "").split()
        named = {e.get("id"): e.text for e in root.iter() if e.get("id")}
        assert [named[key] for key in ids] == ["Papers <by> year", "From 2015 & on"]
        assert re.fullmatch(r"0 0 [\d.]+ [\d.]+", root.get("viewBox") or "")
        assert root.get("width") is None
        assert names.isdisjoint(ids), "unique in the page"
        names |= set(ids)


@pytest.mark.parametrize("draw", DRAWINGS)
def test_nothing_of_a_chart_for_a_phone_sticks_out(draw: Drawing) -> None:
    spans = ["1990–1999"] * 4
    _, narrow = _read(draw(spans if draw is _columns else ["the long name of a topic, cut"] * 4))
    assert (narrow.get("viewBox") or "").split()[2] == str(NARROW)
    for element in narrow.iter():
        letters = len(element.text or "") * 6 if element.tag == f"{SVG}text" else 0
        before = {"end": 1.0, "middle": 0.5}.get(element.get("text-anchor") or "", 0)
        left = float(element.get("x") or 0) - before * letters
        assert left >= 0
        assert left + letters + float(element.get("width") or 0) <= NARROW


def _texts(svg: str) -> str:
    root = _read(svg)
    return " | ".join(e.text or "" for e in root.iter() if e.tag in (f"{SVG}text", f"{SVG}title"))


@pytest.mark.parametrize("draw", [_bars, _columns, _stacked])
def test_every_label_and_number_is_there(draw: Drawing) -> None:
    texts = _texts(draw(LABELS))
    for label in LABELS:
        assert label in texts
    for value in VALUES:
        assert re.search(rf"\b{value}\b", texts) or value == 0


def test_stacked_bars_show_each_part_and_the_sum() -> None:
    texts = _texts(_stacked(LABELS))
    assert "gamma, one: 131" in texts
    assert "gamma, two: 2" in texts
    assert "| 133" in texts


def test_a_heat_map_names_every_pair_and_total() -> None:
    texts = _texts(_heat(LABELS))
    assert "alpha and delta: 9" in texts
    assert "delta and alpha: 9" in texts
    assert "beta: 50" in texts


def test_steps_go_through_every_day() -> None:
    texts = _texts(_steps(LABELS))
    assert all(f"2024-01-0{n + 1}: {value}" in texts for n, value in enumerate(VALUES))


def test_bars_are_as_long_as_their_numbers() -> None:
    for root in _read(bar_chart(HEADING, [Bar("a", 100), Bar("b", 50), Bar("c", 0)])):
        lengths = [float(r.get("width") or -1) for r in root.iter(f"{SVG}rect")]
        assert lengths[0] >= 300
        assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.1)
        assert lengths[2] == 0


@pytest.mark.parametrize("draw", DRAWINGS)
@pytest.mark.parametrize("labels", [[], ["one"], ["x" * 300, "y"], list(HOSTILE[:4])])
def test_strange_labels_and_no_data(draw: Drawing, labels: list[str]) -> None:
    root = _read(draw(labels))
    assert not list(root.iter(f"{SVG}script"))
    assert "nan" not in draw(labels)


@pytest.mark.parametrize("text", [*HOSTILE, "\x00\x0b\ufffe", '" onload="x'])
def test_hostile_headings(text: str) -> None:
    svg = bar_chart(Heading("id", text, text), [Bar(text, 1)])
    assert not [e for e in _read(svg).iter() if "onload" in e.attrib]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_no_colour_but_by_class(draw: Drawing) -> None:
    svg = draw(LABELS)
    assert not re.search(r'(fill|stroke|color|style)="', svg)
    assert not re.search(r"#[0-9a-f]{3}|rgb\(|hsl\(", svg)


def test_every_class_of_a_shape_has_a_rule() -> None:
    css = (ROOT / "overrides" / "assets" / "stylesheets" / "charts.css").read_text("utf-8")
    used = {
        name
        for draw in DRAWINGS
        for element in _read(draw(LABELS)).iter()
        if element.tag not in (f"{SVG}text", f"{SVG}svg")
        for name in (element.get("class") or "").split()
    }
    assert "chart__bar" in used
    assert {name for name in used if f".{name}" not in css} == set()


@pytest.mark.parametrize(
    ("largest", "wanted"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (90, [0, 20, 40, 60, 80, 100]),
        (337, [0, 100, 200, 300, 400]),
        (10_000, [0, 2000, 4000, 6000, 8000, 10_000]),
    ],
)
def test_ticks_are_round(largest: int, wanted: list[int]) -> None:
    assert ticks(largest) == wanted
