"""Money in whole euro cents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Self

from coopadmin.kernel.problem import N_, refuse

LARGEST_CENTS = 10**13
_DUTCH = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}|-))?")
_POINT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)\.(\d{1,2})")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in integer euro cents; never a float."""

    cents: int = 0

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"cents must be int, not {type(self.cents).__name__}")

    @classmethod
    def parse(cls, text: str, field: str | None = None) -> Self:
        """Read what a person types: `1234,5`, `1234.50`, `1.234,50`, `€ 25`, `-3`.

        A point followed by exactly three digits is a thousands point, as Dutch readers write it.
        Raises Refused when the text is no amount or is beyond one hundred billion euros.
        """
        bare = text.replace("\u00a0", "").replace(" ", "").replace("€", "").replace("\u2212", "-")
        negative = bare.startswith("-")
        bare = bare[1:] if bare[:1] in ("-", "+") else bare
        match = _DUTCH.fullmatch(bare) or _POINT.fullmatch(bare)
        if match is None:
            raise refuse(
                "money.unreadable",
                N_("“{text}” is not an amount. Type it as 12,50."),
                field=field,
                text=text,
            )
        euros = int(match[1].replace(".", "").replace(",", ""))
        fraction = (match[2] or "").replace("-", "")
        cents = euros * 100 + int(fraction.ljust(2, "0") or 0)
        if cents > LARGEST_CENTS:
            raise refuse(
                "money.too_large",
                N_("“{text}” is more than this program can hold. Check the amount."),
                field=field,
                text=text,
            )
        return cls(-cents if negative else cents)

    @classmethod
    def rounded(cls, euros: Decimal) -> Self:
        """Round a Decimal amount in euros to cents, half to even."""
        return cls(int((euros * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)))

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Self:
        return cls(sum(amount.cents for amount in amounts))

    def decimal(self) -> Decimal:
        return Decimal(self.cents).scaleb(-2)

    def whole(self) -> int:
        """In whole euros, half to even."""
        return int(self.decimal().quantize(Decimal(1), rounding=ROUND_HALF_EVEN))

    def part(self, numerator: int, denominator: int) -> Self:
        """This amount times a fraction, rounded to cents, half to even."""
        return type(self).rounded(self.decimal() * numerator / denominator)

    def __str__(self) -> str:
        """With a point and two decimals, as JSON and exports carry it."""
        return f"{self.decimal():.2f}"

    def __bool__(self) -> bool:
        return self.cents != 0

    def __add__(self, other: Money) -> Self:
        return type(self)(self.cents + other.cents)

    def __sub__(self, other: Money) -> Self:
        return type(self)(self.cents - other.cents)

    def __neg__(self) -> Self:
        return type(self)(-self.cents)

    def __mul__(self, times: int) -> Self:
        return type(self)(self.cents * times)


ZERO = Money(0)
