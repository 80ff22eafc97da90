"""Writing in a section: seen in the pages while typing, kept on saving, a draft until then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from coopadmin.annual.queries import list_report_texts
from coopadmin.annual.rules import NewReportText
from coopadmin.annual.service import set_report_text
from coopadmin.store import Books
from coopadmin.ui.annual.texts import TextForm
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.inputs import LongText
from coopadmin.words import speak
from tests.paper import pdf
from tests.ui.annual.conftest import OpenStudio, Studio, choose
from tests.ui.hands import CTRL, press_here, write


def begin(studio: Studio, section: str = "hours") -> tuple[TextForm, LongText]:
    """Press Enter on a section, and give the form and the field that has the focus then."""
    studio.section(section)
    studio.page.left.sections.table.setFocus()
    press_here(Qt.Key.Key_Return)
    form = studio.page.left.form()
    assert form is not None
    field = form.box("text").control
    assert isinstance(field, LongText)
    assert field.hasFocus()
    return form, field


def kept(books: Books, language: str = "en") -> dict[str, str]:
    return books.ask(list_report_texts, "2025", language)


def section_text(studio: Studio, section: str) -> str:
    """The text of the page where a section begins."""
    assert studio.page.preview is not None
    return pdf.page(studio.page.preview.pdf, studio.page.preview.page_of[section])


def test_what_is_typed_is_in_the_pages_before_it_is_saved(studio: Studio, books: Books) -> None:
    _form, field = begin(studio)
    assert studio.page.preview is not None
    pages = studio.page.card.view.pages()
    assert pages[0] == studio.page.preview.page_of["hours"]
    studio.made_by(lambda: write(field, "The bus drove every day."))
    assert "The bus drove every day." in section_text(studio, "hours")
    assert studio.page.card.view.pages() == pages, "one sees where one writes"
    assert "hours" not in kept(books)
    studio.made_by(lambda: press_here(Qt.Key.Key_S, CTRL))
    assert kept(books)["hours"] == "The bus drove every day."
    assert studio.page.left.form() is None
    assert studio.page.left.sections.table.view.hasFocus()
    assert studio.page.left.sections.section() == "hours"
    assert not studio.window.sidebar.row("annual").accessibleDescription().count("draft")
    assert "The bus drove every day." in section_text(studio, "hours")


def test_a_section_comes_into_the_report_with_its_first_words(studio: Studio) -> None:
    assert studio.page.preview is not None
    assert "outlook" not in studio.page.preview.page_of
    _form, field = begin(studio, "outlook")
    studio.made_by(lambda: write(field, "A second dining place."))
    page = studio.page.preview.page_of["outlook"]
    assert studio.page.card.view.pages()[0] == page


def test_leaving_keeps_a_draft_that_comes_back(studio: Studio, books: Books) -> None:
    _form, field = begin(studio)
    studio.made_by(lambda: write(field, "Half a sent"))
    studio.made_by(lambda: press_here(Qt.Key.Key_Escape))
    assert studio.notes()["hours"] == "not saved"
    assert "Half a sent" not in studio.shown_text(), "the pages have what is kept"
    assert list(books.drafts_of("annual")) == ["2025/hours/en"]
    form, field = begin(studio)
    assert field.toPlainText() == "Half a sent"
    assert form.away.isVisible()
    studio.made_by(form.away.click)
    assert books.drafts_of("annual") == {}
    assert studio.notes()["hours"] != "not saved"


def test_each_language_is_written_by_itself(studio: Studio, books: Books) -> None:
    _form, field = begin(studio)
    studio.made_by(lambda: write(field, "In English."))
    studio.made_by(lambda: choose(studio.page.tongue, "Nederlands"))
    form = studio.page.left.form()
    assert form is not None
    assert (form.section, form.language, form.text()) == ("hours", "nl", "")
    assert form.box("text").control.accessibleName() == "Text in Dutch"
    form.focus_first()
    press_here(Qt.Key.Key_H)
    studio.made_by(lambda: press_here(Qt.Key.Key_S, CTRL))
    assert kept(books, "nl")["hours"] == "h"
    assert "hours" not in kept(books)
    studio.made_by(lambda: choose(studio.page.tongue, "English"))
    assert studio.notes()["hours"] == "not saved", "the English one is still a draft"


def test_words_are_undone_one_by_one_and_what_is_saved_as_a_whole(
    studio: Studio, books: Books
) -> None:
    form, field = begin(studio)
    studio.made_by(lambda: write(field, "The bus drove."))
    press_here(Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() == ""
    press_here(Qt.Key.Key_Y, CTRL)
    assert form.text() == "The bus drove."
    studio.made_by(lambda: press_here(Qt.Key.Key_S, CTRL))
    studio.made_by(lambda: press_here(Qt.Key.Key_Z, CTRL))
    assert "hours" not in kept(books)
    assert "The bus drove." not in studio.shown_text()


def test_an_open_text_follows_a_change_from_elsewhere_until_one_types(
    studio: Studio, books: Books
) -> None:
    form, field = begin(studio)
    new = NewReportText("2025", "hours", "en", "From elsewhere.")
    studio.made_by(lambda: books.do(set_report_text, new))
    assert (form.text(), form.is_changed()) == ("From elsewhere.", False)
    studio.made_by(lambda: write(field, "Mine. "))
    studio.made_by(books.undo)
    assert form.text() == "Mine. From elsewhere.", "nobody takes away what is being typed"


def test_text_is_printed_as_it_was_typed(studio: Studio) -> None:
    _form, field = begin(studio)
    studio.made_by(lambda: write(field, 'Was it "<b>real</b>" & true? {year}'))
    assert '"<b>real</b>" & true? {year}' in section_text(studio, "hours")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_field_takes_the_room_that_there_is_and_buttons_have_theirs(
    open_studio: OpenStudio, books: Books, language: str
) -> None:
    speak(language)
    studio = open_studio(books, height=688)
    form, field = begin(studio)
    studio.made_by(lambda: write(field, "Half"))
    for button in form.footer.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    low = field.height()
    studio.window.resize(1366, 900)
    studio.wait(lambda: field.height() > low + 150)
    assert field.mapTo(form, field.rect().bottomLeft()).y() < form.footer.y()


def test_a_reader_hears_which_text_it_is(studio: Studio) -> None:
    form, field = begin(studio, "preface")
    heard = QAccessible.queryAccessibleInterface(field)
    assert heard.text(QAccessible.Text.Name) == "Text in English"
    assert heard.text(QAccessible.Text.Description).startswith("A short first line")
    assert form.accessibleName() == "Preface"
