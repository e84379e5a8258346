"""Short forms that the documents explain."""

from __future__ import annotations

import pytest

from generator.search import Document
from generator.search.alike import explained, learn, shortened


def paper(abstract: str, title: str = "A title") -> Document:
    return Document(id=title, path=f"papers/{title}/", kind="paper", title=title, abstract=abstract)


def tag(title: str, *aliases: str) -> Document:
    return Document(id=title, path=f"tags/{title}/", kind="tag", title=title, aliases=aliases)


@pytest.mark.parametrize(
    ("short", "long", "cuts"),
    [
        ("resnet", ("residual", "networks"), ("res", "net")),
        ("nas", ("neural", "architecture", "search"), ("n", "a", "s")),
        ("relus", ("rectified", "linear", "unit"), ("re", "l", "u")),
        ("vit", ("vision", "transformer"), ("vi", "t")),
        ("gan", ("generative", "models"), None),
        ("net", ("deep", "networks"), None),
    ],
)
def test_a_short_form_is_made_of_the_beginnings_of_its_words(
    short: str, long: tuple[str, ...], cuts: tuple[str, ...] | None
) -> None:
    assert shortened(short, long) == cuts


def test_names_of_one_tag_explain_each_other() -> None:
    found = learn([explained([tag("Layer normalization", "LayerNorm", "RMSNorm", "dropout")])])
    assert found.names == {"layernorm": ("layer", "normalization")}
    assert found.words == {"norm": "normalization"}


def test_a_text_introduces_a_short_form_where_it_is_in_brackets() -> None:
    found = learn([explained([paper("We study the mixture of experts (MoE) and a gate (XYZ).")])])
    assert found.names == {"moe": ("mixture", "experts")}


def test_the_more_frequent_explanation_holds_and_no_common_word_is_a_short_form() -> None:
    texts = ["real networks (RN)", "region normalization (RN)", "a region normalization (RN)"]
    found = learn(
        [explained([paper(" ".join(texts)), paper("adversarial training (AT)", "Another")])]
    )
    assert found.names == {"rn": ("region", "normalization")}
