"""Web addresses in prose."""

import pytest

from generator.text.latex import find_urls, to_html, to_text


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("at https://github.com/a/b.", ["https://github.com/a/b"]),
        ("at github.com/edwardjhu/TP4.", ["https://github.com/edwardjhu/TP4"]),
        ("Website: bit.ly/splinecam.", ["https://bit.ly/splinecam"]),
        ("(Code: https://github.com/y/T2T-ViT)", ["https://github.com/y/T2T-ViT"]),
        ("see https://en.wikipedia.org/wiki/A_(b).", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("https://github.com/t/trellisnet .", ["https://github.com/t/trellisnet"]),
        ("frameworkhttps://github.com/a/Z.", ["https://github.com/a/Z"]),
        ("https://a.github.io/{https://a.github.io/}.", ["https://a.github.io/"] * 2),
        (r"https://github.com/a\_b, and", ["https://github.com/a_b"]),
        ("HTTP://WWW.Example.org/Ab#c?", ["http://www.example.org/Ab#c"]),
        ("x.github.io, www.a-b.co.uk", ["https://x.github.io", "https://www.a-b.co.uk"]),
        ('"https://a.io/b", \u201chttps://a.io/c\u201d', ["https://a.io/b", "https://a.io/c"]),
        ("mygithub.com me@github.com github.company e.g. javascript:alert(1)", []),
        ("https://localhost ftp://github.com", []),
    ],
)
def test_find_urls(text: str, addresses: list[str]) -> None:
    found = find_urls(text)
    assert [address for _, _, address in found] == addresses
    assert all(text[start:end].strip(".,)\"'") for start, end, _ in found)


def test_addresses_stay_as_they_are() -> None:
    text = "At https://github.com/a_b/c~d%20e--f*g*h#i_j and github.com/x_y_z/a__b now"
    assert to_text(text) == text
    assert to_html(text) == text


def test_links() -> None:
    shown = to_html(r"See \textbf{github.com/a_b}.", link=True)
    assert shown == (
        '<a href="https://github.com/a_b" rel="nofollow">github.com/a_b</a>'.join(
            ("See <strong>", "</strong>.")
        )
    )
    hostile = to_html('https://a.io/"onclick="x javascript:alert(1)', link=True)
    assert hostile.startswith('<a href="https://a.io/" rel="nofollow">https://a.io/</a>&quot;')
    assert hostile.count("<a ") == 1
