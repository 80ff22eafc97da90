"""Kinds and memberships, through the two verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.members.checks import check_members
from coopadmin.members.model import Membership
from coopadmin.members.queries import (
    count_members,
    find_member,
    get_kind,
    get_membership,
    list_kinds,
    list_members,
    members_of_year,
    memberships_of,
    register_on,
)
from coopadmin.members.rules import (
    ChangedKind,
    ChangedMembership,
    NewKind,
    NewMember,
    NewTermination,
)
from coopadmin.members.service import (
    add_kind,
    admit_member,
    change_kind,
    change_membership,
    take_back_termination,
    terminate_membership,
)
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import get_person
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.store.work import Work, operation

TODAY = date(2026, 3, 3)
Undone = Callable[[Callable[[], Any]], Any]


def refused(books: Books, *call: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [problem.code for problem in raised.value.problems]


@pytest.fixture
def kind(books: Books) -> int:
    return books.ask(get_kind, "personal").id


@pytest.fixture
def admit(books: Books, kind: int) -> Callable[..., int]:
    def admitted(surname: str, since: date = date(2020, 1, 1), **more: Any) -> int:
        person = NewPerson(call_name="Jan", surname=surname, postcode="1234 AB")
        return books.do(admit_member, NewMember(kind, since, person, **more))

    return admitted


def test_a_new_file_has_three_kinds_of_membership(books: Books) -> None:
    names = [(kind.name, kind.covers_household) for kind in books.ask(list_kinds)]
    assert names == [("Personal", False), ("Household", True), ("Organisation", False)]


def test_kinds_can_be_added_changed_and_put_out_of_use(books: Books, undone: Undone) -> None:
    made = undone(lambda: books.do(add_kind, NewKind(" Jeugdlid ", votes=0)))
    gone = ChangedKind(made, NewKind("Jeugd", votes=0, in_use=False), position=1)
    undone(lambda: books.do(change_kind, gone))
    assert [kind.name for kind in books.ask(list_kinds, in_use=True)] == [
        "Personal",
        "Household",
        "Organisation",
    ]
    assert books.ask(get_kind, "JEUGD").votes == 0
    assert refused(books, add_kind, NewKind("personal")) == ["kind.twice"]
    with pytest.raises(Refused) as raised:
        books.ask(get_kind, "erelid")
    assert "Household" in str(raised.value.problems[0])


def test_members_get_the_next_number_and_are_found_by_it(
    books: Books, admit: Callable[..., int], undone: Undone
) -> None:
    first = undone(lambda: admit("Berg"))
    admit("Boer", number=40)
    admit("Aalbers")
    assert [(row.name, row.number) for row in books.ask(list_members, TODAY)] == [
        ("Jan Aalbers", 41),
        ("Jan Berg", 1),
        ("Jan Boer", 40),
    ]
    found = books.ask(find_member, 1, TODAY)
    assert found is not None
    assert (found.membership_id, found.status) == (first, "running")
    assert books.ask(find_member, 2) is None


def test_a_number_is_never_used_again_even_when_its_admission_is_taken_back(
    books: Books, admit: Callable[..., int]
) -> None:
    admit("Berg")
    admit("Boer")
    books.undo()
    again = admit("Boer")
    assert books.ask(get_membership, again).number == 3
    kind = books.ask(list_kinds)[0].id
    for number, code in (
        (2, "member.number_used"),
        (3, "member.number_used"),
        (0, "member.number"),
    ):
        new = NewMember(kind, TODAY, NewPerson(surname="Mol"), number=number)
        assert refused(books, admit_member, new) == [code]


def test_all_problems_of_a_new_member_are_told_at_once(books: Books, kind: int) -> None:
    wrong = NewMember(kind, date(26, 1, 1), NewPerson(email="x"), number=-1, persons_covered=3)
    assert refused(books, admit_member, wrong) == [
        "person.name",
        "person.email",
        "member.since",
        "member.persons",
        "member.number",
    ]
    assert refused(books, admit_member, NewMember(kind, TODAY)) == ["member.nobody"]


def test_somebody_known_can_become_a_member_again_later(
    books: Books, kind: int, admit: Callable[..., int], undone: Undone
) -> None:
    first = books.ask(get_membership, admit("Berg"))
    again = NewMember(kind, date(2026, 1, 1), person_id=first.person_id)
    assert refused(books, admit_member, again) == ["member.already"]
    books.do(terminate_membership, NewTermination(first.id, "by-member", date(2025, 11, 1)))
    undone(lambda: books.do(admit_member, again))
    both = books.ask(memberships_of, first.person_id, TODAY)
    assert [(row.number, row.status) for row in both] == [(1, "ended"), (2, "running")]
    assert refused(books, take_back_termination, first.id) == ["member.already"]


def test_notice_ends_a_membership_at_the_end_of_the_book_year(
    books: Books, admit: Callable[..., int], undone: Undone
) -> None:
    member = admit("Berg")
    notice = NewTermination(member, "by-member", TODAY)
    assert undone(lambda: books.do(terminate_membership, notice)) == date(2026, 12, 31)
    card = books.ask(get_membership, member)
    assert (card.until, card.end_reason, card.notice_on) == (date(2026, 12, 31), "by-member", TODAY)
    assert books.ask(count_members, TODAY) == {"leaving": 1}
    assert refused(books, terminate_membership, notice) == ["termination.twice"]
    undone(lambda: books.do(take_back_termination, member))
    assert books.ask(count_members, TODAY) == {"running": 1}
    assert refused(books, take_back_termination, member) == ["termination.none"]


def test_a_death_ends_the_membership_and_is_noted_with_the_person(
    books: Books, admit: Callable[..., int], undone: Undone
) -> None:
    member = admit("Berg")
    death = NewTermination(member, "death", TODAY, date(2026, 2, 27))
    assert undone(lambda: books.do(terminate_membership, death)) == date(2026, 2, 27)
    person_id = books.ask(get_membership, member).person_id
    assert books.ask(get_person, person_id).person.death_date == date(2026, 2, 27)
    undone(lambda: books.do(take_back_termination, member))
    assert books.ask(get_person, person_id).person.death_date is None


def test_a_membership_changes_its_kind_payer_and_persons(
    books: Books, admit: Callable[..., int], undone: Undone
) -> None:
    member, other = admit("Berg"), admit("Boer")
    payer = books.ask(get_membership, other).person_id
    household = books.ask(get_kind, "Household").id
    changed = ChangedMembership(
        member, household, date(2019, 5, 1), payer_id=payer, persons_covered=4
    )
    undone(lambda: books.do(change_membership, changed))
    card = books.ask(get_membership, member)
    assert (card.kind, card.payer, card.persons_covered) == ("Household", "Jan Boer", 4)
    wrong = replace(changed, kind_id=books.ask(get_kind, "Personal").id)
    assert refused(books, change_membership, wrong) == ["member.persons"]


def test_the_register_is_there_on_any_day(books: Books, admit: Callable[..., int]) -> None:
    leaver = admit("Berg", date(2020, 5, 1))
    admit("Boer", date(2022, 1, 1))
    books.do(terminate_membership, NewTermination(leaver, "by-member", date(2021, 1, 1)))

    def names(day: date) -> list[str]:
        return [row.name for row in books.ask(register_on, day)]

    assert names(date(2020, 4, 30)) == []
    assert names(date(2021, 12, 31)) == ["Jan Berg"]
    assert names(date(2022, 1, 1)) == ["Jan Boer"]


def test_a_list_is_narrowed_by_words_kind_and_status(
    books: Books, admit: Callable[..., int]
) -> None:
    admit("Berg")
    admit("Bergsma", date(2026, 6, 1))
    household = books.ask(get_kind, "Household").id

    def names(**narrowed: Any) -> list[str]:
        return [row.name for row in books.ask(list_members, TODAY, **narrowed)]

    assert names(text="berg jan") == ["Jan Berg", "Jan Bergsma"]
    assert names(text="0002") == names(status="future") == ["Jan Bergsma"]
    assert names(text="bergsma 1234ab") == ["Jan Bergsma"]
    assert names(text="bergsma 0001") == []
    assert names(kind_id=household) == []
    assert names(status=("running", "future")) == ["Jan Berg", "Jan Bergsma"]
    assert [row.status for row in books.ask(list_members)] == ["running", "running"]


def test_the_figures_of_a_year_come_from_the_register(
    books: Books, admit: Callable[..., int]
) -> None:
    leaver = admit("Berg")
    admit("Boer", date(2026, 1, 1))
    books.do(terminate_membership, NewTermination(leaver, "by-member", date(2026, 1, 5)))
    facts = books.ask(members_of_year, books.ask(get_book_year, "2026"))
    assert (facts.start, facts.joined, facts.left, facts.end) == (1, 1, 1, 1)
    assert facts.reasons == (("by-member", 1),)
    assert [(end.label, end.members) for end in facts.ends] == [("2025", 1), ("2026", 1)]


def test_a_file_without_members_has_figures_of_nothing(books: Books) -> None:
    facts = books.ask(members_of_year, books.ask(get_book_year, "2026"))
    assert (facts.start, facts.joined, facts.left, facts.end, facts.persons) == (0, 0, 0, 0, 0)
    assert facts.by_kind == ()


def test_checking_the_file_finds_memberships_that_cannot_be(
    books: Books, admit: Callable[..., int]
) -> None:
    first = books.ask(get_membership, admit("Berg"))
    books.do(spoil, first.id, first.person_id)
    assert [problem.code for problem in books.ask(_problems)] == [
        "check.membership",
        "check.membership_twice",
    ]
    books.undo()


@operation("test.spoil_membership", "Spoil")
def spoil(work: Work, membership_id: int, person_id: int) -> None:
    """What no operation of the program does."""
    row = work.get(Membership, membership_id)
    row.until = date(2021, 12, 31)
    work.add(
        Membership(
            number=99,
            person_id=person_id,
            kind_id=row.kind_id,
            since=date(2021, 1, 1),
            since_estimated=False,
            persons_covered=1,
        )
    )


def _problems(session: Session) -> list[Problem]:
    return list(check_members(session))


def test_a_list_tells_every_kind_of_name_as_it_is_spoken(books: Books) -> None:
    people = [
        NewPerson(call_name="Annie", prefix="van den", surname="Berg"),
        NewPerson(surname="Berg", prefix="van den"),
        NewPerson(initials="J.P.", surname="Hart", prefix="'t"),
        NewPerson(call_name="Ida", surname="Ancona", prefix="d'"),
        NewPerson(first_names="Jan Piet", surname="Boer"),
        NewPerson(call_name="Bea", surname="Vos", partner_surname="Mol", name_usage="own-partner"),
        NewPerson(call_name="Cor", partner_surname="Mol", partner_prefix="de"),
        NewPerson(nature="organisation", organisation_name="Bakkerij Oostwal"),
    ]
    kind = books.ask(list_kinds)[0].id
    for person in people:
        books.do(admit_member, NewMember(kind, date(2025, 1, 1), person))
    told = {row.number: row.name for row in books.ask(list_members)}
    assert [told[number] for number in sorted(told)] == [spoken_name(each) for each in people]
