"""What leaves the program: a PDF in a file, and pages on a printer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QRadioButton, QSpinBox, QWidget
from sqlcipher3 import dbapi2 as driver

from coopadmin.migrations import open_books
from coopadmin.store import Books
from tests.fixtures import WHO, clock
from tests.ui.annual.conftest import OpenStudio, Studio
from tests.ui.hands import CTRL, click, press_here, write

Part = TypeVar("Part", bound=QWidget)


def part(dialog: QDialog, kind: type[Part], name: str) -> Part:
    """A part of a dialog of Qt, by its name."""
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def save_as(studio: Studio, path: Path) -> None:
    """Answer the dialog that asks where the PDF comes."""
    studio.wait(lambda: bool(studio.page.findChildren(QFileDialog)))
    dialog = studio.page.findChildren(QFileDialog)[-1]
    assert dialog.directory().absolutePath() == str(studio.page.desk.books.path.parent)
    name = part(dialog, QLineEdit, "fileNameEdit")
    assert name.text() == "annual-report-2025.pdf"
    name.setText(str(path))
    dialog.accept()


def answer(studio: Studio) -> list[str]:
    """What is told when the work is done."""
    # Without a window manager nobody gives the keyboard back after a dialog.
    studio.window.activateWindow()
    studio.wait(lambda: bool(studio.told()) and not studio.page.desk.runner.tasks())
    studio.wait(studio.window.isActiveWindow)
    return studio.told()


class Opened(QObject):
    """Stands in for the program of the system that opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened() -> Iterator[Opened]:
    taker = Opened()
    QDesktopServices.setUrlHandler("file", taker, "take")  # type: ignore[arg-type]
    yield taker
    QDesktopServices.unsetUrlHandler("file")


def test_the_pdf_is_what_the_pages_showed(studio: Studio, tmp_path: Path, opened: Opened) -> None:
    target = tmp_path / "verslag 2025.pdf"
    click(studio.buttons()["Make PDF"])
    save_as(studio, target)
    assert answer(studio) == ["The report is in verslag 2025.pdf"]
    assert studio.page.preview is not None
    assert target.read_bytes() == studio.page.preview.pdf
    message = studio.page.messages.shown()[0]
    assert f"{studio.page.preview.pages} pages, in the folder {tmp_path}." in (
        message.accessibleName()
    )
    assert message.buttons[0].hasFocus()
    press_here(Qt.Key.Key_Space)
    click(message.buttons[1])
    assert [url.toLocalFile() for url in opened.urls] == [str(target), str(tmp_path)]


def test_text_that_is_not_saved_is_asked_about_first(studio: Studio, tmp_path: Path) -> None:
    studio.page.left.write_in("hours")
    form = studio.page.left.form()
    assert form is not None
    studio.made_by(lambda: write(form.box("text").control, "Not saved yet."))
    click(studio.buttons()["Make PDF"])
    assert studio.told() == ["The text that you are writing is not saved"]
    save, without = studio.page.messages.shown()[0].buttons
    assert save.hasFocus()
    click(without)
    save_as(studio, tmp_path / "annual-report-2025.pdf")
    answer(studio)
    assert "Not saved yet." not in _text(tmp_path / "annual-report-2025.pdf")
    click(studio.buttons()["Make PDF"])
    studio.made_by(lambda: click(studio.page.messages.shown()[0].buttons[0]))
    save_as(studio, tmp_path / "second.pdf")
    studio.wait((tmp_path / "second.pdf").exists)
    assert "Not saved yet." in _text(tmp_path / "second.pdf")


def test_a_folder_that_cannot_be_written_is_told(studio: Studio, tmp_path: Path) -> None:
    click(studio.buttons()["Make PDF"])
    save_as(studio, tmp_path / "gone" / "report.pdf")
    assert "cannot be written" in answer(studio)[0]


def test_a_file_that_is_damaged_prints_nothing(
    open_studio: OpenStudio, village_path: Path, tmp_path: Path
) -> None:
    file = driver.connect(str(village_path))
    file.execute("UPDATE done SET hash = 'x' WHERE sequence = 3")
    file.commit()
    file.close()
    with open_books(village_path, who=WHO, origin="test", clock=clock) as books:
        studio = open_studio(books)
        assert studio.page.card.shows_pages(), "the figures themselves add up"
        click(studio.buttons()["Make PDF"])
        save_as(studio, tmp_path / "report.pdf")
        assert answer(studio)
        assert not (tmp_path / "report.pdf").exists()
        studio.page.left.sections.table.setFocus()
        press_here(Qt.Key.Key_P, CTRL)
        assert answer(studio)
        assert not studio.page.findChildren(QPrintDialog)


def print_dialog(studio: Studio) -> QPrintDialog:
    studio.page.left.sections.table.setFocus()
    press_here(Qt.Key.Key_P, CTRL)
    studio.wait(lambda: bool(studio.page.findChildren(QPrintDialog)))
    dialog: QPrintDialog = studio.page.findChildren(QPrintDialog)[-1]
    return dialog


def test_chosen_pages_go_to_the_printer_in_full_size(studio: Studio, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    dialog = print_dialog(studio)
    part(dialog, QLineEdit, "filename").setText(str(target))
    part(dialog, QRadioButton, "printRange").setChecked(True)
    part(dialog, QSpinBox, "from").setValue(3)
    part(dialog, QSpinBox, "to").setValue(4)
    dialog.accept()
    assert answer(studio) == ["2 pages went to the printer."]
    printed = PdfReader(target).pages
    assert len(printed) == 2
    assert [round(float(side)) for side in printed[0].mediabox[2:]] == [595, 842]
    # The picture of a page covers the whole sheet, at 300 dots to the inch.
    picture = next(iter(printed[0].images))
    assert picture.image is not None
    assert abs(picture.image.width - 2480) < 4


def test_a_print_that_is_called_off_does_nothing(studio: Studio) -> None:
    print_dialog(studio).reject()
    studio.qtbot.wait(50)
    assert studio.told() == []
    assert not studio.page.desk.runner.tasks()


def test_a_name_in_dutch_for_a_report_in_dutch(studio: Studio, books: Books) -> None:
    studio.page.large = True
    studio.made_by(lambda: studio.page.tongue.chosen.emit("nl"))
    click(studio.buttons()["Make PDF"])
    studio.wait(lambda: bool(studio.page.findChildren(QFileDialog)))
    dialog = studio.page.findChildren(QFileDialog)[-1]
    name = part(dialog, QLineEdit, "fileNameEdit").text()
    assert name == "jaarverslag-2025-grote-letter.pdf"
    dialog.reject()


def _text(path: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(path).pages)
