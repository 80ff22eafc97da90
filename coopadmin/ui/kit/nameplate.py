"""What the frame of a window shows of the open file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class YearChoice:
    """A book year that can be looked at: its label, and the value that pages get."""

    label: str
    year: Any


@dataclass(frozen=True)
class Nameplate:
    """What the frame of the window shows of the open file.

    `kind` and `name` stand above each other in the sidebar; `years` newest first; `people` are
    names that may be at work here; `badges` say per page how many things wait for a person;
    `logo` is a PNG or JPEG in the place of the mark.
    """

    kind: str
    name: str
    years: tuple[YearChoice, ...] = ()
    people: tuple[str, ...] = ()
    badges: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    logo: bytes = b""
