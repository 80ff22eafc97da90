"""The list of sections: how far each is, and the same figures as everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from coopadmin.annual.studio import PARTS, State
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewPayment
from coopadmin.contributions.service import pay_contribution
from coopadmin.desk.queries import list_tasks
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.store import Books
from coopadmin.ui.annual.pageview import Fit
from coopadmin.words import hours, money
from tests.fixtures import Ran
from tests.paper import pdf
from tests.ui.annual.conftest import OpenStudio, Studio, choose, head_words
from tests.ui.hands import click, press_here

Coopadmin = Callable[..., Ran]


def test_each_section_says_how_far_it_is_in_the_language_of_the_report(studio: Studio) -> None:
    table = studio.page.left.sections.table
    states = {row.id: row.state for row in table.shown_rows()}
    assert list(states) == list(PARTS)
    lacking = {key: state for key, state in states.items() if state is not State.COMPLETE}
    assert lacking == {
        "preface": State.TEXT_MISSING, "outlook": State.LEFT_OUT, "capital": State.LEFT_OUT,
        "finances": State.LEFT_OUT,
    }  # fmt: skip
    assert "9 of 10 sections complete · to be adopted on 28 May 2026" in head_words(studio)
    studio.made_by(lambda: choose(studio.page.tongue, "Nederlands"))
    states = {row.id: row.state for row in table.shown_rows()}
    assert states.pop("capital") is State.LEFT_OUT, "nobody put anything in"
    assert states.pop("finances") is State.LEFT_OUT, "no books are kept"
    assert set(states.values()) == {State.COMPLETE}
    assert "11 of 11 sections complete" in head_words(studio)
    assert studio.notes()["preface"].endswith(" words")


def test_a_text_that_is_missing_and_a_section_without_figures_are_told(
    open_studio: OpenStudio, books: Books
) -> None:
    studio = open_studio(books, "2023")
    notes = studio.notes()
    assert notes["preface"] == "text missing"
    assert notes["hours"] == "no figures"
    assert notes["outlook"] == "left out"
    assert "Here comes the preface" in studio.shown_text()
    states = {row.id: row.state for row in studio.page.left.sections.table.shown_rows()}
    done = sum(state is State.COMPLETE for state in states.values())
    assert f"{done} of 10 sections complete" in head_words(studio)
    assert 0 < done < 10


def test_the_screen_the_script_and_the_paper_have_the_same_figures(
    studio: Studio, books: Books, coopadmin: Coopadmin
) -> None:
    before = studio.notes()
    charge = next(row for row in books.ask(list_charges, "2025") if row.open)
    studio.made_by(
        lambda: books.do(pay_contribution, NewPayment(charge.member_number, "2025", Money(100)))
    )
    figures = json.loads(
        coopadmin("--language", "en", "figures", books.path, "2025", "--json").output
    )
    assert studio.page.preview is not None
    paper = pdf.pages(studio.page.preview.pdf)
    page_of = studio.page.preview.page_of
    notes = studio.notes()
    assert notes == before, "what is paid is in no note"

    assert notes["members"] == f"{figures['members']['end']} members"
    assert f"there were {figures['members']['end']} members" in paper[page_of["members"] - 1]

    charged = money(Money.parse(figures["contributions"]["charged"]))
    assert notes["contributions"] == charged
    still_open = money(Money.parse(figures["contributions"]["open"]))
    told = paper[page_of["contributions"] - 1]
    assert charged.replace("\u00a0", " ") in told
    assert still_open.replace("\u00a0", " ") in told

    worked = Duration(figures["hours"]["total_minutes"])
    assert notes["hours"] == f"{hours(worked)} hours"
    assert hours(worked) in paper[page_of["hours"] - 1]

    decisions = [
        each["number"] for meeting in figures["meetings"] for each in meeting["resolutions"]
    ]
    assert notes["meetings"] == f"{len(decisions)} resolutions"
    assert all(number in paper[page_of["meetings"] - 1] for number in decisions)

    assert notes["activities"] == f"{len(figures['activities'])} activities"
    people = {each["name"] for each in figures["officers"]}
    assert notes["officers"] == f"{len(people)} persons"
    assert all(name in paper[page_of["officers"] - 1] for name in people)


def test_the_list_begins_with_the_focus_and_is_walked_by_keys(studio: Studio) -> None:
    table = studio.page.left.sections.table
    assert table.view.hasFocus()
    assert studio.page.left.sections.section() == "cover"
    for _step in range(3):
        press_here(Qt.Key.Key_Down)
    assert studio.page.left.sections.section() == "members"
    assert studio.page.preview is not None
    assert studio.page.card.view.pages()[0] == studio.page.preview.page_of["members"]


def test_what_can_be_done_follows_the_chosen_section(studio: Studio) -> None:
    card = studio.page.left.sections
    assert not card.write.isVisible(), "the cover has no text"
    assert not card.earlier.isVisible()
    studio.section("preface")
    assert (card.write.isVisible(), card.earlier.isVisible()) == (True, False)
    assert card.write.text() == "Edit text"
    studio.section("hours")
    assert (card.write.isVisible(), card.earlier.isVisible()) == (True, True)
    assert card.write.text() == "Write text"
    assert card.explained.text() == "Here is no text of the board. None is needed."


def test_a_reader_hears_what_the_cells_of_the_list_say(studio: Studio) -> None:
    view = QAccessible.queryAccessibleInterface(studio.page.left.sections.table.view)
    assert view.text(QAccessible.Text.Name) == "Sections of the report"
    heard = [view.child(number).text(QAccessible.Text.Name) for number in range(view.childCount())]
    at = heard.index("Members")
    assert heard[at : at + 3] == ["Members", studio.notes()["members"], "complete"]


@pytest.mark.parametrize("key", ["members", "signatures"])
def test_another_page_can_ask_for_a_section_or_a_year(studio: Studio, key: str) -> None:
    studio.window.show_page("overview")
    studio.window.show_page("annual", key)
    assert studio.page.left.sections.section() == key
    studio.made_by(lambda: studio.window.show_page("annual", "2024"))
    assert studio.page.header.title() == "Annual report 2024"
    assert studio.window.desk.year is not None
    assert studio.window.desk.year.label == "2024", "the sidebar goes along"


def test_a_year_that_is_not_there_is_told(studio: Studio) -> None:
    studio.page.visit("twenty")
    assert studio.told()[0].startswith("There is no book year “twenty”.")


def test_a_year_that_runs_says_so_and_leads_to_the_last_one(
    open_studio: OpenStudio, books: Books
) -> None:
    studio = open_studio(books, "2026")
    assert studio.page.header.chip.text() == "Provisional"
    assert "2026 has not ended yet" in head_words(studio)
    assert "Adopted by resolution…" not in studio.buttons()
    studio.made_by(lambda: click(studio.buttons()["To the report of 2025"]))
    assert studio.page.header.title() == "Annual report 2025"
    assert "To the report of 2025" not in studio.buttons()
    assert studio.page.header.chip.text() == "Draft"


def test_in_a_narrow_page_one_sees_the_sections_or_the_pages(
    open_studio: OpenStudio, books: Books
) -> None:
    studio = open_studio(books, width=1000, height=640)
    page = studio.page
    assert page.narrow
    assert (page.left.isVisible(), page.card.isVisible()) == (True, False)
    assert page.tongue.isVisible(), "the language can be chosen in both"
    choose(page.switch, "Preview")
    assert (page.left.isVisible(), page.card.isVisible()) == (False, True)
    assert page.card.fits.value() is Fit.WIDTH, "two pages beside each other cannot be read here"
    assert page.tongue.isVisible()
    choose(page.switch, "Sections")
    assert (page.left.isVisible(), page.card.isVisible()) == (True, False)
    studio.window.resize(1366, 688)
    assert (page.left.isVisible(), page.card.isVisible()) == (True, True)
    assert page.card.fits.value() is Fit.TWO


def test_the_task_to_draw_it_up_opens_the_report_of_its_year(
    open_studio: OpenStudio, books: Books
) -> None:
    studio = open_studio(books, "2026")
    task = next(
        each
        for each in books.ask(list_tasks, books.today())
        if each.page == "annual" and "2025" in each.title
    )
    studio.window.show_page("overview")
    studio.made_by(lambda: studio.page.desk.go(task.page, task.place or None))
    assert studio.window.here == "annual"
    assert studio.page.header.title() == "Annual report 2025"
