"""Tables of the texts of an annual report and of figures of years before this file."""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text


class ReportText(Stored):
    """What the board wrote in one section of one report, in one language."""

    __tablename__ = "report_text"
    __table_args__ = (UniqueConstraint("book_year", "section", "language"),)

    book_year: Mapped[str] = plain_text()
    section: Mapped[str] = plain_text()
    language: Mapped[str] = plain_text()
    text: Mapped[str] = mapped_column(
        Text, info=personal("legal", "archive", "the archive is not changed")
    )

    @staticmethod
    def lock_keys(row: ReportText) -> tuple[tuple[str, str], ...]:
        return (("report", row.book_year),)


class EarlierFigure(Stored):
    """A figure of a year before this file, typed in and marked so in every report."""

    __tablename__ = "earlier_figure"
    __table_args__ = (UniqueConstraint("book_year", "code"),)

    book_year: Mapped[str] = plain_text()
    code: Mapped[str] = plain_text()
    value: Mapped[int]


class SectionChoice(Stored):
    """Whether reports from a book year on have a section; the empty year is the beginning."""

    __tablename__ = "section_choice"
    __table_args__ = (UniqueConstraint("book_year", "section"),)

    book_year: Mapped[str] = plain_text()
    section: Mapped[str] = plain_text()
    shown: Mapped[bool]

    @staticmethod
    def lock_keys(row: SectionChoice) -> tuple[tuple[str, str], ...]:
        return (("report", row.book_year),)
