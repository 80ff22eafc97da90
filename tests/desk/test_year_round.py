"""The round of the year: its days follow the legal form, the book year and the terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coopadmin.cooperative.bookyears import BookYears
from coopadmin.desk.accounts import accounts_due
from coopadmin.desk.year_round import Moment, YearFacts, year_markdown, year_round
from coopadmin.desk.year_round_queries import get_year_facts
from coopadmin.help.markdown import Heading, Items, Kind, blocks, text_of
from coopadmin.store import Books
from coopadmin.words import speaking

YEARS = BookYears(1)
FACTS = YearFacts("cooperatie-ua", YEARS, YEARS.on(date(2026, 3, 3)), 14, 28)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def days(facts: YearFacts, page: str) -> list[date]:
    return [moment.day for moment in year_round(facts) if moment.by and moment.page == page]


def with_words(facts: YearFacts, words: str) -> Moment:
    (found,) = [moment for moment in year_round(facts) if words in moment.what]
    return found


def test_the_accounts_of_last_year_have_the_days_that_the_tasks_have() -> None:
    drawn_up, adopted = accounts_due("cooperatie-ua", YEARS.on(date(2025, 1, 1)))
    assert with_words(FACTS, "drawn up").day == drawn_up == date(2026, 6, 30)
    assert with_words(FACTS, "have adopted").day == adopted == date(2026, 7, 31)
    assert with_words(FACTS, "File the accounts").day == date(2026, 8, 8)


def test_time_that_the_members_gave_moves_the_days() -> None:
    longer = replace(FACTS, more_months=4)
    assert with_words(longer, "drawn up").day == date(2026, 10, 31)
    assert with_words(longer, "have adopted").day == date(2026, 11, 30)


def test_an_association_adopts_a_month_earlier_and_files_nothing() -> None:
    facts = replace(FACTS, legal_form="vereniging")
    assert with_words(facts, "have adopted").day == date(2026, 6, 30)
    assert not [moment for moment in year_round(facts) if "File" in moment.what]


def test_a_foundation_has_no_members_who_adopt() -> None:
    facts = replace(FACTS, legal_form="stichting")
    assert not [moment for moment in year_round(facts) if "adopted" in moment.what]


def test_only_where_members_are_liable_the_register_is_filed() -> None:
    assert with_words(replace(FACTS, legal_form="cooperatie-wa"), "register").day == date(
        2026, 1, 31
    )
    assert not [moment for moment in year_round(FACTS) if "register" in moment.what]


def test_the_last_day_of_notice_leaves_the_whole_term() -> None:
    assert days(FACTS, "ending") == [date(2026, 12, 3)]
    assert days(replace(FACTS, termination_days=56), "ending") == [date(2026, 11, 5)]


def test_the_convocation_goes_out_the_days_of_the_statutes_before_the_last_meeting() -> None:
    adopted = with_words(FACTS, "have adopted").day
    assert with_words(FACTS, "convocation").day == adopted - timedelta(days=14)


def test_a_book_year_from_july_begins_there() -> None:
    years = BookYears(7)
    facts = replace(FACTS, years=years, year=years.on(date(2026, 3, 3)))
    moments = year_round(facts)
    assert moments[0].day == date(2025, 7, 1)
    assert all(moment.day in facts.year.period for moment in moments)
    assert with_words(facts, "drawn up").day == date(2025, 12, 31)
    assert days(facts, "ending") == [date(2026, 6, 2)]


def test_every_month_has_a_heading_and_what_is_done_leads_to_its_screen() -> None:
    found = blocks(year_markdown(year_round(FACTS)))
    months = [text_of(block.line) for block in found if isinstance(block, Heading)]
    assert (months[0], months[-1], len(months)) == ("January 2026", "December 2026", 12)
    lines = [line for block in found if isinstance(block, Items) for line in block.lines]
    assert len(lines) == len(year_round(FACTS))
    assert all(line[1].kind is Kind.LINK for line in lines)
    assert any(text_of(line).startswith("Secretary: by 3 December 2026: ") for line in lines)


def test_the_facts_are_those_of_the_file(books: Books) -> None:
    facts = books.ask(get_year_facts, date(2026, 3, 3))
    assert facts.legal_form.startswith("cooperatie")
    assert date(2026, 3, 3) in facts.year.period
    assert facts.termination_days > 0
