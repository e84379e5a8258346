from __future__ import annotations

import pytest

from generator.model.models import Venue
from generator.text.venues import Appearance, parse_venue

NEURIPS = Venue("NeurIPS", "Conference on Neural Information Processing Systems", "conference")
TPAMI = Venue("IEEE TPAMI", "IEEE Transactions on Pattern Analysis", "journal", ("TPAMI",))
VENUES = {venue.id: venue for venue in (NEURIPS, TPAMI)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NeurIPS 2023", Appearance("NeurIPS", NEURIPS.name, "conference", 2023)),
        ("NeurIPS 2023 (workshop)",
         Appearance("NeurIPS", NEURIPS.name, "conference", 2023, "workshop")),
        ("NeurIPS", Appearance("NeurIPS", NEURIPS.name, "conference")),
        ("IEEE TPAMI 2022", Appearance("IEEE TPAMI", TPAMI.name, "journal", 2022)),
        ("TPAMI 2025", Appearance("IEEE TPAMI", TPAMI.name, "journal", 2025)),
        ("Journal of Robots 2020",
         Appearance("Journal of Robots", "Journal of Robots", "journal", 2020,
                    written="Journal of Robots 2020")),
        ("XYZ Symposium",
         Appearance("XYZ Symposium", "XYZ Symposium", "conference", written="XYZ Symposium")),
        ("Somewhere 1999",
         Appearance("Somewhere", "Somewhere", "", 1999, written="Somewhere 1999")),
        ("IEEE TPAMI 1859", Appearance("IEEE TPAMI", TPAMI.name, "journal", 1859)),
        ("LNCS 1857", Appearance("LNCS 1857", "LNCS 1857", "", written="LNCS 1857")),
        ("Kongress 1999 (Poster)",
         Appearance("Kongress", "Kongress", "conference", 1999, "Poster", "Kongress 1999")),
        (" ", None),
        (None, None),
    ],
)  # fmt: skip
def test_house_style_is_read_back(text: str | None, expected: Appearance | None) -> None:
    assert parse_venue(text, VENUES) == expected


def test_the_container_is_the_full_name_with_the_note() -> None:
    appearance = parse_venue("NeurIPS 2023 (workshop)", VENUES)
    assert appearance is not None
    assert appearance.container == f"{NEURIPS.name} (workshop)"
