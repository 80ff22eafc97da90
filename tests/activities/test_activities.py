"""Activities: begun with, added, changed, ended; and who leads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.activities.queries import find_activity, get_activity, list_activities
from coopadmin.activities.rules import (
    THEMES,
    NewActivity,
    remarks_on_leads,
    starting_activities,
)
from coopadmin.activities.service import (
    add_activity,
    add_starting_activities,
    change_activity,
    end_activity,
)
from coopadmin.cooperative.rules import KINDS
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from tests.contributions.making import Member, make


@pytest.fixture
def bus(books: Books) -> int:
    for row in books.ask(list_activities):
        assert row.name != "Dial-a-bus"
    return int(books.do(add_activity, NewActivity("Dial-a-bus", "transport", aim="To get about")))


def test_an_activity_is_added_with_its_leads_and_undone(
    books: Books, undone: Callable[..., Any]
) -> None:
    people = make(books, Member(1, "Annie van den Berg"), Member(2, "Bea Hofstra"))
    new = NewActivity(" Dial-a-bus ", "transport", lead_ids=(people[2], people[1], people[1]))
    made = undone(lambda: books.do(add_activity, new))
    row = books.ask(get_activity, made)
    assert (row.name, row.theme, row.short_of_leads) == ("Dial-a-bus", "transport", False)
    assert [lead.name for lead in row.leads] == ["Annie van den Berg", "Bea Hofstra"]
    assert books.ask(list_activities)[-1] == row
    assert books.ask(find_activity, "dial-A-bus") == row
    assert books.ask(find_activity, "Dial") is None


def test_everything_of_an_activity_can_change_its_leads_included(
    books: Books, bus: int, undone: Callable[..., Any]
) -> None:
    people = make(books, Member(1, "Annie Berg"), Member(2, "Bea Hofstra"), Member(3, "Cor Vos"))
    books.do(
        change_activity,
        bus,
        NewActivity("Dial-a-bus", "transport", lead_ids=(people[1], people[2])),
    )
    changed = NewActivity("Taxi", "other", "x", "y", date(2020, 1, 1), None, (people[2], people[3]))
    undone(lambda: books.do(change_activity, bus, changed))
    row = books.ask(get_activity, bus)
    assert (row.name, row.theme, row.aim, row.target_group) == ("Taxi", "other", "x", "y")
    assert [lead.name for lead in row.leads] == ["Bea Hofstra", "Cor Vos"]


def test_an_ended_activity_is_not_among_those_of_a_later_day(
    books: Books, bus: int, undone: Callable[..., Any]
) -> None:
    undone(lambda: books.do(end_activity, bus, date(2026, 2, 28)))

    def names(day: date) -> list[str]:
        return [row.name for row in books.ask(list_activities, day)]

    assert "Dial-a-bus" in names(date(2026, 2, 28))
    assert "Dial-a-bus" not in names(date(2026, 3, 1))
    books.do(end_activity, bus, None)
    assert "Dial-a-bus" in names(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewActivity("  "), "activities.name"),
        (NewActivity("dial-a-BÚS"), "activities.double"),
        (NewActivity("x", theme="fishing"), "activities.theme"),
        (
            NewActivity("x", since=date(2026, 1, 2), until=date(2026, 1, 1)),
            "activities.ends_before",
        ),
    ],
)
def test_what_is_wrong_with_an_activity_is_said(
    books: Books, bus: int, new: NewActivity, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        books.do(add_activity, new)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_an_activity_may_keep_its_own_name_and_does_not_end_before_it_began(
    books: Books, bus: int
) -> None:
    books.do(change_activity, bus, NewActivity("Dial-a-bus", since=date(2026, 1, 1)))
    with pytest.raises(Refused, match="cannot end before"):
        books.do(end_activity, bus, date(2025, 12, 31))
    with pytest.raises(Refused, match="not there any more"):
        books.ask(get_activity, 12345)


def test_every_kind_of_cooperative_has_activities_to_begin_with(
    books: Books, undone: Callable[..., Any]
) -> None:
    for kind in KINDS:
        found = starting_activities(kind)
        assert found[-1].theme == "governance" or found[0].theme == "governance"
        assert len({each.name for each in found}) == len(found)
        assert all(each.theme in THEMES and each.aim for each in found)
    before = len(books.ask(list_activities))
    undone(lambda: books.do(add_starting_activities, "hospice"))
    names = [row.name for row in books.ask(list_activities)]
    assert "Care at the bedside" in names
    assert books.do(add_starting_activities, "hospice") == []
    assert len(books.ask(list_activities)) == len(names) > before


def test_fewer_than_two_leads_is_remarked_upon() -> None:
    codes = [[each.code for each in remarks_on_leads("Bus", leads)] for leads in (0, 1, 2)]
    assert codes == [["activities.no_lead"], ["activities.one_lead"], []]
