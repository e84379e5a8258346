import pytest

from generator.text.public_addresses import refused


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/abs/1607.06450",
        "http://export.arxiv.org/abs/1607.06450",
        "https://openreview.net/forum?id=abc#x",
        "https://www.jmlr.org/papers/v15/srivastava14a.html",
        "https://people.cs.uni-x.de/~name/paper(2).pdf",
        "https://alphaxiv.org/x@y:1",
        "https://1e100.net/x",
    ],
)
def test_public_pages_are_taken(address: str) -> None:
    assert refused(address) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://arxiv.org@evil.com/abs/1607.06450", "@"),
        ("https://user:secret@openreview.net/x", "@"),
        ("https://@openreview.net/x", "@"),
        ("http://169.254.169.254/latest/meta-data", "number"),
        ("http://127.0.0.1/", "number"),
        ("http://10.0.0.8/", "number"),
        ("http://8.8.8.8/", "number"),
        ("http://2130706433/", "number"),
        ("http://0x7f000001/", "number"),
        ("http://0x7f.1/", "number"),
        ("http://0177.0.0.01/", "number"),
        ("http://127.1./", "number"),
        ("http://[::1]/", "number"),
        ("http://[fe80::1]/", "number"),
        ("http://[::ffff:169.254.169.254]/", "number"),
        ("http://localhost/", "not on the public internet"),
        ("http://LOCALHOST./", "not on the public internet"),
        ("http://router/", "not on the public internet"),
        ("http://printer.local/", "not on the public internet"),
        ("http://metadata.google.internal/", "not on the public internet"),
        ("https://openreview.net:8443/x", "port"),
        ("https://openreview.net:443/x", "port"),
        ("https://openreview.net:/x", "port"),
        ("ftp://openreview.net/x", "http"),
        ("file:///etc/passwd", "http"),
        ("javascript:alert(1)", "http"),
        ("gopher://openreview.net/", "http"),
        ("https://\u0430rxiv.org/abs/1607.06450", "letters"),
        ("https://xn--rxiv-53d.org/", "letters"),
        ("https://arxiv\u3002org/", "letters"),
        ("https://arxiv.org.evil.com/abs/1607.06450", "looks like arxiv.org"),
        ("https://evilarxiv.org/", "looks like arxiv.org"),
        ("https://doi.org.evil.com/10.1/x", "looks like doi.org"),
        ("https://arxiv.org\\@evil.com/", "no web address"),
        ("https://evil.com/<script>", "no web address"),
        ("https://evil.com/a b", "no web address"),
        ("https://[evil", "no web address"),
        ("https://evil.com:99999/", "no web address"),
        ("https:///x", "no web address"),
        ("https://-evil.com/", "no web address"),
        ("https://a..com/", "no web address"),
    ],
)
def test_what_leads_elsewhere_is_refused(address: str, why: str) -> None:
    assert why in (refused(address) or "taken")
