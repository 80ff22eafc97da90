"""The facts of a year: from every feature, with the year before, and adding up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coopadmin.annual.checks import check_facts
from coopadmin.annual.exchange import year_as_json
from coopadmin.annual.facts import YearFacts, YearPoint
from coopadmin.annual.queries import facts_of_year
from coopadmin.annual.report import annual_report
from coopadmin.annual.rules import NewEarlierFigure
from coopadmin.annual.service import set_earlier_figure
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import ChangedCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.store import Books
from tests.paper import pdf


def codes(facts: YearFacts) -> list[str]:
    return [problem.code for problem in check_facts(facts)]


def test_the_facts_of_every_year_add_up(books: Books) -> None:
    for year in range(2016, 2028):
        assert codes(books.ask(facts_of_year, str(year))) == []


def test_this_year_and_the_one_before_are_those_of_the_file(facts: YearFacts) -> None:
    assert facts.years == (
        YearPoint("2018", 4, typed=True),
        YearPoint("2019", 7, typed=True),
        YearPoint("2020", 9, typed=True),
        YearPoint("2021", None),
        YearPoint("2022", 15, typed=True),
        YearPoint("2023", None),
        YearPoint("2024", 18),
        YearPoint("2025", 18),
    )
    assert facts.members.start == 18


def test_what_was_typed_in_of_the_year_before_stands_in_where_the_file_has_nothing(
    books: Books,
) -> None:
    for code, value in (("hours", 5400), ("volunteers", 9), ("contributions", 41_000)):
        books.do(set_earlier_figure, NewEarlierFigure("2023", code, value))
    before = books.ask(facts_of_year, "2024").before
    assert (before.hours, before.volunteers, before.charged) == (
        Duration(5400),
        9,
        Money(41_000),
    )
    assert before.typed == {"hours", "volunteers", "contributions"}


def test_of_a_year_without_anything_before_it_nothing_is_known(books: Books) -> None:
    before = books.ask(facts_of_year, "2017").before
    assert (before.hours, before.volunteers, before.charged) == (None, None, None)


def test_the_report_stands_before_the_meeting_that_is_being_prepared(facts: YearFacts) -> None:
    assert facts.standing.meeting_on == date(2026, 5, 28)
    assert facts.on == date(2026, 3, 3)
    assert facts.ended


def test_a_running_year_has_not_ended(books: Books) -> None:
    assert not books.ask(facts_of_year, "2026").ended


def test_a_book_year_across_new_year_has_its_own_months(books: Books) -> None:
    known = books.ask(get_cooperative)
    fields = {name: getattr(known, name) for name in ChangedCooperative.__dataclass_fields__}
    changed = ChangedCooperative(**{**fields, "year_begins_in": 9})
    books.do(change_cooperative, changed, answers={"cooperative.year_moved": "New statutes."})
    facts = books.ask(facts_of_year, "2024-2025")
    assert [f"{each.month.first:%m}" for each in facts.hours.by_month][:2] == ["09", "10"]
    assert facts.before.label == "2023-2024"
    assert codes(facts) == []
    made = annual_report(facts, {}, "nl")
    assert "van 1 september 2024 tot en met 31 augustus 2025" in pdf.page(made.pdf, 2)
    books.do(set_earlier_figure, NewEarlierFigure("2021-2022", "members", 12))


def test_the_directors_who_sign_are_those_of_the_day_and_no_auditors(facts: YearFacts) -> None:
    assert [each.name for each in facts.directors] == [
        "Anneke de Roos",
        "Wim Terpstra",
        "Hanneke Brouwer",
        "Fenna de Haan",
    ]
    assert len(facts.officers) == 6


@pytest.mark.parametrize(
    ("part", "change", "told"),
    [
        ("members", {"end": 19}, ["report.members", "report.parts", "report.parts"]),
        ("members", {"joined": 4}, ["report.members", "report.parts"]),
        ("members", {"by_kind": ()}, ["report.parts"] * 4),
        ("members", {"reasons": (("death", 1),)}, ["report.parts"]),
        ("contributions", {"charged": Money(1)}, ["report.parts", "report.parts"]),
        ("contributions", {"paid": Money(1)}, ["report.parts", "report.parts"]),
        ("contributions", {"charges": 1}, ["report.parts"]),
        ("hours", {"by_month": ()}, ["report.parts"]),
        ("hours", {"total": Duration(1)}, ["report.parts", "report.parts"]),
    ],
)
def test_whatever_does_not_add_up_is_found(
    facts: YearFacts, part: str, change: dict[str, object], told: list[str]
) -> None:
    spoiled = replace(getattr(facts, part), **change)
    assert codes(replace(facts, **{part: spoiled})) == told


def test_json_has_the_same_figures_and_no_ids(facts: YearFacts) -> None:
    written = year_as_json(facts)
    members = written["members"]
    assert members["start"] + members["joined"] - members["left"] == members["end"] == 18
    assert written["contributions"]["charged"] == Money(58_375)
    assert sum(each.minutes for each in written["hours"]["by_activity"].values()) == 342 * 60 + 30
    assert [each["held_on"] for each in written["meetings"]] == [
        date(2025, 5, 22),
        date(2025, 11, 20),
    ]
    assert "'id'" not in str(written)
    assert "_id" not in str(written)
