"""The history of one person: what was done with their details, membership and charges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.desk.changed import Cell
from coopadmin.desk.member_history import history_of_person
from coopadmin.kernel.money import Money
from coopadmin.members.queries import get_kind, memberships_of
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.queries import list_people
from coopadmin.people.rules import ChangedPerson, NewPerson, NewTerm
from coopadmin.people.service import appoint, change_person
from coopadmin.store import Books

ANNIE = NewPerson(call_name="Annie", surname="Berg", town="Oost")


def test_a_person_has_a_history_of_their_own(books: Books) -> None:
    kind = books.ask(get_kind, "personal").id
    books.do(set_tariff, NewTariff(kind, date(2020, 1, 1), Money(2000), "none"))
    for person in (ANNIE, NewPerson(call_name="Jan", surname="Smit")):
        books.do(admit_member, NewMember(kind, date(2024, 1, 1), person))
    annie, jan = (row.id for row in books.ask(list_people))
    books.do(change_person, ChangedPerson(annie, replace(ANNIE, town="West")))
    books.undo()
    books.do(appoint, NewTerm(annie, "board", "chair", date(2025, 1, 1)))
    books.do(run_charges, "2026")
    found = books.ask(history_of_person, annie)
    assert [(row.code, row.turns, row.undone) for row, _changed in found] == [
        ("contributions.run", 0, False),
        ("people.appoint", 0, False),
        ("people.change", 1, False),
        ("people.change", 0, True),
        ("members.admit", 0, False),
    ]
    back, there = (changed for row, changed in found if row.code == "people.change")
    assert [(one.name, one.cells) for one in (*back, *there)] == [
        ("Annie Berg", (Cell("town", "West", "Oost"),)),
        ("Annie Berg", (Cell("town", "Oost", "West"),)),
    ]
    whole = {row.code: (row.rows, len(changes)) for row, changes in found}
    assert whole["members.admit"][0] == whole["members.admit"][1], "all of it is about Annie"
    assert whole["contributions.run"][0] > whole["contributions.run"][1], "others were charged too"
    assert len(books.ask(history_of_person, annie, limit=2)) == 2
    assert len(books.ask(history_of_person, jan)) == 2
    assert len(books.ask(memberships_of, annie)) == 1
