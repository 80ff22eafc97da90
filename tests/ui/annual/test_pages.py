"""The pages beside the sections: turned by keys, made anew, never away while new ones come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from sqlcipher3 import dbapi2 as driver

from coopadmin.activities.queries import list_activities
from coopadmin.kernel.duration import Duration
from coopadmin.migrations import open_books
from coopadmin.people.queries import find_people
from coopadmin.store import Books
from coopadmin.ui.annual.pageview import Fit
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from tests.fixtures import WHO, clock
from tests.ui.annual.conftest import OpenStudio, Studio
from tests.ui.hands import click, press, press_here


def test_pages_are_turned_by_keys_from_the_list_and_from_the_pages(studio: Studio) -> None:
    view, card = studio.page.card.view, studio.page.card
    last = view.count()
    assert (view.pages(), card.place.text()) == ((1, 2), f"1 and 2 of {last}")
    assert (card.previous.isEnabled(), card.next.isEnabled()) == (False, True)
    press_here(Qt.Key.Key_PageDown)
    assert view.pages() == (3, 4)
    assert studio.page.left.sections.section() == "cover", "the list stays where it was"
    view.setFocus()
    press_here(Qt.Key.Key_PageUp)
    assert view.pages() == (1, 2)
    press_here(Qt.Key.Key_End)
    assert (view.pages(), card.place.text()) == ((last,), f"{last} of {last}")
    assert (card.previous.isEnabled(), card.next.isEnabled()) == (True, False)
    press_here(Qt.Key.Key_PageDown)
    assert view.pages() == (last,)
    press_here(Qt.Key.Key_Home)
    click(card.next)
    assert view.pages() == (3, 4)


def test_a_wide_page_is_read_to_its_end_before_the_next(studio: Studio) -> None:
    view, fits = studio.page.card.view, studio.page.card.fits
    fits.setCurrentIndex([each.value for each in fits.choices].index(Fit.WIDTH))
    view.setFocus()
    tops = []
    while view.pages() == (1,):
        tops.append(view.verticalScrollBar().value())
        press_here(Qt.Key.Key_PageDown)
    assert tops == sorted(set(tops)), "each time further down"
    assert len(tops) > 1
    assert (view.pages(), view.verticalScrollBar().value()) == ((2,), 0)
    press_here(Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    fits.setCurrentIndex([each.value for each in fits.choices].index(Fit.ONE))
    assert (view.pages(), view.verticalScrollBar().maximum()) == ((1,), 0)


def test_the_wheel_turns_whole_pages_and_adds_up_small_steps(studio: Studio) -> None:
    view = studio.page.card.view

    def roll(by: int) -> None:
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle,
            view.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)

    roll(-120)
    assert view.pages() == (3, 4)
    for _step in range(4):
        roll(30)
    assert view.pages() == (1, 2)


def test_who_does_not_see_the_pages_hears_which_they_are(studio: Studio) -> None:
    view = studio.page.card.view
    studio.section("members")
    heard = QAccessible.queryAccessibleInterface(view)
    first, second = view.pages()
    name = f"Preview, page {first} and {second} of {view.count()}: Members"
    assert heard.text(QAccessible.Text.Name) == name
    assert "there were 18 members" in heard.text(QAccessible.Text.Description)
    press_here(Qt.Key.Key_PageDown)
    assert heard.text(QAccessible.Text.Name).endswith(": Volunteer hours")
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_change_elsewhere_makes_new_pages_while_the_old_ones_stay(
    studio: Studio, books: Books
) -> None:
    page, view = studio.page, studio.page.card.view
    studio.section("hours")
    press_here(Qt.Key.Key_PageDown)
    there = view.pages()
    seen: list[bool] = []
    view.turned.connect(lambda: seen.append(page.card.shows_pages() and view.count() > 0))
    worker = books.ask(find_people, "Bert Holtrop")[0].id
    activity = books.ask(list_activities)[0].id
    day = date(2025, 12, 31)
    new = NewHours(worker, activity, day, day, Duration(60))
    studio.made_by(lambda: books.do(record_hours, new))
    assert studio.notes()["hours"] == "343.5 hours"
    assert all(seen)
    assert view.pages() == there, "one stays on the page that one leafed to"


def test_large_print_makes_more_pages_and_the_button_keeps_the_focus(studio: Studio) -> None:
    before = studio.page.card.view.count()
    button = studio.buttons()["Large print"]
    button.setFocus()
    studio.made_by(lambda: press(button, Qt.Key.Key_Space))
    assert studio.page.card.view.count() >= before
    assert studio.page.preview is not None
    assert studio.page.preview.large
    now = studio.buttons()["Normal print"]
    assert now.hasFocus()
    studio.made_by(lambda: press(now, Qt.Key.Key_Space))
    assert not studio.page.preview.large


def test_another_year_brings_its_own_pages(studio: Studio) -> None:
    studio.section("hours")
    studio.made_by(lambda: studio.page.go_to_year("2024"))
    assert studio.page.header.title() == "Annual report 2024"
    assert studio.page.preview is not None
    assert studio.page.preview.facts.year.label == "2024"
    assert "Annual report 2024" in studio.shown_text()


def test_an_empty_year_says_what_comes_and_the_first_step(
    open_studio: OpenStudio, path: Path
) -> None:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        studio = open_studio(books)
        card = studio.page.card
        assert not card.shows_pages()
        assert card._instead is not None
        assert card._instead.accessibleName().startswith("Nothing is known of 2025 yet. Members")
        to_members, anyway = card._instead.buttons
        assert to_members.text() == "To the members"
        click(anyway)
        assert card.shows_pages()
        assert card.view.count() > 5
        went: list[str] = []
        studio.page.desk.went.disconnect()
        studio.page.desk.went.connect(lambda name, _place: went.append(name))
        to_members.click()
        assert went == ["members"]


@pytest.fixture
def spoiled(village_path: Path) -> Path:
    """A file in which hours are of an activity that is gone, as a fault of a disk would do it."""
    file = driver.connect(str(village_path))
    file.execute(
        "UPDATE hour_entry SET activity_id = 7 WHERE id = "
        "(SELECT min(id) FROM hour_entry WHERE first LIKE '2025%')"
    )
    file.commit()
    file.close()
    return village_path


def test_figures_that_do_not_add_up_are_told_and_not_printed(
    open_studio: OpenStudio, spoiled: Path
) -> None:
    with open_books(spoiled, who=WHO, origin="test", clock=clock) as books:
        studio = open_studio(books)
        assert any("hours by month do not add up" in sentence for sentence in studio.told())
        assert not studio.page.card.shows_pages()
        offered = {each.text: each.why_not for each in studio.page.page_actions()}
        assert offered["Make PDF"] == offered["Print…"] == "The figures do not add up."
        assert studio.notes()["members"] == "18 members", "what is known can still be seen"
        studio.made_by(lambda: studio.page.go_to_year("2024"))
        assert studio.told() == []
        assert studio.page.card.shows_pages(), "another year adds up"
