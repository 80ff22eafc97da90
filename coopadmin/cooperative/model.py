"""Tables of the legal person, its statutes, rates, exceptional book years and resolutions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, plain_text


class Cooperative(Stored):
    """The legal person that keeps these books: exactly one row."""

    __tablename__ = "cooperative"

    name: Mapped[str] = plain_text()
    legal_form: Mapped[str] = plain_text()
    kind: Mapped[str] = plain_text()
    founded_on: Mapped[date | None]
    year_begins_in: Mapped[int]
    town: Mapped[str] = plain_text(default="")
    municipality: Mapped[str] = plain_text(default="")
    email: Mapped[str] = plain_text(default="")
    website: Mapped[str] = plain_text(default="")
    chamber_number: Mapped[str] = plain_text(default="")
    iban: Mapped[str] = plain_text(default="")
    accent: Mapped[str] = plain_text(default="#0B5966")
    attachment_megabytes: Mapped[int] = mapped_column(server_default="10")
    example: Mapped[bool]


class ExceptionalYear(Stored):
    """A book year that is short or long; all others follow from `year_begins_in`."""

    __tablename__ = "exceptional_year"
    __table_args__ = (UniqueConstraint("label"),)

    label: Mapped[str] = plain_text()
    first: Mapped[date]
    last: Mapped[date]

    @staticmethod
    def lock_keys(row: ExceptionalYear) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.label),)


class StatutesProfile(Stored):
    """What the own statutes say from a day on; majorities are tokens such as `absolute`, `2/3`."""

    __tablename__ = "statutes_profile"
    __table_args__ = (UniqueConstraint("valid_from"),)

    valid_from: Mapped[date]
    convocation_days: Mapped[int]
    amendment_convocation_days: Mapped[int]
    termination_days: Mapped[int]
    termination_pro_rata: Mapped[bool]
    majority: Mapped[str] = plain_text()
    amendment_majority: Mapped[str] = plain_text()
    blank_counts: Mapped[bool]
    tie_on_persons: Mapped[str] = plain_text()
    quorum: Mapped[str] = plain_text(default="")
    amendment_quorum: Mapped[str] = plain_text(default="")
    proxies_per_holder: Mapped[int | None]
    electronic_votes: Mapped[bool]
    board_term_years: Mapped[int]
    board_terms: Mapped[int]
    audit_committee_size: Mapped[int]
    source: Mapped[str] = plain_text(default="")
    checked: Mapped[bool]


class DatedRate(Stored):
    """A value of law or policy from a day on: cents, minutes, days or a count, as its code says."""

    __tablename__ = "dated_rate"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    code: Mapped[str] = plain_text()
    valid_from: Mapped[date]
    value: Mapped[int]
    source: Mapped[str] = plain_text()
    to_be_checked: Mapped[bool]


class Resolution(Stored):
    """A numbered decision of a body, `ALV-2026-04`; numbers are never reused."""

    __tablename__ = "resolution"
    __table_args__ = (UniqueConstraint("body", "year", "sequence"),)

    body: Mapped[str] = plain_text()
    year: Mapped[int]
    sequence: Mapped[int]
    decided_on: Mapped[date]
    subject: Mapped[str] = plain_text()
    text: Mapped[str] = plain_text()
    rule: Mapped[str] = plain_text()
    outcome: Mapped[str] = plain_text()
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_blank: Mapped[int | None]
    votes_invalid: Mapped[int | None]
    published_on: Mapped[date | None]
    follow_up: Mapped[str] = plain_text(default="")

    @staticmethod
    def search_text(row: Resolution) -> str:
        return f"{row.body}-{row.year}-{row.sequence:02d} {row.subject} {row.text}"
