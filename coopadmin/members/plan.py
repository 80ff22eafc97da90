"""What reading a list of members would do, as values: every line with its outcome and reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from coopadmin.formats.headings import ColumnUse
from coopadmin.kernel.problem import N_, Problem
from coopadmin.people.rules import NewPerson

OUTCOMES = {
    "added": N_("Added"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "skipped": N_("Skipped"),
    "refused": N_("Refused"),
}


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One field of a person or membership that a line changes; a new kind is named by its text.

    One that is not `taken` stays as it was, because somebody chose so.
    """

    field: str
    before: Any
    after: Any
    taken: bool = True


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the list: `outcome` is a token of OUTCOMES.

    `number` is the member number it has or gets; `changes` names the fields that change and
    `values` tells from what to what; `person` and `kind` (an id or a new name) are as they will be.
    `would` is the outcome that it would have, had somebody not left all of it.
    """

    line: int
    outcome: str
    name: str
    number: int | None = None
    reasons: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    changes: tuple[str, ...] = ()
    values: tuple[ValueChange, ...] = ()
    person: NewPerson | None = None
    kind: int | str | None = None
    would: str = ""


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A new person who resembles one that we know: only the first name differs, or all the list
    tells is a name that is the same.
    """

    line: int
    name: str
    known: str
    known_number: int | None


@dataclass(frozen=True)
class ImportPlan:
    """What happens with every line, and with the columns that are not kept.

    `since` is the day taken where the list gives no begin, which `estimated` memberships have;
    `new_kinds` are kinds of membership that the list names and the file lacks.
    """

    name: str
    lines: tuple[PlanLine, ...]
    ignored: tuple[ColumnUse, ...]
    duplicates: tuple[PossibleDuplicate, ...]
    remarks: tuple[Problem, ...]
    since: date
    estimated: int
    new_kinds: tuple[str, ...]

    def count(self, outcome: str) -> int:
        return self.counts.get(outcome, 0)

    @property
    def counts(self) -> dict[str, int]:
        """How many lines have each outcome."""
        found = Counter(line.outcome for line in self.lines)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def read(self) -> int:
        return len(self.lines)

    @property
    def refused(self) -> tuple[PlanLine, ...]:
        return tuple(line for line in self.lines if line.outcome == "refused")
