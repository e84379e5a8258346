from __future__ import annotations

import pytest

from generator.edit.paper_files import read_venues
from generator.text.venue_spellings import VenueTable
from tests.support import ROOT

TABLE = VenueTable(read_venues(ROOT / "tests" / "golden" / "venues"))


@pytest.mark.parametrize(
    ("spelling", "styled"),
    [
        ("ICLR 2024", "ICLR 2024"),
        ("NIPS'17", "NeurIPS 2017"),
        ("Advances in Neural Information Processing Systems 2019", "NeurIPS 2019"),
        (
            "NeurIPS 2023 Workshop on Mathematics of Modern Machine Learning",
            "NeurIPS 2023 (workshop)",
        ),
        ("NeurIPS ENLSP-IV Workshop 2024", "NeurIPS 2024 (workshop)"),
        ("ATTRIB workshop, NeurIPS 2024", "NeurIPS 2024 (workshop)"),
        ("EdgeFM workshop @ MobiCom 2025", "MobiCom 2025 (workshop)"),
        ("ORSUM@ACM RecSys 2022", "RecSys 2022 (workshop)"),
        ("ICCV 2021 workshop", "ICCV 2021 (workshop)"),
        ("ICDMW 2020", "ICDM 2020 (workshop)"),
        ("CVPR 2022 Workshops", "CVPR 2022 (workshop)"),
        ("NeurIPS 2023 (workshop)", "NeurIPS 2023 (workshop)"),
        ("ACL 2018 System Demonstrations", "ACL 2018"),
        ("ICML 2023 (Oral)", "ICML 2023"),
        ("Proceedings of the 2021 International Conference on Management of Data", "SIGMOD 2021"),
        ("JMLR 23(74), 2022", "JMLR"),
        ("Journal of Machine Learning Research 2023", "JMLR"),
        ("Journal of Machine Learning for Modeling and Computing 2025", "JMLMC"),
        ("Journal of Artificial Intelligence Research 77, 2023", "JAIR"),
        ("IEEE TPAMI 46(12), 2024", "IEEE TPAMI"),
        ("TPAMI 2025", "IEEE TPAMI"),
        ("IEEE Transactions on Image Processing", "IEEE TIP"),
        ("IJAIML 2(2), 2022, 56-61", "IJAIML"),
        ("Neural Computation 31, 2019", "Neural Computation"),
        ("PLoS Computational Biology 2023", "PLOS Computational Biology"),
        ("Signal Processing: Image Communication 2019", "Signal Processing: Image Communication"),
        ("Nature 521, 436-444 (2015)", "Nature"),
    ],
)
def test_house_style(spelling: str, styled: str) -> None:
    assert TABLE.style(spelling).venue == styled
    assert TABLE.style(styled).venue == styled, "the house style is its own style"


@pytest.mark.parametrize(
    ("spelling", "reason"),
    [
        ("Cambridge University Press 2022", "publisher"),
        ("arXiv preprint arXiv:1607.06450", "not a venue"),
        ("ICLR", "names no edition"),
        ("Symposium on Things 2023", "not in content/venues.yml"),
        ("W 2020", "not in content/venues.yml"),
    ],
)
def test_what_is_no_venue_is_dropped(spelling: str, reason: str) -> None:
    styled = TABLE.style(spelling)
    assert styled.venue is None
    assert reason in styled.reason
