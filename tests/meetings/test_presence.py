"""Who is there: members with their votes, guests, proxies and their limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.cooperative.rules import NewStatutes
from coopadmin.cooperative.service import set_statutes
from coopadmin.kernel.problem import Refused
from coopadmin.meetings.queries import get_meeting, list_voters
from coopadmin.meetings.rules import NewProxy
from coopadmin.meetings.service import (
    plan_meeting,
    record_attendance,
    record_guest,
    record_proxy,
    remove_attendance,
    revoke_proxy,
)
from coopadmin.members.queries import find_member, list_kinds
from coopadmin.members.rules import NewKind, NewMember, NewTermination
from coopadmin.members.service import add_kind, admit_member, terminate_membership
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from tests.meetings.village import HELD, ITEMS, MEETING, SINCE, admit, codes

Undone = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def people(books: Books) -> list[int]:
    return admit(books)


@pytest.fixture
def meeting(books: Books, people: list[int]) -> int:
    return books.do(plan_meeting, MEETING, ITEMS)


def test_the_attendance_list_has_all_members_of_the_day_in_order_of_surname(
    books: Books, people: list[int], meeting: int
) -> None:
    left = books.ask(find_member, 5)
    assert left is not None
    books.do(
        terminate_membership,
        NewTermination(left.membership_id, "death", HELD, stated=HELD.replace(day=26)),
    )
    kind = books.ask(list_kinds)[0].id
    books.do(admit_member, NewMember(kind, HELD, person=NewPerson(surname="Zwart")))
    too_late = NewPerson(surname="Aalders")
    books.do(admit_member, NewMember(kind, date(2026, 2, 28), person=too_late))
    rows = books.ask(list_voters, meeting)
    assert [(row.person.number, row.person.list_name, row.votes) for row in rows] == [
        (2, "Bakker, Lies", 1),
        (1, "Berg-Holtrop, Annie van den", 1),
        (4, "Haan, Fenna de", 1),
        (3, "Roos, Anneke de", 1),
        (6, "Wiersma, Otto", 1),
        (7, "Zwart", 1),
    ]
    assert books.ask(get_meeting, meeting).totals.voters == 6


def test_members_come_in_with_the_votes_of_their_kind(
    books: Books, undone: Undone, people: list[int], meeting: int
) -> None:
    double = books.do(add_kind, NewKind("Dubbel", votes=2))
    friends = books.do(add_kind, NewKind("Vriend", votes=0))
    for number, kind in ((11, double), (12, friends)):
        person = NewPerson(surname=f"Lid {number}")
        books.do(admit_member, NewMember(kind, SINCE, person=person, number=number))
    more = [row for row in (books.ask(find_member, n) for n in (11, 12)) if row]
    came = [people[0], *(row.person_id for row in more)]
    undone(lambda: books.do(record_attendance, meeting, came))
    undone(lambda: books.do(record_guest, meeting, " De wethouder "))
    facts = books.ask(get_meeting, meeting)
    assert [(each.person.number, each.votes) for each in facts.present] == [
        (1, 1),
        (11, 2),
        (12, 0),
    ]
    assert [each.name for each in facts.guests] == ["De wethouder"]
    totals = facts.totals
    assert (totals.present, totals.guests, totals.votes) == (3, 1, 3)
    # A friend has no vote and does not count towards a quorum.
    assert (totals.voters, totals.voters_there) == (7, 2)


def test_nobody_comes_in_twice_or_without_being_a_member(
    books: Books, people: list[int], meeting: int
) -> None:
    books.do(record_attendance, meeting, people[:1])
    stranger = 1
    with pytest.raises(Refused) as refused:
        books.do(record_attendance, meeting, [people[0], people[1], people[1], stranger])
    assert codes(refused.value) == ["attendance.double", "attendance.double",
                                    "attendance.no_member"]  # fmt: skip
    with pytest.raises(Refused) as refused:
        books.do(record_guest, meeting, " ")
    assert codes(refused.value) == ["attendance.guest"]
    to_come = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 5, 28)))
    with pytest.raises(Refused) as refused:
        books.do(record_attendance, to_come, people[:1])
    assert codes(refused.value) == ["attendance.too_early"]
    with pytest.raises(Refused) as refused:
        books.do(record_guest, to_come, "De wethouder")
    assert codes(refused.value) == ["attendance.too_early"]


def test_a_proxy_counts_while_its_holder_is_present(
    books: Books, undone: Undone, people: list[int], meeting: int
) -> None:
    proxy = NewProxy(people[3], people[0], "vrij")
    undone(lambda: books.do(record_proxy, meeting, proxy))
    assert books.ask(get_meeting, meeting).totals.votes == 0
    books.do(record_attendance, meeting, people[:3])
    facts = books.ask(get_meeting, meeting)
    [given] = facts.proxies
    assert (given.grantor.name, given.holder.name, given.counts) == (
        "Fenna de Haan", "Annie van den Berg-Holtrop", True,
    )  # fmt: skip
    totals = facts.totals
    assert (totals.present, totals.represented, totals.votes) == (3, 1, 4)
    assert facts.votes_of(people[0]) == 2
    assert facts.votes_of(people[1]) == 1
    holder = next(each.id for each in facts.present if each.person.person_id == people[0])
    undone(lambda: books.do(remove_attendance, holder))
    assert books.ask(get_meeting, meeting).totals.votes == 2
    undone(lambda: books.do(revoke_proxy, given.id))
    assert books.ask(get_meeting, meeting).proxies == ()


def test_a_proxy_lapses_when_its_grantor_comes_in(
    books: Books, undone: Undone, people: list[int], meeting: int
) -> None:
    books.do(record_proxy, meeting, NewProxy(people[3], people[0]))
    books.do(record_proxy, meeting, NewProxy(people[4], people[0]))
    undone(lambda: books.do(record_attendance, meeting, [people[0], people[3]]))
    facts = books.ask(get_meeting, meeting)
    assert [each.grantor.person_id for each in facts.proxies] == [people[4]]
    assert facts.totals.votes == 3
    with pytest.raises(Refused) as refused:
        books.do(record_proxy, meeting, NewProxy(people[3], people[0]))
    assert codes(refused.value) == ["proxy.grantor_present"]


def test_a_proxy_goes_to_another_voter_and_once(
    books: Books, people: list[int], meeting: int
) -> None:
    friends = books.do(add_kind, NewKind("Vriend", votes=0))
    person = NewPerson(surname="Vriend")
    books.do(admit_member, NewMember(friends, SINCE, person=person, number=12))
    friend = books.ask(find_member, 12)
    assert friend is not None
    for proxy, expected in (
        (NewProxy(people[0], people[0]), ["proxy.oneself"]),
        (NewProxy(people[0], friend.person_id), ["proxy.holder_no_voter"]),
        (NewProxy(friend.person_id, people[0]), ["proxy.grantor_no_voter"]),
        (NewProxy(people[0], 1), ["proxy.holder_no_voter"]),
        (NewProxy(1, 2), ["proxy.grantor_no_voter", "proxy.holder_no_voter"]),
    ):
        with pytest.raises(Refused) as refused:
            books.do(record_proxy, meeting, proxy)
        assert codes(refused.value) == expected
    books.do(record_proxy, meeting, NewProxy(people[0], people[1]))
    with pytest.raises(Refused) as refused:
        books.do(record_proxy, meeting, NewProxy(people[0], people[2]))
    assert codes(refused.value) == ["proxy.double"]


@pytest.mark.parametrize(("most", "refusal"), [(None, []), (2, ["proxy.too_many"]), (3, [])])
def test_how_many_proxies_one_holds_is_for_the_statutes(
    books: Books, people: list[int], meeting: int, most: int | None, refusal: list[str]
) -> None:
    books.do(set_statutes, NewStatutes(date(2026, 2, 1), proxies_per_holder=most))
    for grantor in people[1:3]:
        books.do(record_proxy, meeting, NewProxy(grantor, people[0]))
    third = NewProxy(people[3], people[0])
    if refusal:
        with pytest.raises(Refused) as refused:
            books.do(record_proxy, meeting, third)
        assert codes(refused.value) == refusal
    else:
        books.do(record_proxy, meeting, third)
    rows = {row.person.person_id: row for row in books.ask(list_voters, meeting)}
    assert [each.number for each in rows[people[0]].holds_for[:2]] == [2, 3]
    represented = rows[people[1]].represented_by
    assert represented is not None
    assert represented.number == 1
