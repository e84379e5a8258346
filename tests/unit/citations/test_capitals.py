from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.citations.capitals import protect


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
    assert protect(title) == protected


@given(st.text(max_size=60))
def test_nothing_but_braces_is_added(text: str) -> None:
    assert protect(text).replace("{", "").replace("}", "") == text.replace("{", "").replace("}", "")
