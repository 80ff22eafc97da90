"""A handful of members and a meeting of theirs, for tests about meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.rules import NewItem, NewMeeting
from coopadmin.members.queries import find_member, list_kinds
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books

SINCE = date(2020, 1, 1)
HELD = date(2026, 2, 27)
CONVENED = date(2026, 2, 6)
VILLAGERS = (
    NewPerson(
        call_name="Annie",
        surname="Holtrop",
        partner_surname="Berg",
        partner_prefix="van den",
        name_usage="partner-own",
    ),
    NewPerson(call_name="Lies", surname="Bakker"),
    NewPerson(call_name="Anneke", prefix="de", surname="Roos"),
    NewPerson(call_name="Fenna", prefix="de", surname="Haan"),
    NewPerson(call_name="Bea", surname="Hofstra"),
    NewPerson(call_name="Otto", surname="Wiersma"),
)
MEETING = NewMeeting(
    title="Ledenvergadering",
    held_on=HELD,
    begins="19:30",
    place="dorpshuis De Schakel",
    convened_on=CONVENED,
)
ITEMS = (
    NewItem("opening", "Opening", 5),
    NewItem("decision", "Jaarrekening 2025", 15, proposal="De jaarrekening is vastgesteld."),
    NewItem("persons", "Verkiezing van een secretaris", 10),
    NewItem("amendment", "Statutenwijziging", 20, proposal="De statuten worden gewijzigd."),
    NewItem("closing", "Sluiting", 0),
)


def admit(books: Books, villagers: Sequence[NewPerson] = VILLAGERS) -> list[int]:
    """The villagers as members from 2020 on, numbered from 1; gives the ids of the persons."""
    kind = books.ask(list_kinds)[0].id
    ids = []
    for number, person in enumerate(villagers, 1):
        books.do(admit_member, NewMember(kind, SINCE, person=person, number=number))
        row = books.ask(find_member, number)
        assert row is not None
        ids.append(row.person_id)
    return ids


def on_time(meeting: NewMeeting = MEETING) -> NewMeeting:
    return replace(meeting, convened_on=CONVENED)


def codes(refused: Refused) -> list[str]:
    return [problem.code for problem in refused.problems]
