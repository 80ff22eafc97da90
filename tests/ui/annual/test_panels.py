"""Figures of earlier years typed in, and a report adopted by a resolution."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from coopadmin.annual.queries import list_earlier_figures
from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.migrations import open_books
from coopadmin.store import Books
from coopadmin.ui.annual.adopting import AdoptPanel
from coopadmin.ui.annual.earlier import EarlierFigures
from coopadmin.ui.annual.texts import TextForm, TextReader
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.inputs import Combo
from coopadmin.ui.kit.message import Message
from tests.fixtures import WHO, clock
from tests.paper import pdf
from tests.ui.annual.conftest import OpenStudio, Studio, head_words
from tests.ui.hands import CTRL, click, overwrite, press_here, write


def figures(books: Books) -> dict[tuple[str, str], int]:
    return {(row.book_year, row.code): row.value for row in books.ask(list_earlier_figures)}


def earlier(studio: Studio) -> EarlierFigures:
    """Go to the figures of earlier years as a person does."""
    studio.section("members")
    click(studio.page.left.sections.earlier)
    panel = studio.page.left.currentWidget()
    assert isinstance(panel, EarlierFigures)
    return panel


def pick(panel: EarlierFigures, field: str, value: str) -> None:
    combo = panel.form.box(field).control
    assert isinstance(combo, Combo)
    combo.setFocus()
    combo.setCurrentIndex([choice.value for choice in combo.choices].index(value))


def enter(panel: EarlierFigures, year: str, code: str, value: str) -> None:
    pick(panel, "book_year", year)
    pick(panel, "code", code)
    overwrite(panel.form.box("value").control, value)


def test_a_figure_of_an_earlier_year_is_typed_in_and_marked(studio: Studio, books: Books) -> None:
    panel = earlier(studio)
    enter(panel, "2021", "members", "11")
    assert panel.form.box("value").under() == "Becomes 11."
    studio.made_by(lambda: press_here(Qt.Key.Key_S, CTRL))
    assert figures(books)["2021", "members"] == 11
    assert ("2021", "members") in [row.id for row in panel.table.shown_rows()]
    assert studio.page.preview is not None
    page = pdf.page(studio.page.preview.pdf, studio.page.preview.page_of["members"])
    assert "2021*" in page
    assert panel.form.box("value").text() == "", "ready for the next"
    assert panel.form.box("value").control.hasFocus()


def test_hours_and_amounts_are_read_as_such(studio: Studio, books: Books) -> None:
    panel = earlier(studio)
    enter(panel, "2023", "hours", "90,5")
    assert panel.form.box("value").under() == "Becomes 90.5 hours."
    panel.form.submit()
    enter(panel, "2023", "contributions", "410")
    panel.form.submit()
    assert figures(books)["2023", "hours"] == 90 * 60 + 30
    assert figures(books)["2023", "contributions"] == 410_00
    enter(panel, "2023", "volunteers", "nine")
    panel.form.submit()
    assert panel.form.box("value").under() == "“nine” is not a whole number. Type it as 148."
    assert ("2023", "volunteers") not in figures(books)


def test_what_the_file_has_itself_is_refused_beside_the_year(studio: Studio, books: Books) -> None:
    before = figures(books)
    panel = earlier(studio)
    enter(panel, "2024", "members", "18")
    panel.form.submit()
    assert panel.form.box("book_year").under().startswith("This file itself has this figure")
    assert figures(books) == before


def test_a_typed_figure_is_taken_into_the_form_and_taken_away(studio: Studio, books: Books) -> None:
    panel = earlier(studio)
    assert panel.table.choose(("2022", "members"))
    panel.table.setFocus()
    press_here(Qt.Key.Key_Return)
    assert panel.form.box("book_year").text() == "2022"
    assert panel.form.box("value").text() == "15"
    panel.table.setFocus()
    studio.made_by(lambda: press_here(Qt.Key.Key_Delete))
    assert ("2022", "members") not in figures(books)
    studio.made_by(lambda: press_here(Qt.Key.Key_Z, CTRL))
    assert figures(books)["2022", "members"] == 15
    press_here(Qt.Key.Key_Escape)
    assert studio.page.left.currentWidget() is studio.page.left.sections


def decide(books: Books, day: date, subject: str, outcome: str = "accepted") -> None:
    books.do(add_resolution, NewResolution("ALV", day, subject, subject, "absolute", outcome))


def test_a_report_is_adopted_by_a_later_resolution_and_its_texts_are_closed(
    studio: Studio, books: Books
) -> None:
    why = {each.text: each.why_not for each in studio.page.page_actions()}
    told = "There is no accepted resolution of after 2025 yet."
    assert why["Adopted by resolution…"] == told
    decide(books, date(2026, 2, 20), "Minutes of 2025")
    decide(books, date(2026, 2, 20), "Another bus", "rejected")
    studio.made_by(
        lambda: decide(books, date(2026, 2, 20), "Vaststelling van de jaarrekening 2025")
    )
    click(studio.buttons()["Adopted by resolution…"])
    panel = studio.page.left.currentWidget()
    assert isinstance(panel, AdoptPanel)
    offered = [row.number for row in panel.table.shown_rows()]
    assert offered == ["ALV-2026-03", "ALV-2026-01"], "what the agenda proposes stands first"
    assert panel.button.text() == "Adopt by ALV-2026-03"
    assert panel.table.view.hasFocus()
    press_here(Qt.Key.Key_Return)
    assert panel.button.hasFocus()
    studio.made_by(lambda: press_here(Qt.Key.Key_Space))
    assert studio.page.header.chip.text() == "Adopted"
    assert "adopted on 20 February 2026 (ALV-2026-03)" in head_words(studio)
    assert "Adopted on 20 February 2026 (ALV-2026-03)" in studio.shown_text()
    studio.section("preface")
    assert studio.page.left.sections.write.text() == "Read text"
    studio.page.left.write_in("preface")
    reader = studio.page.left.currentWidget()
    assert isinstance(reader, TextReader)
    assert reader.field.isReadOnly()
    assert reader.field.hasFocus()
    heard = QAccessible.queryAccessibleInterface(reader.field)
    assert heard.state().readOnly
    assert "can only be read" in heard.text(QAccessible.Text.Description)
    press_here(Qt.Key.Key_Escape)
    studio.made_by(lambda: press_here(Qt.Key.Key_Z, CTRL))
    assert studio.page.header.chip.text() == "Draft"
    studio.page.left.write_in("preface")
    assert isinstance(studio.page.left.currentWidget(), TextForm)


def test_text_that_would_be_lost_by_adopting_is_named(studio: Studio, books: Books) -> None:
    studio.made_by(lambda: decide(books, date(2026, 2, 20), "Adopted"))
    studio.page.left.write_in("hours")
    form = studio.page.left.form()
    assert form is not None
    studio.made_by(lambda: write(form.box("text").control, "Half a sent"))
    studio.page.left.close_panel()
    studio.page.left.show_adopting()
    panel = studio.page.left.currentWidget()
    assert isinstance(panel, AdoptPanel)
    told = [message.sentence for message in panel.findChildren(Message)]
    assert "Text that is not saved goes without: Volunteer hours." in told


def test_a_file_that_is_only_looked_at_lets_read_and_print(
    open_studio: OpenStudio, books: Books
) -> None:
    path = books.path
    with open_books(path, who=WHO, origin="test", clock=clock, read_only=True) as looked_at:
        studio = open_studio(looked_at)
        studio.page.left.write_in("preface")
        reader = studio.page.left.currentWidget()
        assert isinstance(reader, TextReader)
        studio.page.left.close_panel()
        panel = earlier(studio)
        assert not panel.form.save_button.isEnabled()
        assert panel.form.save_button.toolTip() == "This file can only be looked at."
        offered = {each.text: each.why_not for each in studio.page.page_actions()}
        assert offered["Make PDF"] == ""


@pytest.mark.parametrize(("percents", "size"), [(100, (1280, 640)), (150, (1366, 688))])
def test_every_panel_fits_a_small_screen(
    open_studio: OpenStudio,
    books: Books,
    qapp: QApplication,
    percents: int,
    size: tuple[int, int],
) -> None:
    decide(books, date(2026, 2, 20), "Vaststelling van de jaarrekening 2025")
    theme.apply(qapp, theme.Appearance.LIGHT, percents)
    studio = open_studio(books, width=size[0], height=size[1])
    left = studio.page.left
    for show in (left.show_earlier, left.show_adopting, lambda: left.write_in("preface")):
        show()
        studio.qtbot.wait(20)
        assert (studio.window.width(), studio.window.height()) == size
        panel = left.currentWidget()
        assert panel is not None
        assert panel.height() <= left.height()
        for button in panel.findChildren(Button):
            if button.isVisible():
                assert button.visibleRegion().boundingRect() == button.rect(), button.text()
