import pytest

from generator.text.tokens import normalise, squeeze, stem, words

SAME = [
    "over-parameterization overparametrised overparameterized overparametrization",
    "normalisation normalizations normalise normalized normalizing normaliser",
    "network networks",
    "pruning pruned prune prunes",
    "modelling modeling models modeled",
    "behaviour behaviors",
    "matrix matrices",
    "sparsity sparse sparsely",
    "analysis analyses analyse analyzing",
    "family families",
    "bias biases",
    "ReLU ReLUs",
    "CNN CNNs",
    "compression compress compressed",
    "convolution convolutional convolutions",
    "LM LMs",
    "equivariance equivariant",
    "recurrence recurrent",
    "convergence convergent converges",
]
APART = [
    "activation active",
    "transform transformer",
    "general generalise",
    "optimal optimise",
    "variance variants",
    "instance instant",
]


def first_stem(text: str) -> str:
    return stem(next(words(text))[1])


@pytest.mark.parametrize("group", SAME)
def test_forms_of_a_word_share_a_stem(group: str) -> None:
    assert len({first_stem(form) for form in group.split()}) == 1


@pytest.mark.parametrize("pair", APART)
def test_other_words_do_not(pair: str) -> None:
    assert len({first_stem(form) for form in pair.split()}) == 2


def test_a_compound_is_found_by_its_parts_and_as_a_whole() -> None:
    assert list(words("a state-of-the-art l_1")) == [
        (0, "a"), (1, "stateoftheart"), (1, "state"), (2, "of"), (3, "the"), (4, "art"),
        (5, "l1"), (5, "l"), (6, "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poincaré ŁŒß", "poincare loess"),
        ("SL²A ℓ₁", "sl2a l1"),
        ("한국어 ガ", "한국어 カ"),
        ("ΣΑΣ", "σασ"),
    ],
)
def test_accents_and_forms_are_folded(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_greek_letters_are_named_alone_and_read_as_latin_among_latin() -> None:
    assert [word for _, word in words("DεpS ε")] == ["deps", "epsilon"]


def test_chinese_is_found_by_characters_and_pairs() -> None:
    assert list(words("深度网 net")) == [
        (0, "深"), (0, "深度"), (1, "度"), (1, "度网"), (2, "网"), (3, "net"),
    ]  # fmt: skip


def test_squeezed_is_what_is_left_without_anything_but_letters() -> None:
    assert squeeze("[Re] Don't Judge: SL²A-INR!") == "redontjudgesl2ainr"


@pytest.mark.parametrize(
    ("word", "form"),
    [("gpu", "gpus"), ("silu", "silus"), ("gru", "grus"), ("virus", "viruses"),
     ("surplus", "surpluses"), ("campus", "campuses")],
)  # fmt: skip
def test_the_plural_of_an_abbreviation_in_u_is_found_as_that_of_a_latin_word_is(
    word: str, form: str
) -> None:
    assert stem(word) == stem(form)
