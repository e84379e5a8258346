import pytest

from generator.analysis.vocabulary_matches import matches, read


def _words(text: str, *names: str) -> tuple[str, ...]:
    (found,) = matches([("", text)], {"t": names})
    return found["t"].words if "t" in found else ()


def test_names_are_found_in_any_inflection_as_they_stand() -> None:
    assert _words("We compare Pruned networks.", "pruning") == ("Pruned",)
    assert _words("batch-normalised nets", "batch normalization") == ("batch-normalised",)
    assert _words("Recurrent  neural network", "recurrent neural networks") == (
        "Recurrent  neural network",
    )


def test_a_name_is_no_part_of_another_word() -> None:
    assert _words("the gradient of a field", "grad") == ()


@pytest.mark.parametrize("between", [". ", "\x1b[31m ", "](x) ", "\u202e", " 🙂 ", ", ", " <b>"])
def test_a_name_does_not_run_across_other_signs(between: str) -> None:
    assert _words(f"the batch{between}normalization", "batch normalization") == ()
    assert _words("the batch\u00a0normalization", "batch normalization") != ()


def test_an_acronym_is_not_found_in_lower_case() -> None:
    assert _words("it is so", "IT") == ()
    assert _words("IT is so", "IT") == ("IT",)


def test_languages_without_spaces_and_with_other_letters_are_found() -> None:
    assert _words("本文研究卷积神经网络的压缩", "神经网络") == ("神经网络",)
    assert _words("Die Rückführung der Wärme", "wärme") == ("Wärme",)


def test_the_title_counts_more_and_rare_names_count_more() -> None:
    texts = [("Pruning", "x"), ("x", "pruning"), ("x", "pruning and gears"), ("x", "x")]
    found = matches(texts, {"p": ["pruning"], "g": ["gear"]})
    assert found[0]["p"].score > found[1]["p"].score
    assert found[2]["g"].score > found[2]["p"].score
    assert found[3] == {}


def test_every_stem_has_its_place() -> None:
    reading = read("ﬃ Δx 压缩 a_b Ä́")
    assert len(reading.stems) == len(reading.spans)
    shown = [reading.text[start:end] for start, end in reading.spans if end > start]
    assert shown == ["ﬃ", "Δx", "压", "缩", "a", "b", "Ä́"[:1]]
