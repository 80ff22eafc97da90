"""What the head of the studio says: which report, how far it is, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.annual.facts import YearFacts
from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.annual.sections import SectionRow, progress
from coopadmin.ui.kit.columns import ChipLook
from coopadmin.words import _, date_long


@dataclass(frozen=True)
class Heading:
    """Title, the line under it, and the chip; none before the figures are known."""

    title: str
    subtitle: str = ""
    chip: ChipLook | None = None


def heading(
    year: BookYear, facts: YearFacts | None, rows: Sequence[SectionRow], today: date
) -> Heading:
    """The head for the report of a book year."""
    title = _("Annual report {year}").format(year=year.label)
    if facts is None:
        return Heading(title)
    standing, done = facts.standing, progress(rows)
    if standing.adopted_on is not None:
        adopted = _("adopted on {day} ({resolution})").format(
            day=date_long(standing.adopted_on), resolution=standing.resolution
        )
        return Heading(title, f"{done} · {adopted}", ChipLook(_("Adopted"), "good", "lock"))
    if year.last >= today:
        runs = _("{year} has not ended yet").format(year=year.label)
        return Heading(title, f"{done} · {runs}", ChipLook(_("Provisional"), "info", "clock"))
    if standing.meeting_on is not None:
        planned = _("to be adopted on {day}").format(day=date_long(standing.meeting_on))
        done = f"{done} · {planned}"
    return Heading(title, done, ChipLook(_("Draft")))
