"""How far each section of a report is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopadmin.annual.chapters import CHAPTERS
from coopadmin.annual.facts import YearFacts
from coopadmin.annual.queries import facts_of_year
from coopadmin.annual.rules import SECTIONS
from coopadmin.annual.studio import PARTS, State, has_facts, state_of
from coopadmin.capital.facts import CapitalFacts, KindYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.store import Books
from tests.ledger.sample import FACTS


@pytest.fixture
def nothing(books: Books, facts: YearFacts) -> YearFacts:
    """The facts of a year of which nothing is known."""
    bare = books.ask(facts_of_year, "2016")
    return replace(bare, activities=(), directors=(), officers=())


def test_the_studio_shows_what_the_report_has() -> None:
    assert [section.key for section in CHAPTERS] == list(SECTIONS)
    assert list(PARTS) == ["cover", *SECTIONS]


@pytest.mark.parametrize("section", PARTS)
def test_a_full_year_is_complete_but_for_what_only_people_can_write(
    facts: YearFacts, section: str
) -> None:
    lacking = {
        "preface": State.TEXT_MISSING, "outlook": State.LEFT_OUT, "capital": State.LEFT_OUT,
        "finances": State.LEFT_OUT,
    }  # fmt: skip
    assert state_of(section, facts, "") is lacking.get(section, State.COMPLETE)


@pytest.mark.parametrize("section", PARTS)
def test_of_an_empty_year_there_is_nothing_but_what_is_written(
    nothing: YearFacts, section: str
) -> None:
    lacking = {
        "cover": State.COMPLETE,
        "preface": State.TEXT_MISSING,
        "outlook": State.LEFT_OUT,
        "capital": State.LEFT_OUT,
        "finances": State.LEFT_OUT,
    }
    assert state_of(section, nothing, "") is lacking.get(section, State.NO_FACTS)
    assert state_of(section, nothing, "We began.") is State.COMPLETE


def test_a_year_is_known_by_its_members_money_hours_or_meetings(
    facts: YearFacts, nothing: YearFacts
) -> None:
    assert not has_facts(nothing)
    assert not has_facts(replace(nothing, activities=facts.activities))
    for part in ("members", "contributions", "hours", "meetings"):
        assert has_facts(replace(nothing, **{part: getattr(facts, part)})), part


def test_capital_is_a_section_once_members_hold_some(facts: YearFacts) -> None:
    kind = KindYear("Share", "equity", ZERO, Money(5), ZERO, ZERO, ZERO, Money(5), 1)
    some = replace(facts, capital=CapitalFacts((kind,), ZERO, ZERO))
    assert state_of("capital", some, "") is State.COMPLETE


def test_money_has_figures_as_soon_as_the_year_has_books(facts: YearFacts) -> None:
    assert state_of("finances", replace(facts, books=FACTS), "") is State.COMPLETE
