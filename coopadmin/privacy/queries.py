"""Which breaches there were, and what the board wrote about how data are used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.problem import N_, Problem
from coopadmin.privacy.facts import BreachFacts, BreachRow
from coopadmin.privacy.model import Breach, OwnProcessing, PrivacyText
from coopadmin.privacy.rules import NewBreach, NewProcessing, report_before


def list_breaches(session: Session) -> list[BreachRow]:
    """Every breach that was written down, the last discovered on top."""
    rows = session.scalars(select(Breach).order_by(Breach.discovered.desc(), Breach.number.desc()))
    return [_row(row) for row in rows]


def find_breach(session: Session, number: int) -> BreachRow | None:
    """The one with this number."""
    row = session.scalars(select(Breach).where(Breach.number == number)).first()
    return None if row is None else _row(row)


def breaches_for_paper(session: Session) -> BreachFacts:
    """All of them and whose they are."""
    return BreachFacts(get_cooperative(session), list_breaches(session))


def _row(row: Breach) -> BreachRow:
    names = [name for name in NewBreach.__dataclass_fields__ if name != "number"]
    breach = NewBreach(**{name: getattr(row, name) for name in names}, number=row.people_number)
    return BreachRow(row.id, row.number, report_before(row.discovered), breach)


def own_processings(session: Session) -> dict[str, NewProcessing]:
    """What the board wrote about processings, by key, in the order in which it was written."""
    rows = session.scalars(select(OwnProcessing).order_by(OwnProcessing.id))
    names = list(NewProcessing.__dataclass_fields__)
    return {row.key: NewProcessing(**{name: getattr(row, name) for name in names}) for row in rows}


def own_texts(session: Session, language: str) -> dict[str, str]:
    """The paragraphs that the board wrote itself in a language, by key."""
    rows = session.scalars(select(PrivacyText).where(PrivacyText.language == language))
    return {row.key: row.text for row in rows}


def check_breaches(session: Session) -> Iterator[Problem]:
    """No breach was reported, or the people told, before it was discovered."""
    for row in list_breaches(session):
        new = row.breach
        early: list[date] = [
            day
            for day in (new.told_on, None if new.reported is None else new.reported.date())
            if day is not None and day < new.discovered.date()
        ]
        if early:
            yield Problem(
                "check.breach",
                N_("The days of data breach {number} cannot be right. Look at it."),
                {"number": row.number},
            )
