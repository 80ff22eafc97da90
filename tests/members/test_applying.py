"""From application to membership: asked, admitted, refused, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.cooperative.queries import get_cooperative, list_resolutions
from coopadmin.cooperative.rules import ChangedCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.members.admission import (
    MEETING,
    ChangedApplication,
    NewAdmission,
    NewApplication,
    NewRefusal,
)
from coopadmin.members.applications import (
    application_of,
    get_application,
    list_applications,
    oldest_waiting,
)
from coopadmin.members.applying import (
    admit_applicant,
    ask_meeting,
    change_application,
    record_application,
    refuse_applicant,
    tell_number,
    withdraw_application,
)
from coopadmin.members.queries import (
    count_members,
    find_member,
    get_kind,
    get_membership,
    register_on,
)
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from tests.fixtures import refused

TODAY = date(2026, 3, 3)
ASKED = date(2026, 2, 10)
Undone = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def geertje(books: Books, kind: int, undone: Undone) -> int:
    person = NewPerson(call_name="Geertje", surname="Bergsma")
    new = NewApplication(kind, ASKED, person, channel="email")
    made: int = undone(lambda: books.do(record_application, new))
    return made


def test_an_applicant_is_no_member_and_waits_for_the_board(books: Books, geertje: int) -> None:
    (row,) = books.ask(list_applications, TODAY)
    assert (row.id, row.name, row.outcome, row.channel) == (
        geertje,
        "Geertje Bergsma",
        "waiting",
        "email",
    )
    assert books.ask(register_on, TODAY) == []
    assert books.ask(count_members, TODAY) == {}
    assert books.ask(oldest_waiting) == (1, ASKED)
    assert books.ask(list_applications, date(2026, 2, 9)) == []


def test_the_board_admits_with_a_numbered_resolution_in_one_step(
    books: Books, geertje: int, undone: Undone
) -> None:
    new = NewAdmission(geertje, date(2026, 3, 2), date(2026, 4, 1), number_told_on=TODAY)
    made = undone(lambda: books.do(admit_applicant, new))
    card = books.ask(get_membership, made)
    assert (card.number, card.since, card.applied_on) == (1, date(2026, 4, 1), ASKED)
    assert card.number_told_on == TODAY
    (resolution,) = books.ask(list_resolutions)
    assert (resolution.number, resolution.decided_on) == ("BESTUUR-2026-01", date(2026, 3, 2))
    assert "Geertje Bergsma" in resolution.subject
    assert card.resolution_id == resolution.id
    row = books.ask(application_of, made)
    assert row is not None
    assert (row.outcome, row.resolution, row.number) == ("admitted", "BESTUUR-2026-01", 1)
    assert books.ask(list_applications, TODAY) == []
    assert [one.outcome for one in books.ask(list_applications, date(2026, 3, 1))] == ["waiting"]
    assert [one.outcome for one in books.ask(list_applications, TODAY, everything=True)] == [
        "admitted"
    ]
    books.undo()
    assert books.ask(list_resolutions) == []
    assert books.ask(find_member, 1) is None
    assert books.ask(get_application, geertje).outcome == "waiting"


def test_a_resolution_that_is_there_is_used(books: Books, geertje: int, kind: int) -> None:
    books.do(admit_applicant, NewAdmission(geertje, TODAY, TODAY))
    (resolution,) = books.ask(list_resolutions)
    other = books.do(record_application, NewApplication(kind, ASKED, NewPerson(surname="Mol")))
    books.do(admit_applicant, NewAdmission(other, TODAY, TODAY, resolution_id=resolution.id))
    assert books.ask(list_resolutions) == [resolution]


def test_who_is_refused_may_ask_the_general_meeting_that_admits_after_all(
    books: Books, geertje: int, undone: Undone
) -> None:
    refusal = NewRefusal(geertje, date(2026, 2, 20), " Does not live here. ", date(2026, 2, 21))
    undone(lambda: books.do(refuse_applicant, refusal))
    row = books.ask(get_application, geertje)
    assert (row.outcome, row.reason) == ("refused", "Does not live here.")
    assert (row.told_on, row.resolution) == (date(2026, 2, 21), "BESTUUR-2026-01")
    assert [one.outcome for one in books.ask(list_applications, TODAY)] == ["refused"]
    assert books.ask(list_applications, date(2027, 3, 3)) == [], "a year later it is over"
    board = NewAdmission(geertje, TODAY, TODAY)
    assert refused(books, admit_applicant, board) == [("application.refused", "body")]
    undone(lambda: books.do(ask_meeting, geertje, date(2026, 2, 25)))
    assert books.ask(get_application, geertje).meeting_asked_on == date(2026, 2, 25)
    books.do(admit_applicant, NewAdmission(geertje, TODAY, TODAY, MEETING))
    assert books.ask(get_application, geertje).resolution == "ALV-2026-01"


def test_an_application_is_withdrawn_and_is_dealt_with(
    books: Books, geertje: int, undone: Undone
) -> None:
    undone(lambda: books.do(withdraw_application, geertje, date(2026, 2, 12)))
    assert books.ask(list_applications, TODAY) == []
    new = NewAdmission(geertje, TODAY, TODAY)
    assert refused(books, admit_applicant, new) == [("application.withdrawn", None)]
    refusal = NewRefusal(geertje, TODAY, "Too late")
    assert refused(books, refuse_applicant, refusal) == [("application.withdrawn", None)]


def test_days_that_cannot_be_are_told_at_their_field(books: Books, geertje: int) -> None:
    early = date(2026, 2, 1)
    before = [("application.before", "decided_on"), ("application.since", "since")]
    assert refused(books, admit_applicant, NewAdmission(geertje, early, early)) == before
    future = NewAdmission(geertje, date(2026, 3, 4), TODAY)
    assert refused(books, admit_applicant, future) == [("application.future", "decided_on")]
    told = NewAdmission(geertje, TODAY, TODAY, number_told_on=early)
    assert refused(books, admit_applicant, told) == [("application.told", "number_told_on")]
    wrong = NewRefusal(geertje, early, " ", date(2026, 1, 1))
    assert refused(books, refuse_applicant, wrong) == [
        ("application.before", "decided_on"),
        ("application.reason", "reason"),
        ("application.told", "told_on"),
    ]
    assert refused(books, ask_meeting, geertje, TODAY) == [("application.not_refused", None)]
    body = NewAdmission(geertje, TODAY, TODAY, "KERK")
    assert refused(books, admit_applicant, body) == [("application.body", "body")]


def test_two_numbers_and_two_applications_are_refused(
    books: Books, geertje: int, kind: int
) -> None:
    person = books.ask(get_application, geertje).person_id
    again = NewApplication(kind, TODAY, person_id=person)
    assert refused(books, record_application, again) == [("application.twice", "person_id")]
    assert refused(books, record_application, NewApplication(kind, TODAY)) == [
        ("application.nobody", "person_id")
    ]
    books.do(admit_applicant, NewAdmission(geertje, TODAY, TODAY, number=7))
    assert refused(books, record_application, again) == [("application.member", "person_id")]
    other = books.do(record_application, NewApplication(kind, ASKED, NewPerson(surname="Mol")))
    taken = NewAdmission(other, TODAY, TODAY, number=7)
    assert refused(books, admit_applicant, taken) == [("member.number_used", "number")]


def test_an_application_can_be_corrected(books: Books, geertje: int, undone: Undone) -> None:
    household = books.ask(get_kind, "household").id
    changed = ChangedApplication(geertje, household, date(2026, 2, 8), "letter", "Map 3")
    undone(lambda: books.do(change_application, changed))
    row = books.ask(get_application, geertje)
    assert (row.kind, row.applied_on, row.channel) == ("Household", date(2026, 2, 8), "letter")
    books.do(refuse_applicant, NewRefusal(geertje, date(2026, 2, 9), "No"))
    late = ChangedApplication(geertje, household, date(2026, 2, 12), "fax")
    assert refused(books, change_application, late) == [
        ("application.channel", "channel"),
        ("application.decided_before", "applied_on"),
    ]


def test_where_members_are_liable_an_application_is_written_and_kept(
    books: Books, kind: int
) -> None:
    facts = books.ask(get_cooperative)
    books.do(
        change_cooperative,
        ChangedCooperative(
            name="Zorgcoöperatie Beemdervelde B.A.",
            legal_form="cooperatie-ba",
            kind=facts.kind,
            town=facts.town,
            municipality=facts.municipality,
        ),
    )
    spoken = NewApplication(kind, ASKED, NewPerson(surname="Mol"), channel="spoken")
    assert refused(books, record_application, spoken) == [
        ("application.spoken", "channel"),
        ("application.kept_at", "kept_at"),
    ]
    kept = NewApplication(kind, ASKED, NewPerson(surname="Mol"), kept_at="Map 3, bij Hanneke")
    made = books.do(record_application, kept)
    assert books.ask(get_application, made).kept_at == "Map 3, bij Hanneke"


def test_the_day_on_which_a_number_was_told_is_kept(
    books: Books, geertje: int, undone: Undone
) -> None:
    made = books.do(admit_applicant, NewAdmission(geertje, TODAY, TODAY))
    undone(lambda: books.do(tell_number, made, TODAY))
    assert books.ask(get_membership, made).number_told_on == TODAY
    early = date(2026, 1, 1)
    assert refused(books, tell_number, made, early) == [("application.told", "told_on")]
