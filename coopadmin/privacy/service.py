"""Operations on privacy: breaches, and what the board writes in the register and the statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from coopadmin.kernel.problem import refuse
from coopadmin.privacy.model import Breach, OwnProcessing, PrivacyText
from coopadmin.privacy.processings import PROCESSINGS
from coopadmin.privacy.rules import (
    NewBreach,
    NewProcessing,
    check_breach,
    check_processing,
    check_text,
)
from coopadmin.store.numbering import next_number
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _, date_short

OWN_KEY = "own-"


@operation(
    "breaches.record", N_("Write down data breach"), N_("{who} wrote down a data breach: {about}")
)
def record_breach(work: Work, new: NewBreach) -> int:
    """Something went wrong with personal data; gives its number. Raises Refused, and asks."""
    work.check(check_breach(new, work.now))
    row = work.add(Breach(number=next_number(work), **_columns(new)))
    work.about = _called(row)
    return row.number


@operation("breaches.change", N_("Change data breach"), N_("{who} changed a data breach: {about}"))
def change_breach(work: Work, number: int, new: NewBreach) -> None:
    """Everything known of it and decided on it, as it is from now on. Raises Refused, and asks."""
    row = work.session.scalars(select(Breach).where(Breach.number == number)).first()
    if row is None:
        raise refuse(
            "breach.unknown", N_("There is no data breach {number}. List them."), number=number
        )
    work.check(check_breach(new, work.now))
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = _called(row)


@operation(
    "privacy.describe",
    N_("Describe processing"),
    N_("{who} changed the register of processing: {about}"),
)
def describe_processing(work: Work, new: NewProcessing) -> str:
    """What the board says of a processing; gives its key."""
    known = new.key in PROCESSINGS
    work.check(check_processing(new, known))
    row = _processing(work, new.key) if new.key else None
    if row is None and new.key and not known:
        raise _gone()
    values = {key: value.strip() for key, value in vars(new).items()}
    if row is None:
        values["key"] = new.key or f"{OWN_KEY}{next_number(work)}"
        row = work.add(OwnProcessing(**values))
    else:
        for column, value in values.items():
            setattr(row, column, value)
    work.about = _named(row)
    return row.key


@operation(
    "privacy.forget",
    N_("Take out of the register"),
    N_("{who} took out of the register of processing: {about}"),
)
def forget_processing(work: Work, key: str) -> None:
    """An own processing goes; of another the words of the program stand again."""
    row = _processing(work, key)
    if row is None:
        raise _gone()
    work.about = _named(row)
    work.remove(row)


@operation(
    "privacy.write", N_("Write privacy statement"), N_("{who} wrote in the privacy statement")
)
def write_paragraph(work: Work, key: str, language: str, text: str) -> None:
    """A paragraph as the board wants it; empty puts the words of the program back."""
    work.check(check_text(key, text))
    row = work.session.scalars(
        select(PrivacyText).where(PrivacyText.key == key, PrivacyText.language == language)
    ).first()
    bare = text.replace("\r\n", "\n").strip()
    if row is None and bare:
        work.add(PrivacyText(key=key, language=language, text=bare))
    elif row is not None and not bare:
        work.remove(row)
    elif row is not None:
        row.text = bare


def _gone() -> Exception:
    return refuse("processing.unknown", N_("This processing is not in the register any more."))


def _named(row: OwnProcessing) -> str:
    return _(PROCESSINGS[row.key].name) if row.key in PROCESSINGS else row.name


def _processing(work: Work, key: str) -> OwnProcessing | None:
    return work.session.scalars(select(OwnProcessing).where(OwnProcessing.key == key)).first()


def _called(row: Breach) -> str:
    """Number and day alone: history does not say whose data it was about."""
    return f"{row.number}, {date_short(row.discovered.date())}"


def _columns(new: NewBreach) -> dict[str, Any]:
    values = dict(vars(new))
    values["people_number"] = values.pop("number")
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
