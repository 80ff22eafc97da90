"""What may be noted about somebody, and how long it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.problem import N_, Problem, question

USUAL_MONTHS, LONG_MONTHS, LONGEST = 24, 84, 2000


@dataclass(frozen=True)
class NewNote:
    """A note about somebody; without `keep_until` it is kept for two years."""

    person_id: int
    text: str
    keep_until: date | None = None


def usual_term(dated: date) -> date:
    """How long a note is kept when nobody says otherwise."""
    return add_months(dated, USUAL_MONTHS)


def check_note(new: NewNote, dated: date, today: date) -> Iterator[Problem]:
    """Something was noted, and it is kept for some time and not for ever (AVG 5(1)(e))."""
    if not new.text.strip():
        yield Problem("note.empty", N_("Type what is to be noted."), field="text")
    elif len(new.text) > LONGEST:
        yield Problem(
            "note.long",
            N_("A note has at most {most} signs. Attach a document instead."),
            {"most": LONGEST},
            "text",
        )
    keep = new.keep_until or usual_term(dated)
    if keep < today:
        yield Problem(
            "note.over",
            N_("A note is kept until a day that is still to come."),
            field="keep_until",
        )
    elif keep > add_months(dated, LONG_MONTHS):
        yield question(
            "note.term",
            N_("Notes are kept no longer than needed (AVG). Why longer than seven years?"),
            field="keep_until",
        )
