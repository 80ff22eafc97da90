"""Time worked, in whole minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from coopadmin.kernel.problem import N_, refuse

_DECIMAL = re.compile(r"(\d{1,6})(?:[,.](\d{1,4}))?")
_CLOCK = re.compile(r"(\d{1,6})(?::|u|h)(\d{1,2})?", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,7})(?:m|min)", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class Duration:
    """A length of time in integer minutes; never a float."""

    minutes: int = 0

    def __post_init__(self) -> None:
        if type(self.minutes) is not int:
            raise TypeError(f"minutes must be int, not {type(self.minutes).__name__}")

    @classmethod
    def parse(cls, text: str, field: str | None = None) -> Self:
        """Read what a person types: `2,5` `2.5` `2:30` `2u30` `2u` `150m`.

        Decimals of an hour are rounded to whole minutes, half up.
        Raises Refused when the text is no duration, with its own sentence for a negative one.
        """
        bare = text.strip().replace(" ", "").replace("\u2212", "-")
        if bare.startswith("-"):
            raise refuse(
                "duration.negative", N_("Hours cannot be less than zero."), field=field, text=text
            )
        if match := _MINUTES.fullmatch(bare):
            return cls(int(match[1]))
        if (match := _CLOCK.fullmatch(bare)) and int(match[2] or 0) < 60:
            return cls(int(match[1]) * 60 + int(match[2] or 0))
        if match := _DECIMAL.fullmatch(bare):
            hours = Decimal(f"{match[1]}.{match[2] or 0}")
            return cls(int(hours * 60 + Decimal("0.5")))
        raise refuse(
            "duration.unreadable",
            N_("“{text}” is not a number of hours. Type it as 2,5 or 2:30."),
            field=field,
            text=text,
        )

    @classmethod
    def total(cls, durations: Iterable[Duration]) -> Self:
        return cls(sum(duration.minutes for duration in durations))

    def __bool__(self) -> bool:
        return self.minutes != 0

    def __add__(self, other: Duration) -> Self:
        return type(self)(self.minutes + other.minutes)

    def __sub__(self, other: Duration) -> Self:
        return type(self)(self.minutes - other.minutes)
