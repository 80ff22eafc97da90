"""Selections: whom each criterion takes on a day, saving them, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.capital.queries import list_share_kinds
from coopadmin.capital.rules import PAID_IN, NewMovement, NewShareKind
from coopadmin.capital.service import add_share_kind, record_movement
from coopadmin.commands.demo import make_example
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import pay_charges, run_charges, set_tariff
from coopadmin.desk.check_books import check_books
from coopadmin.desk.finding import find_everything
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import merge_people
from coopadmin.desk.selected import memberships_of_selection, people_of_selection
from coopadmin.desk.selecting import (
    change_selection,
    remove_selection,
    rename_selection,
    save_selection,
)
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Refused
from coopadmin.meetings.presence import record_attendance
from coopadmin.meetings.service import plan_meeting
from coopadmin.members.model import SavedSelection
from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.ready import BIRTHDAYS, BIRTHDAYS_NEXT, ready_selections
from coopadmin.members.rules import ChangedKind, NewKind, NewMember, NewTermination
from coopadmin.members.selection_rules import Selection, as_plain, from_plain, from_words
from coopadmin.members.selection_words import in_words
from coopadmin.members.selections import get_selection, list_selections
from coopadmin.members.service import (
    add_kind,
    admit_member,
    change_kind,
    terminate_membership,
)
from coopadmin.migrations import open_books
from coopadmin.people.consent_rules import NEWSLETTER, PHOTOGRAPHS, NewConsent
from coopadmin.people.consenting import add_purpose, give_consent, withdraw_consent
from coopadmin.people.household_rules import NewHousehold
from coopadmin.people.householding import form_household
from coopadmin.people.note_rules import NewNote
from coopadmin.people.noting import add_note
from coopadmin.people.rules import NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from tests.meetings.village import MEETING, SINCE, VILLAGERS, admit

TODAY = date(2026, 3, 3)
Undone = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def people(books: Books) -> list[int]:
    """Annie, Lies, Anneke, Fenna, Bea and Otto, members since 1 January 2020."""
    known: tuple[dict[str, Any], ...] = (
        {"email": "annie@voorbeeld.nl", "town": "Beemdervelde", "postcode": "7391 AB"},
        {"birth_date": date(1950, 3, 9), "mobile": "06 12345678", "town": "BEEMDERVELDE"},
        {"birth_date": date(1961, 3, 4), "postcode": "7395 CD", "town": "Été"},
        {"birth_year": 1980},
        {},
        {},
    )
    return admit(
        books, [replace(each, **more) for each, more in zip(VILLAGERS, known, strict=True)]
    )


def taken(books: Books, on: date = TODAY, **criteria: Any) -> list[str]:
    """Call names of those whom it takes; both questions give the same people."""
    selection = Selection(**criteria)
    rows = books.ask(people_of_selection, selection, on)
    ids = books.ask(memberships_of_selection, selection, on)
    assert {row.membership_id for row in rows} == ids
    return [row.name.split()[0] for row in rows]


def refused(books: Books, *call: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        books.do(*call, **more)
    return [problem.code for problem in raised.value.problems]


def test_what_is_consented_to_selects(books: Books, people: list[int]) -> None:
    annie, lies, anneke, *_others = people
    number = books.do(add_purpose, "Christmas parcel")
    for who, purpose in ((annie, NEWSLETTER), (lies, PHOTOGRAPHS), (anneke, str(number))):
        books.do(give_consent, NewConsent(who, purpose, date(2025, 1, 1)))
    assert taken(books, consent=(NEWSLETTER,)) == ["Annie"]
    assert sorted(taken(books, consent=(NEWSLETTER, PHOTOGRAPHS))) == ["Annie", "Lies"]
    assert taken(books, consent=("Christmas parcel",)) == ["Anneke"]
    assert taken(books, date(2024, 12, 31), consent=(NEWSLETTER,)) == []
    books.do(withdraw_consent, annie, NEWSLETTER, TODAY)
    assert taken(books, consent=(NEWSLETTER,)) == []
    wanted = from_words(["consent=newsletter", "consent=Christmas parcel"])
    assert in_words(wanted) == "Consents to: Newsletter or Christmas parcel"
    with pytest.raises(Refused, match="fax"):
        taken(books, consent=("fax",))


def test_what_a_person_tells_selects(books: Books, people: list[int]) -> None:
    everybody = ["Lies", "Annie", "Fenna", "Bea", "Anneke", "Otto"]
    assert sorted(taken(books)) == sorted(everybody)
    assert taken(books, text="holtrop voorbeeld") == ["Annie"]
    assert taken(books, email=True) == ["Annie"]
    assert "Annie" not in taken(books, email=False)
    assert taken(books, phone=True) == ["Lies"]
    assert sorted(taken(books, town=("beemdervelde",))) == ["Annie", "Lies"]
    assert taken(books, town=("ete",)) == ["Anneke"]
    assert taken(books, postcode=("7391ab", "99")) == ["Annie"]
    assert sorted(taken(books, postcode=("73",))) == ["Anneke", "Annie"]
    assert taken(books, postcode=("%",)) == []
    assert sorted(taken(books, birth_month=(3,))) == ["Anneke", "Lies"]
    assert taken(books, birth_month=(4, 12)) == []


def test_an_age_is_that_of_the_day_and_of_the_year_where_no_more_is_known(
    books: Books, people: list[int]
) -> None:
    assert taken(books, age_from=65) == ["Lies"]
    assert sorted(taken(books, date(2026, 3, 4), age_from=65)) == ["Anneke", "Lies"]
    assert taken(books, age_from=75, age_until=75) == ["Lies"]
    assert taken(books, date(2026, 3, 9), age_until=75, age_from=70) == []
    assert taken(books, age_until=46) == ["Fenna"]
    assert taken(books, age_until=45) == []


def test_a_membership_selects_by_state_kind_days_and_jubilee(
    books: Books, people: list[int]
) -> None:
    kind = books.ask(list_kinds)[1]
    later = NewMember(kind.id, date(2026, 5, 1), NewPerson(call_name="Kim", surname="Vos"))
    books.do(admit_member, later)
    otto = next(row for row in books.ask(list_members) if row.person_id == people[5])
    gone = NewTermination(otto.membership_id, "death", date(2025, 6, 1))
    books.do(terminate_membership, gone)
    bea = next(row for row in books.ask(list_members) if row.person_id == people[4])
    books.do(terminate_membership, NewTermination(bea.membership_id, "by-member", TODAY))
    assert taken(books, status=("future",)) == ["Kim"]
    assert taken(books, status=("ended",)) == ["Otto"]
    assert taken(books, status=("leaving",)) == ["Bea"]
    assert taken(books, date(2025, 1, 1), status=("leaving",), ended_until=TODAY) == ["Otto"]
    assert len(taken(books, status=("running",))) == 4
    assert taken(books, kind=(kind.name,)) == ["Kim"]
    assert taken(books, joined_from=date(2020, 1, 2)) == ["Kim"]
    assert taken(books, joined_until=SINCE, ended_from=date(2026, 1, 1)) == ["Bea"]
    # Twelve and a half years after 1 January 2020.
    assert len(taken(books, date(2032, 2, 1), jubilee=True, status=("running",))) == 4
    assert taken(books, date(2031, 2, 1), jubilee=True) == []
    assert len(taken(books, date(2030, 12, 1), jubilee=True, status=("running",))) == 4


def test_somebody_with_two_memberships_stands_there_once_with_the_last(
    books: Books, people: list[int]
) -> None:
    otto = next(row for row in books.ask(list_members) if row.person_id == people[5])
    books.do(terminate_membership, NewTermination(otto.membership_id, "death", date(2025, 6, 1)))
    again = NewMember(otto.kind_id, date(2026, 1, 1), person_id=people[5])
    books.do(admit_member, again)
    rows = [
        row
        for row in books.ask(people_of_selection, Selection(), TODAY)
        if row.person_id == people[5]
    ]
    assert [row.status for row in rows] == ["running"]
    assert len(books.ask(memberships_of_selection, Selection(), TODAY)) == 7


def test_what_other_features_know_selects(books: Books, people: list[int]) -> None:
    annie, lies, anneke, fenna, bea, otto = people
    books.do(appoint, NewTerm(annie, "board", "chair", SINCE))
    books.do(appoint, NewTerm(lies, "committee", "member", SINCE, group_name="Tuin"))
    assert taken(books, group=("board",)) == ["Annie"]
    assert taken(books, group=("Tuin",)) == taken(books, group=("committee",)) == ["Lies"]
    bus = books.do(add_activity, NewActivity("Dorpsbus", lead_ids=(anneke,)))
    day = date(2025, 9, 1)
    books.do(record_hours, NewHours(fenna, bus, day, day, Duration(60)))
    assert sorted(taken(books, activity=("Dorpsbus",))) == ["Anneke", "Fenna"]
    books.do(form_household, NewHousehold((bea, otto), SINCE))
    assert sorted(taken(books, household=True)) == ["Bea", "Otto"]
    assert len(taken(books, household=False)) == 4
    books.do(add_share_kind, NewShareKind("Participatie", Money(5000)))
    share = books.ask(list_share_kinds)[0].id
    books.do(record_movement, NewMovement(PAID_IN, share, otto, Money(5000), TODAY))
    assert taken(books, shares=True) == ["Otto"]
    assert taken(books, date(2026, 3, 2), shares=True) == []
    assert taken(books, owes=True) == ["Otto"], "what is paid in stays open until it comes"
    combined = taken(books, shares=True, household=True, owes=True, email=False)
    assert combined == ["Otto"]
    assert taken(books, shares=True, group=("board",)) == []


def test_an_open_amount_and_a_payment_count_for_the_member_whoever_pays(
    books: Books, people: list[int]
) -> None:
    for kind in books.ask(list_kinds):
        books.do(set_tariff, NewTariff(kind.id, SINCE, Money(2000)))
    pays = books.do(add_person, NewPerson(call_name="Piet", surname="Betaler"))
    kim = NewPerson(call_name="Kim", surname="Vos")
    books.do(admit_member, NewMember(books.ask(list_kinds)[0].id, SINCE, kim, payer_id=pays))
    books.do(run_charges, "2025")
    assert "Kim" in taken(books, owes=True)
    kims = next(row for row in books.ask(list_charges, "2025") if "Kim" in row.name)
    books.do(pay_charges, [kims.id], TODAY)
    assert taken(books, owes=False) == ["Kim"]
    assert "Kim" in taken(books, date(2026, 3, 2), owes=True)
    assert "Kim" not in taken(books, unseen=True)
    assert "Lies" in taken(books, unseen=True)


def test_not_seen_is_a_year_without_hours_meeting_payment_or_note(
    books: Books, people: list[int]
) -> None:
    annie, lies, anneke, _fenna, _bea, otto = people
    assert len(taken(books, unseen=True)) == 6
    assert taken(books, date(2020, 6, 1), unseen=True) == [], "nobody was a member for a year"
    bus = books.do(add_activity, NewActivity("Dorpsbus"))
    books.do(record_hours, NewHours(annie, bus, TODAY, TODAY, Duration(60)))
    books.do(record_attendance, books.do(plan_meeting, MEETING), [lies])
    books.do(add_note, NewNote(anneke, "Belde over de bus"))
    assert sorted(taken(books, unseen=True)) == ["Bea", "Fenna", "Otto"]
    assert len(taken(books, date(2027, 3, 3), unseen=True)) == 6
    assert sorted(taken(books, unseen=False)) == ["Anneke", "Annie", "Lies"]
    # What stood under another entry of somebody is theirs.
    other = books.do(add_person, NewPerson(call_name="Otto", surname="Wiersma"))
    books.do(record_hours, NewHours(other, bus, TODAY, TODAY, Duration(60)))
    books.do(merge_people, MergedPeople(otto, other))
    assert "Otto" not in taken(books, unseen=True)


def test_a_selection_is_saved_changed_renamed_and_removed(
    books: Books, people: list[int], undone: Undone
) -> None:
    wanted = Selection(email=False, town=("Beemdervelde",), joined_from=SINCE)
    undone(lambda: books.do(save_selection, "  Zonder   e-mail ", wanted))
    (row,) = books.ask(list_selections)
    assert (row.name, row.selection) == ("Zonder e-mail", wanted)
    assert refused(books, save_selection, "zonder E-MAIL", wanted) == ["selection.twice"]
    assert refused(books, save_selection, " ", wanted) == ["selection.name"]
    assert refused(books, save_selection, "x" * 61, wanted) == ["selection.long"]
    undone(lambda: books.do(change_selection, "Zonder e-mail", Selection(phone=True)))
    undone(lambda: books.do(rename_selection, "Zonder e-mail", "Zonder E-mail"))
    assert books.ask(get_selection, "zonder e-mail").selection == Selection(phone=True)
    books.do(save_selection, "Tuin", Selection(text="tuin"))
    assert refused(books, rename_selection, "Tuin", "zonder e-mail") == ["selection.twice"]
    undone(lambda: books.do(remove_selection, "Tuin"))
    assert refused(books, remove_selection, "Tuin") == ["selection.none"]


def test_what_a_selection_cannot_ask_is_one_sentence_each(books: Books) -> None:
    for wrong, code in (
        (Selection(kind=("Bestaat niet",)), "selection.not_there"),
        (Selection(activity=("Bestaat niet",)), "selection.not_there"),
        (Selection(group=("Bestaat niet",)), "selection.not_there"),
        (Selection(status=("weg",)), "selection.not_there"),
        (Selection(birth_month=(13,)), "selection.month"),
        (Selection(age_from=70, age_until=60), "selection.backwards"),
        (Selection(joined_from=TODAY, joined_until=SINCE), "selection.backwards"),
        (Selection(age_from=131), "selection.age"),
    ):
        assert refused(books, save_selection, "Wrong", wrong) == [code]
        with pytest.raises(Refused):
            books.ask(people_of_selection, wrong, TODAY)
    for words, code in (
        (["shoe=43"], "selection.unknown"),
        (["email=perhaps"], "selection.value"),
        (["joined-from=soon"], "selection.value"),
        (["birth-month=March"], "selection.value"),
    ):
        with pytest.raises(Refused) as raised:
            from_words(words)
        assert [problem.code for problem in raised.value.problems] == [code]
    with pytest.raises(Refused):
        from_plain({"town": "Beemd"})


def test_what_is_stored_is_read_again_and_said_in_words() -> None:
    whole = Selection(
        "berg", ("running",), ("Persoonlijk",), False, True, ("Beemd", "Veen"), ("73",), SINCE,
        TODAY, SINCE, None, (3, 4, 5), 65, 80, ("board", "Tuin"), ("Dorpsbus",), True, False, True,
        True, False,
    )  # fmt: skip
    assert from_plain(as_plain(whole)) == whole
    said = in_words(whole)
    for part in ("Contains “berg”", "Without e-mail", "Beemd or Veen", "March, April or May"):
        assert part in said
    assert "Aged 65 to 80" in said
    assert "Board or Tuin" in said
    assert in_words(Selection()) == "Everybody"
    assert from_words(["email=no", "town=Beemd", "town=Veen", "age-from=65"]) == Selection(
        email=False, town=("Beemd", "Veen"), age_from=65
    )


def test_a_kind_or_activity_that_gets_another_name_stays_selected(books: Books) -> None:
    kind = books.do(add_kind, NewKind("Vriend"))
    bus = books.do(add_activity, NewActivity("Dorpsbus"))
    wanted = Selection(kind=("Vriend",), activity=("Dorpsbus",))
    books.do(save_selection, "Vrienden", wanted)
    books.do(change_kind, ChangedKind(kind, NewKind("Vriend van de bus"), 9))
    books.do(change_activity, bus, NewActivity("Buurtbus"))
    changed = books.ask(get_selection, "Vrienden").selection
    assert changed == Selection(kind=("Vriend van de bus",), activity=("Buurtbus",))
    books.undo()
    books.undo()
    assert books.ask(get_selection, "Vrienden").selection == wanted
    assert [row.name for row in books.ask(list_activities)].count("Dorpsbus") == 1


def test_a_selection_asks_a_few_statements_however_many_it_takes(tmp_path: Path) -> None:
    path = tmp_path / "example.coop"
    make_example(path, 60, 2, date(2026, 11, 21))
    with open_books(path, who="Fenna", read_only=True) as books:
        bus = books.ask(list_activities)[0].name
        whole = Selection(
            text="a", town=("Beemdervelde",), activity=(bus,), group=("board",), owes=False,
            shares=False, household=False, unseen=False, birth_month=(1, 2, 3), status=("running",),
        )  # fmt: skip

        def counted(session: Session) -> int:
            statements: list[str] = []
            connection = session.connection()
            event.listen(
                connection, "before_cursor_execute", lambda *args: statements.append(args[2])
            )
            people_of_selection(session, whole, date(2026, 11, 21))
            return len(statements)

        assert books.ask(counted) < 12


def test_selections_are_found_by_name(books: Books) -> None:
    books.do(save_selection, "Brunch in de tuin", Selection(email=False))
    (found,) = books.ask(find_everything, "brunch", TODAY)
    assert (found.title, found.note) == ("Brunch in de tuin", "Without e-mail")
    assert (found.page, found.place) == ("members", "selection Brunch in de tuin")
    ready = books.ask(find_everything, "birthdays mar", TODAY)
    assert [(row.title, row.place) for row in ready] == [("Birthdays in March", "ready birthdays")]


@pytest.mark.parametrize("on", [TODAY, date(2026, 12, 31)])
def test_what_every_file_has_to_select_by_is_of_the_day(
    books: Books, people: list[int], on: date
) -> None:
    ready = {each.key: each for each in ready_selections(on)}
    names = ["March", "April"] if on == TODAY else ["December", "January"]
    assert [ready[key].name for key in (BIRTHDAYS, BIRTHDAYS_NEXT)] == [
        f"Birthdays in {name}" for name in names
    ]
    for each in ready.values():
        books.ask(people_of_selection, each.selection, on)
    if on == TODAY:
        rows = books.ask(people_of_selection, ready[BIRTHDAYS].selection, on)
        assert len(rows) == 2


@operation("test.spoil_selection", N_("Spoil selection"))
def spoil_selection(work: Work, criteria: str) -> None:
    for row in work.session.scalars(select(SavedSelection)):
        row.criteria = criteria


@pytest.mark.parametrize("criteria", ["", "[]", '{"shoe": 43}'])
def test_a_selection_that_cannot_be_read_is_told_and_can_be_removed(
    books: Books, criteria: str
) -> None:
    books.do(save_selection, "Tuin", Selection(text="tuin"))
    books.do(spoil_selection, criteria)
    assert [problem.code for problem in check_books(books)] == ["check.selection"]
    with pytest.raises(Refused, match="another version"):
        books.ask(get_selection, "Tuin")
    books.do(remove_selection, "Tuin")
