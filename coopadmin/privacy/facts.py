"""Frozen facts of the papers on privacy: the register of breaches, that of processing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.privacy.rules import OPEN, NewBreach


@dataclass(frozen=True)
class Printing:
    """How a paper is printed: the day, the language (`nl`, `en`), large letters or not."""

    on: date
    language: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class BreachRow:
    """One breach; `report_before` is the end of its 72 hours."""

    id: int
    number: int
    report_before: datetime
    breach: NewBreach

    @property
    def waits(self) -> bool:
        """Whether something is still to be decided."""
        return OPEN in (self.breach.report, self.breach.telling)


@dataclass(frozen=True)
class BreachFacts:
    """Every breach that was written down, the last discovered first."""

    cooperative: CooperativeFacts
    breaches: Sequence[BreachRow]


@dataclass(frozen=True)
class HeldData:
    """Some data of a processing that are kept for one reason and so long, all in words.

    `leaves` is what erasing leaves of it; empty where nothing is left.
    """

    what: str
    ground: str
    kept: str
    leaves: str = ""


@dataclass(frozen=True)
class ProcessingFacts:
    """One processing in words. `own` ones the board wrote itself; `edited` its purpose.

    `held` says which data in one line, `data` the same by ground and term.
    """

    key: str
    name: str
    purpose: str
    people: str
    recipients: str
    data: Sequence[HeldData]
    own: bool = False
    edited: bool = False

    @property
    def id(self) -> str:
        """What tells it from the others in a table."""
        return self.key

    @property
    def held(self) -> str:
        return "; ".join(dict.fromkeys(each.what for each in self.data))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the statement: its heading, the words, and whether the board wrote them."""

    key: str
    heading: str
    text: str
    edited: bool = False

    @property
    def id(self) -> str:
        """What tells it from the others in a table."""
        return self.key


@dataclass(frozen=True)
class PrivacyFacts:
    """All that register and statement say; `texts` are the paragraphs of the statement and the
    lines that hold for every processing, by key.
    """

    cooperative: CooperativeFacts
    language: str
    processings: Sequence[ProcessingFacts]
    texts: Mapping[str, Paragraph]
