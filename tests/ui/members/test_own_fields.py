"""Own fields on the screen: settings, form, tab, column and export."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.desk.changing_fields import change_own_field
from coopadmin.formats.lists import read_list
from coopadmin.people.own_fields import own_values_of
from coopadmin.people.own_filling import add_own_field, fill_own
from coopadmin.people.own_rules import CHOICE, DATE, NUMBER, YES_NO, NewOwnField
from coopadmin.store import Books
from coopadmin.ui.kit.arranging import Arrangement
from coopadmin.ui.kit.saving import listing_of
from coopadmin.ui.kit.text import Text
from tests.ui.members.test_forms import choose, type_in
from tests.ui.members.village import OpenPage, form_of

WHY = "To know"


@pytest.fixture
def numbers(village: Books) -> dict[str, int]:
    new = (
        NewOwnField("Skills", why=WHY),
        NewOwnField("Keys", NUMBER, why=WHY),
        NewOwnField("Course", DATE, why=WHY),
        NewOwnField("Quarter", CHOICE, ("North", "South"), why=WHY),
        NewOwnField("Drives", YES_NO, why=WHY),
    )
    return {one.name: village.do(add_own_field, one) for one in new}


def test_they_are_filled_in_with_the_person_in_one_step(
    open_page: OpenPage, village: Books, numbers: dict[str, int], qtbot: QtBot
) -> None:
    page = open_page()
    row = page.detail.row
    assert row is not None
    page.edit("person")
    form = page.forms.form
    assert form is not None
    keys = {name: f"own_{number}" for name, number in numbers.items()}
    type_in(
        form,
        **{
            keys["Skills"]: "bread",
            keys["Keys"]: "2",
            keys["Course"]: "1-3-2025",
            "town": "Elsewhere",
        },
    )
    choose(form, keys["Quarter"], "South")
    choose(form, keys["Drives"], "no")
    form.submit()
    assert village.ask(own_values_of, row.person_id) == {
        numbers["Skills"]: "bread",
        numbers["Keys"]: "2",
        numbers["Course"]: "2025-03-01",
        numbers["Quarter"]: "South",
        numbers["Drives"]: "no",
    }
    words = {label.accessibleName() for label in page.detail.findChildren(Text)}
    assert {"Skills: bread", "Course: 1 Mar 2025", "Drives: no"} <= words
    village.undo()
    assert village.ask(own_values_of, row.person_id) == {}


def test_a_number_that_is_none_is_said_at_its_field(
    open_page: OpenPage, village: Books, numbers: dict[str, int]
) -> None:
    page = open_page()
    page.edit("person")
    form = page.forms.form
    assert form is not None
    key = f"own_{numbers['Keys']}"
    type_in(form, **{key: "many"})
    form.submit()
    assert "“Keys”: “many” is not a number." in form.box(key).under()
    assert page.detail.row is not None
    assert village.ask(own_values_of, page.detail.row.person_id) == {}


def test_a_column_of_an_own_field_is_shown_sorted_and_saved_as_what_it_is(
    open_page: OpenPage, village: Books, numbers: dict[str, int], qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page()
    people = [row.person_id for row in page.list.rows()][:3]
    for person, keys in zip(people, ("10", "9", "2,5"), strict=True):
        village.do(fill_own, person, {numbers["Keys"]: keys, numbers["Skills"]: "accordeon"})
    page.reload()
    table, key = page.list.table, f"own_{numbers['Keys']}"
    assert key not in [column.key for column in table.view.rows.columns], "only who asks sees it"
    table.arrange(Arrangement(shown={key: True}))
    table.view.rows.sort_by(key)
    assert [row.person_id for row in table.shown_rows()[:3]] == [people[2], people[1], people[0]]
    (group,) = listing_of(table, "Members").groups()
    assert group.lines[0][-1].value == Decimal("2.5")
    assert group.lines[0][-1].words == "2,5"
    page.list.look_for("accordeon")
    assert {row.person_id for row in page.list.rows()} == set(people)
    page.exporter.write(tmp_path / "all.csv", page.list.rows(), page.desk.today())
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    sheet = read_list(tmp_path / "all.csv")
    assert [column.name for column in sheet.columns[-5:]] == list(numbers)
    assert sheet.rows[0].cells[-5] == "accordeon"


def test_a_field_out_of_use_is_still_told_and_asked_no_more(
    open_page: OpenPage, village: Books, numbers: dict[str, int]
) -> None:
    page = open_page()
    row = page.detail.row
    assert row is not None
    skills = numbers["Skills"]
    village.do(fill_own, row.person_id, {skills: "bread"})
    village.do(change_own_field, skills, NewOwnField("Skills", why=WHY, in_use=False))
    words = {label.accessibleName() for label in page.detail.findChildren(Text)}
    assert "Skills: bread" in words
    page.edit("person")
    assert f"own_{skills}" not in form_of(page).draft()
    assert f"own_{numbers['Keys']}" in form_of(page).draft()
