"""Groups of people that a letter can go to: those that every cooperative has, and saved ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import book_year_of, get_book_years
from coopadmin.desk.selected import people_of_selection
from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.ledger.donations import given_by
from coopadmin.members.admission import WAITING
from coopadmin.members.applications import list_applications
from coopadmin.members.selection_rules import Selection
from coopadmin.members.selections import get_selection, list_selections
from coopadmin.people.queries import list_officers
from coopadmin.volunteers.model import VolunteerTask
from coopadmin.words import _

SAVED = "selection "
_RUNNING = ("running", "leaving")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group by its key, what it is called, and how many people are in it today."""

    key: str
    name: str
    people: int


def _selected(selection: Selection) -> Callable[[Session, date], list[int]]:
    return lambda session, on: [
        row.person_id for row in people_of_selection(session, selection, on)
    ]


def _volunteers(session: Session, on: date) -> list[int]:
    return list(
        session.scalars(
            select(VolunteerTask.person_id)
            .where(
                VolunteerTask.since.is_(None) | (VolunteerTask.since <= on),
                VolunteerTask.until.is_(None) | (VolunteerTask.until >= on),
            )
            .distinct()
        )
    )


def _board(session: Session, on: date) -> list[int]:
    return [row.person_id for row in list_officers(session, on, "board")]


def _applicants(session: Session, on: date) -> list[int]:
    return [row.person_id for row in list_applications(session, on) if row.outcome == WAITING]


def _donors(session: Session, on: date) -> list[int]:
    year = book_year_of(session, on)
    return list(given_by(session, year.first, on))


def _donors_before(session: Session, on: date) -> list[int]:
    years = get_book_years(session)
    year = years.before(years.on(on))
    return list(given_by(session, year.first, year.last))


MEMBERS = "members"
_USUAL: Mapping[str, tuple[str, Callable[[Session, date], Iterable[int]]]] = {
    MEMBERS: (N_("All members"), _selected(Selection(status=_RUNNING))),
    "owing": (N_("Who owes something"), _selected(Selection(owes=True))),
    "jubilee": (N_("Who has a jubilee this year"), _selected(Selection(jubilee=True))),
    "volunteers": (N_("Volunteers"), _volunteers),
    "board": (N_("Board"), _board),
    "donors": (N_("Who gave something this book year"), _donors),
    "donors-before": (N_("Who gave something last book year"), _donors_before),
    "applicants": (N_("Who applied for membership"), _applicants),
}
GROUP_OF = {
    "application": "applicants",
    "refusal": "applicants",
    "reminder": "owing",
    "reminder-2": "owing",
    "thanks": "volunteers",
    "gift": "donors",
    "gifts-year": "donors-before",
    "jubilee": "jubilee",
}
"""The group that an occasion is usually for, where that is not all members."""


def list_groups(session: Session, on: date) -> list[GroupRow]:
    """The usual ones, and then the saved selections by name."""
    rows = [GroupRow(key, _(_USUAL[key][0]), len(_ids(session, key, on))) for key in _USUAL]
    for saved in list_selections(session):
        try:
            found = people_of_selection(session, saved.selection, on) if saved.understood else []
        except Refused:
            continue
        rows.append(GroupRow(f"{SAVED}{saved.name}", saved.name, len(found)))
    return rows


def people_of_group(session: Session, key: str, on: date) -> tuple[str, tuple[int, ...]]:
    """What a group is called, and the ids of its people. Refused where there is no such group."""
    if key.startswith(SAVED):
        saved = get_selection(session, key.removeprefix(SAVED))
        people = people_of_selection(session, saved.selection, on)
        return saved.name, tuple(row.person_id for row in people)
    if key not in _USUAL:
        raise refuse(
            "letters.no_group",
            N_("There is no group “{text}”. There are: {choices}."),
            field="group",
            text=key,
            choices=", ".join(_USUAL),
        )
    return _(_USUAL[key][0]), tuple(_ids(session, key, on))


def _ids(session: Session, key: str, on: date) -> list[int]:
    return list(_USUAL[key][1](session, on))
