"""The end of a membership: a death with all it ends, notice acknowledged, grounds of law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.capital.rules import NewMovement, NewShareKind
from coopadmin.capital.service import add_share_kind, record_movement
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.desk.remains import together, what_remains
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.money import Money
from coopadmin.members.changes import changes_in
from coopadmin.members.farewell import NewDeath, acknowledge_termination, note_death
from coopadmin.members.queries import get_membership, list_members
from coopadmin.members.rules import NewMember, NewTermination
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.people.queries import get_person, list_officers
from coopadmin.people.rules import ChangedPerson, NewPerson, NewTerm
from coopadmin.people.service import appoint, change_person
from coopadmin.store import Books
from tests.fixtures import refused

TODAY = date(2026, 3, 3)
DIED = date(2026, 2, 27)
Undone = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def jan(books: Books, kind: int) -> int:
    person = NewPerson(
        call_name="Jan",
        surname="Berg",
        email="jan@voorbeeld.nl",
        convocation_by="email",
        convocation_consent_on=date(2020, 1, 1),
        birth_date=date(1940, 5, 1),
    )
    return books.do(admit_member, NewMember(kind, date(2020, 1, 1), person))


def holder(books: Books, membership: int) -> int:
    return books.ask(get_membership, membership).person_id


def test_a_death_ends_all_that_belongs_to_it_and_undo_takes_all_back(
    books: Books, kind: int, jan: int, undone: Undone
) -> None:
    person = holder(books, jan)
    child = NewMember(kind, date(2021, 1, 1), NewPerson(surname="Mol"), payer_id=person)
    other = books.do(admit_member, child)
    books.do(appoint, NewTerm(person, "board", "secretary", date(2024, 1, 1)))
    undone(lambda: books.do(note_death, NewDeath(person, DIED, TODAY)))
    card = books.ask(get_membership, jan)
    assert (card.until, card.end_reason, card.notice_on) == (DIED, "death", TODAY)
    known = books.ask(get_person, person).person
    assert (known.death_date, known.convocation_by) == (DIED, "none")
    assert known.convocation_consent_on is None
    assert books.ask(list_officers, DIED)[0].last == DIED
    assert books.ask(list_officers, TODAY) == []
    assert books.ask(get_membership, other).payer_id is None, "nothing is collected from the dead"
    assert refused(books, note_death, NewDeath(person, DIED, TODAY)) == [("death.twice", "died_on")]


def test_a_death_goes_before_notice_that_was_given(books: Books, jan: int) -> None:
    books.do(terminate_membership, NewTermination(jan, "by-member", date(2026, 1, 5)))
    books.do(note_death, NewDeath(holder(books, jan), DIED, TODAY))
    card = books.ask(get_membership, jan)
    assert (card.until, card.end_reason) == (DIED, "death")


def test_a_day_of_death_that_cannot_be_is_refused(books: Books, kind: int, jan: int) -> None:
    person = holder(books, jan)
    for day, code in (
        (date(2026, 3, 4), "death.future"),
        (date(2019, 1, 1), "death.before_begin"),
    ):
        assert refused(books, note_death, NewDeath(person, day, TODAY)) == [(code, "died_on")]
    unborn = refused(books, note_death, NewDeath(person, date(1930, 1, 1), TODAY))
    assert ("death.before_birth", "died_on") in unborn
    firm = NewPerson(nature="organisation", organisation_name="Van Bergen")
    made = books.do(admit_member, NewMember(kind, date(2020, 1, 1), firm))
    death = NewDeath(holder(books, made), DIED, TODAY)
    assert refused(books, note_death, death) == [("death.organisation", "reason")]


def test_what_remains_is_shown_with_a_letter_to_the_heirs(
    books: Books, kind: int, jan: int
) -> None:
    person = holder(books, jan)
    books.do(set_tariff, NewTariff(kind, date(2020, 1, 1), Money(2500)))
    books.do(run_charges, "2026")
    share = books.do(add_share_kind, NewShareKind("Participatie", share=Money(10000)))
    books.do(
        record_movement,
        NewMovement("paid-in", share, person, Money(20000), date(2025, 1, 1)),
    )
    books.do(note_death, NewDeath(person, DIED, TODAY))
    left = books.ask(what_remains, person, TODAY)
    assert [(row.kind, row.amount) for row in left.capital] == [("Participatie", Money(20000))]
    assert together(left.receivable) >= Money(2500)
    assert "The membership of Jan Berg" not in left.letter, "that is its subject"
    assert "The membership has ended, on 27 February 2026." in left.letter
    assert "there is €200.00 of paid-in capital" in left.letter.replace("\u00a0", "")
    assert "Contribution 2026: €25.00" in left.letter.replace("\u00a0", "")
    assert left.letter.endswith("The board")


def test_where_nothing_is_open_the_letter_says_so(books: Books, jan: int) -> None:
    books.do(note_death, NewDeath(holder(books, jan), DIED, TODAY))
    left = books.ask(what_remains, holder(books, jan), TODAY)
    assert left.nothing
    assert "capital" not in left.letter
    assert "not been paid" not in left.letter


def test_only_who_died_gets_no_post(books: Books, jan: int) -> None:
    person = books.ask(get_person, holder(books, jan))
    silent = ChangedPerson(person.id, NewPerson(surname="Berg", convocation_by="none"))
    assert refused(books, change_person, silent) == [("person.no_post", "convocation_by")]


def test_notice_is_acknowledged_after_it_came(books: Books, jan: int, undone: Undone) -> None:
    assert refused(books, acknowledge_termination, jan, TODAY) == [("termination.no_notice", None)]
    books.do(terminate_membership, NewTermination(jan, "by-member", date(2026, 2, 20)))
    undone(lambda: books.do(acknowledge_termination, jan, date(2026, 3, 1)))
    assert books.ask(get_membership, jan).acknowledged_on == date(2026, 3, 1)
    early = date(2026, 2, 1)
    assert refused(books, acknowledge_termination, jan, early) == [
        ("termination.acknowledged", "acknowledged_on")
    ]


@pytest.mark.parametrize(
    ("reason", "ground", "ends"),
    [
        ("by-member", "restricted", date(2026, 2, 20)),
        ("by-member", "converted", date(2026, 2, 20)),
        ("by-cooperative", "untenable", date(2026, 2, 20)),
        ("by-cooperative", "requirements", date(2026, 12, 31)),
        ("by-cooperative", "statutes", date(2026, 12, 31)),
    ],
)
def test_a_ground_of_law_is_kept_and_may_end_at_once(
    books: Books, jan: int, reason: str, ground: str, ends: date
) -> None:
    new = NewTermination(jan, reason, date(2026, 2, 20), ground=ground)
    assert books.do(terminate_membership, new) == ends
    assert books.ask(get_membership, jan).end_ground == ground


def test_a_ground_of_the_other_side_is_refused(books: Books, jan: int) -> None:
    new = NewTermination(jan, "by-member", TODAY, ground="statutes")
    assert refused(books, terminate_membership, new) == [("termination.ground", "ground")]


def test_the_list_of_changes_has_who_came_and_who_went_that_year(
    books: Books, kind: int, jan: int
) -> None:
    new = NewMember(kind, date(2026, 1, 1), NewPerson(surname="Mol"))
    books.do(admit_member, new)
    books.do(note_death, NewDeath(holder(books, jan), DIED, TODAY))
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    lines = changes_in(books.ask(list_members), year)
    assert [(line.day, line.change, line.member.number) for line in lines] == [
        (date(2026, 1, 1), "joined", 2),
        (DIED, "left", 1),
    ]
