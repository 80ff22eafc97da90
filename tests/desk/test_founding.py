"""Founding a file: what is ready when the name is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coopadmin.activities.queries import list_activities
from coopadmin.annual.queries import facts_of_year
from coopadmin.annual.rules import SECTIONS, NewEarlierFigure
from coopadmin.contributions.queries import list_tariffs
from coopadmin.cooperative.names import LEGAL_FORMS, usual_form
from coopadmin.cooperative.queries import book_year_of, get_cooperative, get_statutes
from coopadmin.cooperative.rules import KINDS, NewStatutes
from coopadmin.desk.beginning import Beginning, prepared_for, years_before
from coopadmin.desk.check_books import check_books
from coopadmin.desk.founding import NewCooperative, begin_file, found_cooperative
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import list_kinds
from coopadmin.migrations import new_books
from coopadmin.store import Books
from coopadmin.words import speaking
from tests.fixtures import clock

NEW = NewCooperative(
    "Dorpscoöperatie De Linde U.A.", "cooperatie-ua", "dorpscooperatie", founded_on=date(2019, 5, 1)
)


def test_a_new_file_speaks_the_language_of_its_founder(tmp_path: Path) -> None:
    with new_books(tmp_path / "linde.coop", who="Hanneke Brouwer") as books:
        with speaking("nl"):
            books.do(found_cooperative, NEW)
        assert [kind.name for kind in books.ask(list_kinds)] == [
            "Persoonlijk",
            "Huishouden",
            "Organisatie",
        ]
        assert books.ask(get_statutes, date(2026, 1, 1)).valid_from == date(2019, 5, 1)


@pytest.mark.parametrize(
    ("kind", "legal_form"),
    sorted(
        {*((kind, usual_form(kind)) for kind in KINDS), *(("anders", each) for each in LEGAL_FORMS)}
    ),
)
def test_a_new_file_has_all_that_was_promised(kind: str, legal_form: str, tmp_path: Path) -> None:
    prepared = prepared_for(kind, legal_form)
    ending = {"cooperatie-wa": " W.A.", "cooperatie-ba": " B.A.", "cooperatie-ua": " U.A."}
    name = f"Dorpscoöperatie De Linde{ending.get(legal_form, '')}"
    with new_books(tmp_path / "linde.coop", who="Hanneke Brouwer", clock=clock) as books:
        begin_file(books, Beginning(NewCooperative(name, legal_form, kind), prepared.examples))
        kinds = books.ask(list_kinds)
        assert [(each.name, each.votes, each.covers_household) for each in kinds] == [
            (each.name, each.votes, each.covers_household) for each in prepared.kinds
        ]
        tariffs = {each.kind_id: each for each in books.ask(list_tariffs)}
        assert tuple(tariffs[each.id].amount for each in kinds) == prepared.examples
        assert {each.valid_from for each in tariffs.values()} == {date(2026, 1, 1)}
        activities = [each.name for each in books.ask(list_activities)]
        assert activities == [each.name for each in prepared.activities]
        out = books.ask(facts_of_year, "2026").left_out
        assert tuple(each for each in SECTIONS if each not in out) == prepared.sections
        assert check_books(books) == []


def test_a_foundation_promises_no_members_and_no_votes() -> None:
    prepared = prepared_for("hospice", "stichting")
    assert [kind.votes for kind in prepared.kinds] == [0]
    assert "members" not in prepared.sections
    assert "members" in prepared_for("hospice", "cooperatie-ua").sections


def test_a_file_begins_with_what_was_filled_in(tmp_path: Path) -> None:
    beginning = Beginning(
        replace(NEW, founded_on=date(2025, 5, 1), iban="NL91 ABNA 0417 1643 00", accent="#8a1c3b"),
        (Money(1200), None, Money(0)),
        NewStatutes(date(2025, 5, 1), convocation_days=21, checked=True),
        date(2025, 12, 31),
        (NewEarlierFigure("2025", "hours", 600),),
    )
    with new_books(tmp_path / "linde.coop", who="Hanneke Brouwer", clock=clock) as books:
        begin_file(books, beginning)
        facts = books.ask(get_cooperative)
        assert (facts.iban, facts.accent) == ("NL91ABNA0417164300", "#8A1C3B")
        assert books.ask(book_year_of, date(2025, 7, 1)).first == date(2025, 5, 1)
        statutes = books.ask(get_statutes, date(2026, 3, 3))
        assert (statutes.convocation_days, statutes.checked) == (21, True)
        assert [each.amount.cents for each in books.ask(list_tariffs)] == [1200, 0]
        typed = books.ask(facts_of_year, "2026").before
        assert typed.hours is not None
        assert (typed.hours.minutes, typed.typed) == (600, frozenset({"hours"}))
        assert check_books(books) == []


def test_the_years_before_follow_a_short_first_year() -> None:
    new = replace(NEW, founded_on=date(2024, 5, 1))
    (last, before), wrong = years_before(new, date(2024, 12, 31), date(2026, 3, 3))
    assert (last.label, before.first, wrong) == ("2025", date(2024, 5, 1), [])
    (_last, _before), wrong = years_before(new, date(2024, 1, 31), date(2026, 3, 3))
    assert [each.field for each in wrong] == ["first_year_until"]


def test_the_founding_of_a_file_is_not_taken_back(books: Books) -> None:
    with pytest.raises(Refused) as raised:
        books.undo()
    assert raised.value.problems[0].code == "undo.never"


def test_a_file_holds_one_cooperative(books: Books) -> None:
    with pytest.raises(Refused) as raised:
        books.do(found_cooperative, NEW)
    assert raised.value.problems[0].code == "cooperative.there"
