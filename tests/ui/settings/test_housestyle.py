"""House style: a logo and a colour work at once, are undone, and a pale colour is not taken."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from coopadmin.attachments.queries import logo_name
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.settings.housestyle import HouseStyleSection
from tests.ui.hands import click, overwrite, press_here
from tests.ui.settings.test_sections import section


def style(file: OpenFile) -> HouseStyleSection:
    shown = section(file, "style")
    assert isinstance(shown, HouseStyleSection)
    return shown


def accent(file: OpenFile) -> str:
    return file.books.ask(get_cooperative).accent


def test_a_colour_is_chosen_at_once_and_undone(file: OpenFile) -> None:
    chooser = style(file).chooser
    click(chooser.swatches[2])
    assert accent(file) == chooser.swatches[2].colour
    overwrite(chooser.box.control, "8a1c3b")
    press_here(Qt.Key.Key_Return)
    assert accent(file) == "#8A1C3B"
    file.books.undo()
    assert accent(file) == chooser.swatches[2].colour
    assert chooser.swatches[2].isChecked()
    swatch = QAccessible.queryAccessibleInterface(chooser.swatches[2])
    assert swatch.role() == QAccessible.Role.RadioButton
    assert swatch.text(QAccessible.Text.Name) == "Green"


def test_a_pale_colour_is_not_taken_but_a_darker_one_is_offered(file: OpenFile) -> None:
    chooser = style(file).chooser
    overwrite(chooser.box.control, "#FFCC00")
    press_here(Qt.Key.Key_Return)
    assert accent(file) == "#0B5966"
    (message,) = chooser.messages.shown()
    assert "too pale" in message.sentence
    click(message.findChildren(Button)[0])
    assert accent(file) in message.sentence


def test_a_logo_stands_in_the_sidebar_and_is_taken_away(file: OpenFile, tmp_path: Path) -> None:
    chooser = style(file).chooser
    Image.new("RGB", (60, 60), "#8A1C3B").save(tmp_path / "merk.png")
    chooser.logo_chosen.emit(tmp_path / "merk.png")
    assert file.books.ask(logo_name) == "merk.png"
    file.window.refresh_frame()
    assert not file.window.sidebar._brand.logo.isNull()
    click(chooser.remove_button)
    assert file.books.ask(logo_name) == ""
    chooser.logo_chosen.emit(tmp_path / "weg.png")
    assert file.books.ask(logo_name) == ""


def test_earlier_years_are_one_click_away(file: OpenFile) -> None:
    click(style(file).earlier)
    assert file.window.here == "annual"
