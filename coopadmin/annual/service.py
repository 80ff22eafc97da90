"""Operations on the annual report: its texts, figures of years before this file, adoption."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from coopadmin.annual.model import EarlierFigure, ReportText, SectionChoice
from coopadmin.annual.queries import figure_is_kept, is_adopted, left_out
from coopadmin.annual.rules import (
    EARLIER_FIGURES,
    LOCK,
    SECTIONS,
    Adopting,
    NewEarlierFigure,
    NewReportText,
    NewSectionChoice,
    check_adopting,
    check_earlier_figure,
    check_report_text,
    check_section,
)
from coopadmin.cooperative.queries import find_resolution, get_book_year
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _, date_long


@operation(
    "annual.set_text", N_("Write in annual report"), N_("{who} wrote in the annual report: {about}")
)
def set_report_text(work: Work, new: NewReportText) -> None:
    """What the board writes in one section, in the place of what stood there; empty removes it."""
    work.check(check_report_text(new))
    year = get_book_year(work.session, new.book_year).label
    text = new.text.replace("\r\n", "\n").strip()
    row = work.session.scalars(
        select(ReportText).where(
            ReportText.book_year == year,
            ReportText.section == new.section,
            ReportText.language == new.language,
        )
    ).first()
    if row is None and text:
        work.add(ReportText(book_year=year, section=new.section, language=new.language, text=text))
    elif row is not None and not text:
        work.remove(row)
    elif row is not None:
        row.text = text
    work.about = f"{year}, {_(SECTIONS[new.section])}"


@operation(
    "annual.choose_section",
    N_("Choose sections of the annual report"),
    N_("{who} chose what stands in the annual report: {about}"),
)
def choose_section(work: Work, new: NewSectionChoice) -> None:
    """The reports of a book year and later have this section from now on, or do without it."""
    work.check(check_section(new.section))
    year = get_book_year(work.session, new.book_year).label
    _choose(work, year, new.section, shown=new.shown)
    work.about = f"{year}, {_(SECTIONS[new.section])}"


def prepare_sections(work: Work, out: Iterable[str]) -> None:
    """The sections that a new file does without."""
    for section in out:
        _choose(work, "", section, shown=False)


def _choose(work: Work, year: str, section: str, *, shown: bool) -> None:
    row = work.session.scalars(
        select(SectionChoice).where(
            SectionChoice.book_year == year, SectionChoice.section == section
        )
    ).first()
    if row is None:
        work.add(SectionChoice(book_year=year, section=section, shown=shown))
    else:
        row.shown = shown


@operation(
    "annual.set_earlier_figure",
    N_("Record figure of an earlier year"),
    N_("{who} filled in an earlier figure: {about}"),
)
def set_earlier_figure(work: Work, new: NewEarlierFigure) -> None:
    """A figure of a year before this file, in the place of one typed in before; None removes it."""
    year = get_book_year(work.session, new.book_year)
    kept = new.value is not None and figure_is_kept(work.session, new.code, year)
    work.check(check_earlier_figure(new, kept=kept))
    row = work.session.scalars(
        select(EarlierFigure).where(
            EarlierFigure.book_year == year.label, EarlierFigure.code == new.code
        )
    ).first()
    if row is not None and new.value is None:
        work.remove(row)
    elif row is not None and new.value is not None:
        row.value = new.value
    elif new.value is not None:
        work.add(EarlierFigure(book_year=year.label, code=new.code, value=new.value))
    work.about = f"{year.label}, {_(EARLIER_FIGURES[new.code])}"


@operation(
    "annual.adopt",
    N_("Adopt annual report"),
    N_("{who} recorded that the annual report was adopted: {about}"),
)
def adopt_report(work: Work, book_year: str, number: str) -> None:
    """The report of a year is adopted by the resolution `number`, which locks its texts.

    Taken back by undo while nothing was built on it.
    """
    year = get_book_year(work.session, book_year)
    resolution = find_resolution(work.session, number)
    adopting = Adopting(
        year,
        number,
        None if resolution is None else resolution.decided_on,
        resolution is not None and resolution.outcome == "accepted",
        is_adopted(work.session, year.label),
    )
    work.check(check_adopting(adopting))
    assert resolution is not None
    # What is chosen for an earlier year afterwards does not change what was adopted.
    out = left_out(work.session, year.label)
    for section in SECTIONS:
        _choose(work, year.label, section, shown=section not in out)
    reason = _("The annual report {year} was adopted on {day}.").format(
        year=year.label, day=date_long(resolution.decided_on)
    )
    work.lock(LOCK, year.label, reason, resolution.number)
    work.about = f"{year.label}, {resolution.number}"
