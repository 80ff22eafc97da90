"""A file that travels: handed to whom, come back, and how far it goes beside what was seen here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.store.computer import Seen
from coopadmin.store.erasing import ERASED_AGAIN
from coopadmin.store.model import Change, Custody, Done
from coopadmin.store.trouble import StoreTrouble
from coopadmin.store.work import Work, operation

HANDED, TAKEN_BACK, CONTINUED = "handed", "taken-back", "continued"
AWAY, OLDER_COPY, FORKED = "handed_over", "older_copy", "forked"


@dataclass(frozen=True)
class Head:
    """Where the history of a file ends.

    `identity` is the hash of its first operation: copies share it, also those that were made
    before there was anything to tell files apart, and no two files have the same.
    """

    identity: str
    sequence: int
    hash: str
    time: datetime


@dataclass(frozen=True)
class Handover:
    """Who handed the file to whom; `worked_since` are the installations that worked in it after."""

    by: str
    to: str
    time: datetime
    note: str
    origin: str
    worked_since: frozenset[str]


@operation("file.hand_over", N_("Hand over"), N_("{who} handed the file over to {about}"))
def hand_over(work: Work, to: str, origin: str, note: str = "") -> None:
    """From now on this file is worked in by somebody else, and here only looked at."""
    work.check(_nobody(to))
    _step(work, HANDED, origin, " ".join(to.split()), note.strip())


@operation("file.take_back", N_("Take the file back"), N_("{who} took the file back from {about}"))
def take_back(work: Work, origin: str) -> None:
    """It was not handed over after all, or came back without being handed back."""
    last = _last(work.session)
    if last is None or last.kind != HANDED or last.origin != origin:
        raise refuse("file.not_away", N_("This file was not handed over from this computer."))
    _step(work, TAKEN_BACK, origin, last.name, "")


@operation("file.go_on", N_("Go on with this copy"), N_("{who} went on with this copy: {about}"))
def go_on(work: Work, origin: str, reason: str) -> None:
    """This copy counts from now on, though this computer saw another; `reason` is kept."""
    if not reason.strip():
        raise refuse("file.no_reason", N_("Say why you go on with this copy."), field="reason")
    _step(work, CONTINUED, origin, "", reason.strip())
    work.about = reason.strip()


def _nobody(to: str) -> Iterator[Problem]:
    if not to.strip():
        yield Problem("file.nobody", N_("Say to whom you hand the file over."), field="to")


def _step(work: Work, kind: str, origin: str, name: str, note: str) -> None:
    last = _last(work.session)
    work.add(
        Custody(
            number=1 if last is None else last.number + 1,
            kind=kind,
            time=work.now,
            origin=origin,
            who=work.who,
            name=name,
            note=note,
        )
    )
    work.about = name


def _last(session: Session) -> Custody | None:
    return session.scalars(select(Custody).order_by(Custody.number.desc()).limit(1)).first()


def head_of(session: Session) -> Head | None:
    """Where the history ends; None while nothing was done."""
    first = session.scalars(select(Done.hash).where(Done.sequence == 1)).first()
    last = session.execute(
        select(Done.sequence, Done.hash, Done.time).order_by(Done.sequence.desc()).limit(1)
    ).first()
    if first is None or last is None:
        return None
    return Head(first, last.sequence, last.hash, last.time)


def standing_handover(session: Session) -> Handover | None:
    """The handover that holds now, or None when the file was last taken back or gone on with."""
    last = _last(session)
    if last is None or last.kind != HANDED:
        return None
    step = (
        select(func.max(Done.sequence))
        .join(Change, Change.done_id == Done.id)
        .where(Change.table_name == Custody.__tablename__, Change.row_id == last.id)
    )
    later = select(Done.origin).where(Done.sequence > step.scalar_subquery()).distinct()
    since = frozenset(session.scalars(later))
    return Handover(last.who, last.name, last.time, last.note, last.origin, since)


def refuse_when_away(session: Session, origin: str) -> None:
    """Raises StoreTrouble when this computer handed the file over and did not get it back."""
    away = standing_handover(session)
    if away is not None and away.origin == origin:
        raise StoreTrouble(
            AWAY,
            N_("This file was handed over to {name} on {day}. Take it back before you work in it."),
            name=away.to,
            day=away.time.date(),
        )


def refuse_other_history(session: Session, head: Head, seen: Seen) -> None:
    """Raises StoreTrouble when the file does not go on from what this computer saw last."""
    known = session.scalars(select(Done.hash).where(Done.sequence == seen.sequence)).first()
    if known == seen.hash:
        return
    # What was only erased again is nobody's work.
    last = select(func.max(Done.sequence)).where(Done.code != ERASED_AGAIN)
    if session.scalars(last).one() < seen.sequence:
        raise StoreTrouble(
            OLDER_COPY,
            N_(
                "This copy goes to {day}. On this computer the same file went on to {later}, in"
                " “{name}”."
            ),
            day=head.time.date(),
            later=seen.time.date(),
            name=seen.path.name,
        )
    raise StoreTrouble(
        FORKED,
        N_(
            "Work went on in two copies: in this one to {day}, and in “{name}” on this"
            " computer to {later}."
        ),
        day=head.time.date(),
        later=seen.time.date(),
        name=seen.path.name,
    )
