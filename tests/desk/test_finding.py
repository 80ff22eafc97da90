"""Everything is found by a line of text: who, what, when, how much; the best on top."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import pay_contribution, run_charges, set_tariff
from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.desk.finding import find_everything
from coopadmin.desk.found import BEGINS, CONTAINS, EXACT, Found, rank_of
from coopadmin.kernel.money import Money
from coopadmin.meetings.service import plan_meeting
from coopadmin.members.model import Membership
from coopadmin.people.model import Person
from coopadmin.people.rules import NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint
from coopadmin.store import Books
from tests.contributions.making import Member, kind_id, make
from tests.meetings.village import MEETING

TODAY = date(2026, 3, 3)
VILLAGE = (
    Member(1, "Annie van den Berg"),
    Member(2, "Jan Bergsma"),
    Member(3, "Piet Lindenberg"),
    Member(4, "Bert Çağlar"),
    Member(5, "Aad Bergsma", until=date(2024, 12, 31)),
    Member(14, "Jo Dykstra"),
)


def find(books: Books, text: str, limit: int = 6) -> list[Found]:
    return books.ask(find_everything, text, TODAY, limit)


def titles(books: Books, text: str) -> list[str]:
    return [row.title for row in find(books, text)]


@pytest.fixture
def people(books: Books) -> dict[int, int]:
    return make(books, *VILLAGE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("berg annie", ["Annie van den Berg"]),
        ("van den berg", ["Annie van den Berg"]),
        ("caglar", ["Bert Çağlar"]),
        ("dijkstra", ["Jo Dykstra"]),
        ("jo", ["Jo Dykstra"]),
        ("0014", ["Jo Dykstra"]),
        ("14", ["Jo Dykstra"]),
        ("nobody of that name", []),
        ("  ", []),
    ],
)
def test_people_are_found_by_pieces_of_names_and_by_number(
    books: Books, people: dict[int, int], text: str, found: list[str]
) -> None:
    assert titles(books, text) == found


def test_beginnings_come_before_pieces_and_members_before_those_who_left(
    books: Books, people: dict[int, int]
) -> None:
    assert titles(books, "berg") == [
        "Annie van den Berg",
        "Jan Bergsma",
        "Aad Bergsma",
        "Piet Lindenberg",
    ]
    assert [row.title for row in find(books, "berg", 2)] == ["Annie van den Berg", "Jan Bergsma"]
    left = find(books, "aad")[0]
    assert left.note == "Member 0005 until 31 Dec 2024"


def test_one_letter_finds_surnames_and_an_exact_number_comes_first(
    books: Books, people: dict[int, int]
) -> None:
    assert titles(books, "l") == ["Piet Lindenberg"]
    make(books, Member(140, "Nel Haan"))
    assert titles(books, "14") == ["Jo Dykstra"], "0140 does not begin with it"
    assert titles(books, "014") == ["Jo Dykstra", "Nel Haan"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Kerkpad 12", "No member · Kerkpad 12, Beemdervelde"),
        ("1234AB", "No member · Kerkpad 12, Beemdervelde · 1234 AB"),
        ("wim@", "No member · Kerkpad 12, Beemdervelde · wim@example.org"),
        ("06-1234 5678", "No member · Kerkpad 12, Beemdervelde · 06-12345678"),
        ("+31612345678", "No member · Kerkpad 12, Beemdervelde · 06-12345678"),
        ("NL50 NEPB 0000 0000 01", "No member · Kerkpad 12, Beemdervelde · NL50NEPB0000000001"),
    ],
)
def test_somebody_is_found_by_address_and_contact_and_the_note_says_by_which(
    books: Books, text: str, note: str
) -> None:
    books.do(
        add_person,
        NewPerson(
            call_name="Wim", surname="Terpstra", street="Kerkpad", house_number=12,
            postcode="1234 AB", town="Beemdervelde", email="wim@example.org",
            mobile="+31612345678", iban="NL50NEPB0000000001",
        ),
    )  # fmt: skip
    (row,) = find(books, text)
    assert (row.title, row.note) == ("Wim Terpstra", note)


def test_somebody_is_led_to_where_they_are_shown(books: Books, people: dict[int, int]) -> None:
    def membership(number: int) -> Any:
        wanted = select(Membership.id).where(Membership.number == number)
        return lambda session: session.scalars(wanted).one()

    wim = books.do(add_person, NewPerson(call_name="Wim", surname="Terpstra"))
    assert [(row.page, row.place) for row in find(books, "terpstra")] == [
        ("history", "Wim Terpstra")
    ]
    books.do(appoint, NewTerm(wim, "board", "chair", date(2025, 1, 1)))
    assert [(row.page, row.place) for row in find(books, "terpstra")] == [("settings", "officers")]
    annie = find(books, "annie")[0]
    assert (annie.page, annie.place) == ("members", books.ask(membership(1)))


def test_what_is_changed_or_undone_is_found_by_its_new_words_only(books: Books) -> None:
    bus = books.do(add_activity, NewActivity("Dorpsbus", aim="Vervoer"))
    assert [(row.title, row.page, row.place) for row in find(books, "dorpsbus")] == [
        ("Dorpsbus", "hours", bus)
    ]
    books.do(change_activity, bus, NewActivity("Belbus"))
    assert (titles(books, "dorpsbus"), titles(books, "belbus")) == ([], ["Belbus"])
    books.undo()
    assert (titles(books, "dorpsbus"), titles(books, "belbus")) == (["Dorpsbus"], [])


def test_meetings_are_found_by_words_and_day_and_resolutions_by_number_and_text(
    books: Books,
) -> None:
    meeting = books.do(plan_meeting, MEETING)
    books.do(
        add_resolution,
        NewResolution("ALV", date(2026, 2, 1), "Begroting", "De begroting is goedgekeurd.",
                      "simple", "accepted"),
    )  # fmt: skip
    for text in ("ledenverg", "schakel", "27-2-2026"):
        assert [(row.kind, row.place) for row in find(books, text)] == [("meeting", meeting)], text
    for text, rank in (("alv-2026-01", EXACT), ("begroting", BEGINS), ("keurd", CONTAINS)):
        assert [(row.page, row.place, row.rank) for row in find(books, text)] == [
            ("meetings", "ALV-2026-01", rank)
        ], text


def test_an_annual_report_is_found_by_its_year(books: Books) -> None:
    (report,) = find(books, "2025")
    assert (report.title, report.page, report.place) == ("Annual report 2025", "annual", "2025")
    assert "Annual report 2026" in titles(books, "annual")


def test_charges_are_found_by_reference_and_by_amount_and_payments_too(
    books: Books, people: dict[int, int]
) -> None:
    books.do(
        set_tariff,
        NewTariff(kind_id(books, "Personal"), date(2026, 1, 1), Money(2000), "none"),
    )
    books.do(run_charges, "2026")
    books.do(pay_contribution, NewPayment(1, amount=Money(2000)))
    first, *others = find(books, "2026-0001")
    assert others == []
    assert (first.title, first.rank) == ("C2026-0001 · Annie van den Berg", EXACT)
    assert first.note.endswith("paid")
    assert titles(books, "c2026-0001") == [first.title]
    rows = find(books, "20,00")
    open_first = [(row.kind, row.note.endswith("paid")) for row in rows]
    assert open_first == [("open-item", False)] * 4 + [("open-item", True), ("payment", False)]
    assert rows[0].page == "contributions"
    assert isinstance(rows[0].place, tuple)
    assert rows[0].place[0] == "2026"
    assert titles(books, "€ 20") == [row.title for row in rows]
    assert find(books, "20,01") == []
    assert not [row for row in find(books, "20") if row.kind in ("open-item", "payment")]


def test_a_title_fits_by_words_in_any_order() -> None:
    assert rank_of("Kinds of membership", "kinds of membership") == EXACT
    assert rank_of("Kinds of membership", "memb kin") == BEGINS
    assert rank_of("Kinds of membership", "ship") == CONTAINS
    assert rank_of("Kinds of membership", "kinds board") is None


def test_signs_that_mean_something_to_a_database_are_only_signs(books: Books) -> None:
    books.do(add_person, NewPerson(call_name="Wim", surname='Ter"pstra', street="100% straat"))

    def names(session: Session) -> list[str]:
        return list(session.scalars(select(Person.surname)))

    assert 'Ter"pstra' in books.ask(names)
    assert titles(books, 'ter"p') == ['Wim Ter"pstra']
    for text in ('"', "%", "_", "'", "\\", "a* OR b", "100% _", "ter*", "^wim", "-", "(", "NEAR"):
        assert isinstance(titles(books, text), list)
    assert titles(books, "%_") == []
