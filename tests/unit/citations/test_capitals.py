from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.citations.capitals import protect

NAMES = frozenset({"Hugging Face", "Lasso"})


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("Layer Normalization", "Layer Normalization"),
        ("Training BatchNorm in CNNs", "Training {{BatchNorm}} in {{CNNs}}"),
        ("MobileNetV2: Inverted Residuals", "{{MobileNetV2}}: Inverted Residuals"),
        ("LION: Linear RNN for 3D Detection", "{{LION}}: Linear {{RNN}} for {{3D}} Detection"),
        ("MEAL V2", "{{MEAL}} {{V2}}"),
        ("Poincaré ResNet", "{{Poincaré}} {{ResNet}}"),
        ("Poincar{\\'e} ResNet", "{{Poincar{\\'e}}} {{ResNet}}"),
        ("Training with Megatron-LM and IBN-Net", "Training with {{Megatron-LM}} and {{IBN-Net}}"),
        ("ImageNet-trained CNNs", "{{ImageNet-trained}} {{CNNs}}"),
        ("PyTorch-Direct", "{{PyTorch-Direct}}"),
        ("Models of Hugging Face, Face Detection", "Models of {{Hugging Face}}, Face Detection"),
        ("Selection via Lasso", "Selection via {{Lasso}}"),
        ("Lets keep it simple, Using simple nets", "Lets keep it simple, Using simple nets"),
        ("Learning $\\varepsilon$ or $\\Gamma$", "Learning $\\varepsilon$ or {{$\\Gamma$}}"),
        ("A U-Net for Everything", "A {{U-Net}} for Everything"),
        ("Pre-Training of Layer-Wise Things", "Pre-Training of Layer-Wise Things"),
        ("On $L^p$ spaces and $x$", "On {{$L^p$}} spaces and $x$"),
        ("Units (ReLU)", "Units ({{ReLU}})"),
        ("Deep machines: An old idea", "Deep machines: An old idea"),
        ("ATTENTION IS ALL YOU NEED", "ATTENTION IS ALL YOU NEED"),
        ("SL\\textsuperscript{2}A", "{{SL\\textsuperscript{2}A}}"),
        ("", ""),
    ],
)
def test_only_capitals_that_matter_are_protected(title: str, protected: str) -> None:
    assert protect(title, NAMES) == protected


@pytest.mark.parametrize(
    ("title", "foreign", "protected"),
    [
        ("A history of mills in Burgundy and Castile", False,
         "A history of mills in {{Burgundy}} and {{Castile}}"),
        ("A History of Mills in Burgundy and Castile", False,
         "A History of Mills in Burgundy and Castile"),
        ("Courts and Canon Law: why the small towns of Tuscany were late", False,
         "Courts and {{Canon}} {{Law}}: why the small towns of {{Tuscany}} were late"),
        ("Deep Rivers and Old Mills: exploring small towns", False,
         "Deep Rivers and Old Mills: exploring small towns"),
        ("Die Ordnung des Wissens: Eine Studie", True,
         "Die {{Ordnung}} des {{Wissens}}: Eine {{Studie}}"),
        ("The Travels of Évliya in Łódź", False, "The Travels of {{Évliya}} in {{Łódź}}"),
        ("Sepsis in children: the ADAPT trial in Malawi and Kenya", False,
         "Sepsis in children: the {{ADAPT}} trial in {{Malawi}} and {{Kenya}}"),
    ],
)  # fmt: skip
def test_a_title_that_is_no_english_headline_keeps_its_capitals(
    title: str, foreign: bool, protected: str
) -> None:
    assert protect(title, frozenset(), foreign) == protected


def test_names_of_the_list_are_kept_alone_and_within_compounds() -> None:
    names = frozenset({"Sachsenspiegel", "Monte Cassino"})
    title = "Sachsenspiegels, Sachsenspiegel-Law and Monte Cassino, Monte Carlo"
    assert protect(title, names) == (
        "{{Sachsenspiegels}}, {{Sachsenspiegel-Law}} and {{Monte Cassino}}, Monte Carlo"
    )


@given(st.text(max_size=60))
def test_nothing_but_braces_is_added(text: str) -> None:
    assert protect(text).replace("{", "").replace("}", "") == text.replace("{", "").replace("}", "")


def test_of_names_that_begin_alike_the_longest_is_taken() -> None:
    # With so many, the order of a set would put the longest first by accident alone.
    words = ["Monte", "Cassino", "Abbey", "Charter", "Rolls", "Index", "Volume", "Plates"]
    names = frozenset(" ".join(words[:count]) for count in range(2, len(words) + 1))
    whole = " ".join(words)
    assert protect(f"Reading the {whole} again", names) == f"Reading the {{{{{whole}}}}} again"
