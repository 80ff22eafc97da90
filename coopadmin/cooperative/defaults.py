"""What a new file begins with: the usual statutes, and the rates of law with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

# What the law says where the statutes are silent (BW 2:36, 2:38, 2:42, 2:43, 2:48), and else
# what most statutes say. Each legal person compares it with its own statutes and says so.
USUAL_STATUTES: dict[str, Any] = {
    "convocation_days": 14,
    "amendment_convocation_days": 7,
    "termination_days": 28,
    "termination_pro_rata": False,
    "majority": "absolute",
    "amendment_majority": "2/3",
    "blank_counts": False,
    "tie_on_persons": "revote-then-lot",
    "quorum": "",
    "amendment_quorum": "",
    "proxies_per_holder": None,
    "electronic_votes": False,
    "board_term_years": 4,
    "board_terms": 2,
    "audit_committee_size": 2,
}


@dataclass(frozen=True)
class KnownRate:
    """A rate as it is known when the program is made; cents, from the first day of `year`."""

    code: str
    year: int
    value: int
    source: str
    to_be_checked: bool = False

    @property
    def valid_from(self) -> date:
        return date(self.year, 1, 1)


_TAX = "Belastingdienst"
_VOLUNTEERS = (
    # year, month, year's total, hour from 21, hour below 21 (cents), source, doubtful
    (2019, 17000, 170000, 500, 275, _TAX, True),
    (2020, 17000, 170000, 500, 275, _TAX, True),
    (2021, 18000, 180000, 500, 275, _TAX, False),
    (2022, 18000, 180000, 500, 275, _TAX, False),
    (2023, 19000, 190000, 500, 275, _TAX, False),
    (2024, 21000, 210000, 550, 325, _TAX, False),
    (2025, 21000, 210000, 560, 330, _TAX, False),
    (2026, 22000, 220000, 575, 340, "HLB Nannen, 20-01-2026", False),
)
VOLUNTEER_CODES = ("volunteer.month", "volunteer.year", "volunteer.hour", "volunteer.hour_young")
_TITLE_9 = "BW 2:395a, 2:396"
_SIZES = (
    # year, size, assets, income (euros), staff (fte): two of three, on two balance sheets in a row
    (2016, "micro", 350_000, 700_000, 10),
    (2016, "small", 6_000_000, 12_000_000, 50),
    (2024, "micro", 450_000, 900_000, 10),
    (2024, "small", 7_500_000, 15_000_000, 50),
)
SIZE_CODES = frozenset(
    f"size.{size}.{what}" for size in ("micro", "small") for what in ("assets", "income", "staff")
)

KNOWN_RATES = (
    *(
        KnownRate(code, year, value, source, doubtful)
        for year, *values, source, doubtful in _VOLUNTEERS
        for code, value in zip(VOLUNTEER_CODES, values, strict=True)
    ),
    *(
        KnownRate(f"size.{size}.{what}", year, value, _TITLE_9, to_be_checked=True)
        for year, size, assets, income, staff in _SIZES
        for what, value in (("assets", assets * 100), ("income", income * 100), ("staff", staff))
    ),
    KnownRate("travel.kilometre", 2024, 23, _TAX),
    KnownRate("travel.kilometre", 2026, 23, _TAX, to_be_checked=True),
)
