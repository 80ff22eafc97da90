"""Two entries of one person: who is proposed, what follows, what is asked, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.attachments.queries import list_attachments
from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach
from coopadmin.capital.queries import list_capital, list_share_kinds
from coopadmin.capital.rules import PAID_IN, NewMovement, NewShareKind
from coopadmin.capital.service import add_share_kind, record_movement
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.desk.duplicates import list_duplicates, person_numbered
from coopadmin.desk.finding import find_everything
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import chosen, merge_people, plan_merge
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Refused
from coopadmin.ledger.queries import list_open_items
from coopadmin.meetings.presence import record_attendance
from coopadmin.meetings.service import plan_meeting
from coopadmin.members.queries import (
    find_member,
    list_kinds,
    list_members,
    memberships_of,
    next_member_number,
)
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.queries import find_people, get_person, held_terms, list_people
from coopadmin.people.rules import NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint, tell_apart
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.queries import list_hours
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from tests.meetings.village import MEETING
from tests.members.lists import Lists

SINCE, TODAY = date(2020, 1, 1), date(2026, 3, 3)
ANNIE = NewPerson(
    call_name="Annie", prefix="van den", surname="Berg", email="annie@voorbeeld.nl", town="Beemd"
)
AGAIN = replace(ANNIE, surname="Bergh", town="Beemdervelde", iban="NL13COOP0417164300")
Undone = Callable[[Callable[[], Any]], Any]


@dataclass(frozen=True)
class Pair:
    """Annie as member 1, and again as somebody who is no member."""

    kept: int
    gone: int

    @property
    def wanted(self) -> MergedPeople:
        return MergedPeople(self.kept, self.gone)


def admit(books: Books, person: NewPerson, number: int) -> int:
    kind = books.ask(list_kinds)[0].id
    books.do(admit_member, NewMember(kind, SINCE, person, number=number))
    return books.ask(person_numbered, number)


@pytest.fixture
def pair(books: Books) -> Pair:
    return Pair(admit(books, ANNIE, 1), books.do(add_person, AGAIN))


@operation("test.lock_hours_of_two", N_("Lock hours"))
def lock_hours(work: Work) -> None:
    work.lock("hours", "2025", "The hours of 2025 are in a report.")


def test_duplicates_are_proposed_with_the_reason_until_they_are_two_people(
    books: Books, pair: Pair, undone: Undone
) -> None:
    (row,) = books.ask(list_duplicates)
    assert (row.one.numbers, row.other.numbers) == ((1,), ())
    assert row.reasons == ("name", "email")
    undone(lambda: books.do(tell_apart, pair.gone, pair.kept))
    assert books.ask(list_duplicates) == []
    with pytest.raises(Refused, match="Choose two"):
        books.do(tell_apart, pair.kept, pair.kept)


def test_all_that_is_not_locked_follows_and_the_alias_is_listed_nowhere(
    books: Books, pair: Pair, undone: Undone
) -> None:
    bus = books.do(add_activity, NewActivity("Bus", lead_ids=(pair.kept, pair.gone)))
    for day in (date(2025, 5, 1), date(2026, 2, 1)):
        for each in (pair.kept, pair.gone):
            books.do(record_hours, NewHours(each, bus, day, day, Duration(60)))
    books.do(lock_hours)
    books.do(add_share_kind, NewShareKind("Participation", Money(5000)))
    share = books.ask(list_share_kinds)[0].id
    paid = NewMovement(PAID_IN, share, pair.gone, Money(5000), TODAY)
    books.do(record_movement, paid, answers={"capital.no_member": "heir"})
    books.do(appoint, NewTerm(pair.gone, "board", "chair", SINCE))
    books.do(attach, NewAttachment(Owner("person", pair.gone), "brief.pdf", b"%PDF-1.7\nBrief"))
    meeting = books.do(plan_meeting, MEETING)
    books.do(record_attendance, meeting, [pair.kept])

    plan = books.ask(plan_merge, pair.wanted)
    assert (plan.moves["hour_entry"], plan.locked, plan.problems) == (1, 1, ())
    undone(lambda: books.do(merge_people, pair.wanted))

    hours = [
        (row.person_id, row.first.year)
        for row in books.ask(list_hours, Period(date(2025, 1, 1), TODAY))
    ]
    assert sorted(hours) == sorted(
        [(pair.kept, 2025), (pair.kept, 2026), (pair.kept, 2026), (pair.gone, 2025)]
    )
    (holding,) = books.ask(list_capital, TODAY)
    assert holding.person_id == pair.kept
    assert {row.person_id for row in books.ask(list_open_items)} == {pair.kept}
    assert [term.office for term in books.ask(held_terms, pair.kept)] == ["chair"]
    assert len(books.ask(list_attachments, Owner("person", pair.kept))) == 1
    assert [row.id for row in books.ask(list_people)] == [pair.kept]
    assert books.ask(find_people, "bergh") == []
    assert books.ask(list_duplicates) == []
    person = books.ask(get_person, pair.kept).person
    assert (person.surname, person.town, person.iban) == ("Berg", "Beemd", AGAIN.iban)
    assert books.ask(get_person, pair.gone).person.email == "", "nobody writes to an alias"
    with pytest.raises(Refused, match="already"):
        books.do(merge_people, pair.wanted)


def test_two_memberships_at_one_time_ask_which_stays_and_the_other_number_finds_the_person(
    books: Books, undone: Undone
) -> None:
    pair = Pair(admit(books, ANNIE, 1), admit(books, AGAIN, 57))
    books.do(set_tariff, NewTariff(books.ask(list_kinds)[0].id, SINCE, Money(2000)))
    with pytest.raises(Refused, match="as 0001 and 0057"):
        books.do(merge_people, pair.wanted)
    stays = books.ask(memberships_of, pair.kept)[0].membership_id
    undone(lambda: books.do(merge_people, replace(pair.wanted, stays=stays)))
    (row,) = books.ask(list_members)
    assert row.number == 1
    for found in (books.ask(find_member, 57), *books.ask(list_members, text="57")):
        assert found is not None
        assert (found.number, found.person_id) == (1, pair.kept)
    assert [one.title for one in books.ask(find_everything, "57", TODAY)] == [row.name]
    assert [one.title for one in books.ask(find_everything, "bergh", TODAY)] == [row.name]
    assert books.ask(next_member_number) == 58
    with pytest.raises(Refused):
        admit(books, ANNIE, 57)


def test_contributions_follow_the_membership_that_stays(books: Books) -> None:
    books.do(set_tariff, NewTariff(books.ask(list_kinds)[0].id, SINCE, Money(2000)))
    one = admit(books, ANNIE, 1)
    books.do(run_charges, "2026")
    two = admit(books, AGAIN, 2)
    stays = books.ask(memberships_of, two)[0].membership_id
    books.do(merge_people, MergedPeople(two, one, stays=stays))
    (charge,) = books.ask(list_charges, "2026")
    assert charge.membership_id == stays


def test_a_membership_that_was_charged_too_ends_and_its_number_finds_the_person(
    books: Books, undone: Undone, tmp_path: Path
) -> None:
    books.do(set_tariff, NewTariff(books.ask(list_kinds)[0].id, SINCE, Money(2000)))
    pair = Pair(admit(books, AGAIN, 57), admit(books, ANNIE, 1))
    books.do(run_charges, "2026")
    # The entry that goes has the membership that stays.
    stays = books.ask(memberships_of, pair.gone)[0].membership_id
    wanted = replace(pair.wanted, stays=stays)
    assert books.ask(plan_merge, wanted).ended == (57,)
    undone(lambda: books.do(merge_people, wanted))
    rows = {row.number: row for row in books.ask(list_members, TODAY)}
    assert (rows[1].person_id, rows[1].until) == (pair.kept, None)
    assert (rows[57].person_id, rows[57].until) == (pair.gone, date(2026, 3, 2))
    assert len(books.ask(list_charges, "2026")) == 2
    found = books.ask(find_member, 57)
    assert found is not None
    assert found.number == 1
    assert 1 in {row.number for row in books.ask(list_members, text="57")}
    # A list that still has the old number means the same person.
    plan = Lists(tmp_path, books).read("Lidnr;Voornaam;Achternaam;Plaats", "57;Annie;Berg;Veen")
    assert [(line.outcome, line.number) for line in plan.lines] == [("changed", 1)]
    assert books.ask(get_person, pair.kept).person.town == "Veen"


def test_what_shows_two_people_is_refused_in_one_sentence(books: Books, pair: Pair) -> None:
    meeting = books.do(plan_meeting, MEETING)
    admit(books, replace(ANNIE, call_name="Bea"), 9)
    bea = books.ask(person_numbered, 9)
    books.do(record_attendance, meeting, [pair.kept, bea])
    wanted = MergedPeople(bea, pair.kept, stays=books.ask(memberships_of, bea)[0].membership_id)
    with pytest.raises(Refused) as refused:
        books.do(merge_people, wanted)
    assert [one.code for one in refused.value.problems] == ["merge.met"]
    for office, person in (("chair", pair.kept), ("secretary", pair.gone)):
        books.do(appoint, NewTerm(person, "board", office, SINCE))
    firm = books.do(add_person, NewPerson(nature="organisation", organisation_name="Berg"))
    for gone, code in ((pair.gone, "office"), (firm, "nature"), (pair.kept, "same")):
        with pytest.raises(Refused) as refused:
            books.do(merge_people, MergedPeople(pair.kept, gone))
        assert [one.code for one in refused.value.problems] == [f"merge.{code}"]


def test_a_person_is_chosen_field_by_field(books: Books, pair: Pair) -> None:
    wanted = replace(pair.wanted, person=chosen(ANNIE, AGAIN, ["town"]))
    books.do(merge_people, wanted)
    person = books.ask(get_person, pair.kept).person
    assert (person.surname, person.town) == ("Berg", "Beemdervelde")
