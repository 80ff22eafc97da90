"""What may be written in an annual report, and what may be typed in of years before this file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, refuse

LANGUAGES = ("nl", "en")
SECTIONS = {
    "preface": N_("Preface"),
    "glance": N_("The year at a glance"),
    "members": N_("Members"),
    "contributions": N_("Contributions"),
    "capital": N_("Members' capital"),
    "hours": N_("Volunteer hours"),
    "activities": N_("Activities"),
    "finances": N_("Finances"),
    "meetings": N_("Meetings and resolutions"),
    "officers": N_("Board and committees"),
    "outlook": N_("Looking ahead"),
    "signatures": N_("Signatures"),
}
"""Where the board may write something, in the order of the report."""

MEMBERS, HOURS, VOLUNTEERS, CHARGED = "members", "hours", "volunteers", "contributions"
EARLIER_FIGURES = {
    MEMBERS: N_("Members at the end of the year"),
    HOURS: N_("Volunteer hours"),
    VOLUNTEERS: N_("Volunteers"),
    CHARGED: N_("Contributions charged"),
}
"""Figures of years before this file: memberships, minutes, persons, cents."""

LARGEST_FIGURE = 10**13
LOCK = "report"


@dataclass(frozen=True)
class NewReportText:
    """What the board writes in one section of the report of a book year; empty takes it away."""

    book_year: str
    section: str
    language: str
    text: str


@dataclass(frozen=True)
class NewEarlierFigure:
    """A figure of a book year before this file, in the unit of its code; None takes it away."""

    book_year: str
    code: str
    value: int | None


@dataclass(frozen=True)
class NewSectionChoice:
    """Whether the reports of a book year and of later ones have a section."""

    book_year: str
    section: str
    shown: bool


@dataclass(frozen=True)
class Adopting:
    """The resolution by which a report would be adopted, and the year that it is about."""

    year: BookYear
    number: str
    decided_on: date | None
    accepted: bool
    already: bool


def left_out_at_first(kind: str, legal_form: str) -> frozenset[str]:
    """The sections that a new file does without until somebody wants them.

    A foundation has no members (BW 2:285) and so no contributions of them; where the work is not
    done by volunteers, nobody counts their hours.
    """
    out = {"members", "contributions"} if legal_form == "stichting" else set()
    if kind in ("energiecooperatie", "pgb-ouderinitiatief"):
        out.add("hours")
    return frozenset(out)


def check_section(section: str) -> Iterator[Problem]:
    """A section that the report has."""
    if section not in SECTIONS:
        yield Problem(
            "report.section",
            N_("“{text}” is not a section of the report. Choose one of: {choices}."),
            {"text": section, "choices": ", ".join(SECTIONS)},
            "section",
        )


def check_report_text(new: NewReportText) -> Iterator[Problem]:
    """Only a section and a language that the report has; only signs that a file can hold."""
    yield from check_section(new.section)
    if new.language not in LANGUAGES:
        yield Problem(
            "report.language",
            N_("“{text}” is not a language of the report. Choose one of: {choices}."),
            {"text": new.language, "choices": ", ".join(LANGUAGES)},
            "language",
        )
    if "\x00" in new.text or any("\ud800" <= sign <= "\udfff" for sign in new.text):
        yield Problem(
            "text.unstorable",
            N_("This text has a sign in it that cannot be kept. Type it again by hand."),
            field="text",
        )


def read_figure(code: str, text: str) -> int:
    """A figure that was typed, in the unit of its code. Raises Refused with field `value`."""
    if code == HOURS:
        return Duration.parse(text, "value").minutes
    if code == CHARGED:
        return Money.parse(text, "value").cents
    bare = text.replace(".", "").strip()
    if not (bare.isascii() and bare.isdigit()):
        raise refuse(
            "report.figure_number",
            N_("“{text}” is not a whole number. Type it as 148."),
            field="value",
            text=text,
        )
    return int(bare)


def check_earlier_figure(new: NewEarlierFigure, *, kept: bool) -> Iterator[Problem]:
    """A known figure, not below zero, of a year whose figure this file does not have itself."""
    if new.code not in EARLIER_FIGURES:
        yield Problem(
            "report.figure_code",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.code, "choices": ", ".join(EARLIER_FIGURES)},
            "code",
        )
    elif new.value is not None and not 0 <= new.value <= LARGEST_FIGURE:
        yield Problem(
            "report.figure_value",
            N_("A figure of an earlier year is 0 or more. Check what you typed."),
            field="value",
        )
    elif new.value is not None and kept:
        yield Problem(
            "report.figure_kept",
            N_("This file itself has this figure of {year}. Correct what it is made of instead."),
            {"year": new.book_year},
            "book_year",
        )


def check_adopting(adopting: Adopting) -> Iterator[Problem]:
    """A report is adopted once, by an accepted resolution taken after the end of its year."""
    if adopting.already:
        yield Problem(
            "report.adopted",
            N_("The annual report {year} is adopted already."),
            {"year": adopting.year.label},
        )
    if adopting.decided_on is None:
        yield Problem(
            "report.no_resolution",
            N_("There is no resolution “{number}”. Look it up in the register of resolutions."),
            {"number": adopting.number},
            "number",
        )
        return
    if not adopting.accepted:
        yield Problem(
            "report.rejected",
            N_("{number} was not accepted. Choose the resolution that adopts the report."),
            {"number": adopting.number},
            "number",
        )
    if adopting.decided_on <= adopting.year.last:
        yield Problem(
            "report.too_early",
            N_("{number} is from before the end of {year}. Choose a later resolution."),
            {"number": adopting.number, "year": adopting.year.label},
            "number",
        )
