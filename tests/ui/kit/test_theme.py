"""Colours that can be read, fonts by role, sizes by scale, and what is left to the system."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import PRIMARY, Button
from coopadmin.ui.kit.qss import sheet
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import TEXT_SCALES, Appearance, Role
from coopadmin.ui.kit.tokens import DARK, LIGHT, PAIRS, Tokens, contrast, system_tokens
from coopadmin.ui.pages import PAGES


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    poor = [
        (over, ground, round(contrast(getattr(tokens, over), getattr(tokens, ground)), 2))
        for over, ground, least in PAIRS
        if contrast(getattr(tokens, over), getattr(tokens, ground)) < least
    ]
    assert not poor


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_the_style_sheet_is_complete_and_says_nothing_of_fonts(scale: int) -> None:
    made = sheet(DARK, scale / 100)
    assert "$" not in made
    assert not re.search(r"font(-size|-family|-weight)?\s*:", made)
    assert made.count("{") == made.count("}")


def test_text_scale_enlarges_fonts_and_lengths(dressed: QApplication) -> None:
    assert (theme.px(16), theme.font(Role.BODY).pixelSize()) == (16, 15)
    theme.apply(dressed, Appearance.LIGHT, 150)
    assert (theme.px(16), theme.font(Role.BODY).pixelSize()) == (24, 22)
    with pytest.raises(ValueError, match="no text scale"):
        theme.apply(dressed, Appearance.LIGHT, 130)


def test_open_widgets_follow_another_dress(dressed: QApplication, qtbot: QtBot) -> None:
    words, button = Text("Leden", Role.TITLE), Button("Opslaan", kind=PRIMARY)
    qtbot.addWidget(words)
    qtbot.addWidget(button)
    told: list[bool] = []
    theme.changed().connect(told.append)
    theme.apply(dressed, Appearance.DARK, 100)
    theme.apply(dressed, Appearance.DARK, 125)
    theme.changed().disconnect(told.append)
    assert told == [False, True]
    assert words.font().pixelSize() == 30
    assert button.sizeHint().height() == 45
    assert theme.colour("surface") == QColor(DARK.surface)


@pytest.mark.parametrize(("role", "family"), [(Role.AMOUNT, "Tab"), (Role.NUMBER, "Id")])
def test_figures_have_fonts_of_their_own_that_are_really_there(role: Role, family: str) -> None:
    assert QFontInfo(theme.font(role)).family() == f"Coop Sans {family}"


def test_a_contrast_theme_keeps_the_colours_of_the_system() -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    system.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    tokens = system_tokens(system)
    assert {tokens.ink, tokens.bad, tokens.line} == {"#ffff00"}
    assert {tokens.window, tokens.warn_bg} == {"#000000"}


def test_as_the_system_follows_light_and_dark_at_once(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(dressed, Appearance.SYSTEM, 100)
    for dark, tokens in ((True, DARK), (False, LIGHT)):
        # The platform of the tests has no scheme of its own to change.
        monkeypatch.setattr(theme, "_system_is_dark", lambda dark=dark: dark)
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        assert theme.tokens() is tokens
        assert dressed.palette().window().color() == QColor(tokens.window)


def test_high_contrast_leaves_sheet_and_palette_to_the_system_and_back(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(dressed, Appearance.DARK, 125)
    assert dressed.styleSheet()
    hints = QGuiApplication.styleHints().accessibility()
    monkeypatch.setattr(theme, "_high_contrast", lambda: True)
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert dressed.styleSheet() == theme.NO_RULES
    assert theme.tokens() not in (LIGHT, DARK)
    assert theme.text_scale() == 125
    monkeypatch.undo()
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert dressed.styleSheet()
    assert theme.tokens() is DARK


def test_what_was_never_shown_can_go_after_another_contrast(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    unseen = [QListWidget() for _number in range(50)]
    for widget in unseen:
        widget.minimumSizeHint()
        widget.verticalScrollBar().sizeHint()
    monkeypatch.setattr(theme, "_high_contrast", lambda: True)
    theme.apply(dressed, Appearance.LIGHT, 100)
    monkeypatch.undo()
    theme.apply(dressed, Appearance.LIGHT, 100)
    for widget in unseen:
        widget.minimumSizeHint()
        widget.verticalScrollBar().sizeHint()
        delete(widget)
    theme.apply(dressed, Appearance.DARK, 100)  # where Qt still knew them, the process ends here
    assert theme.tokens() is DARK


def test_icons_take_the_colour_asked_for_and_are_kept() -> None:
    drawn = icons.pixmap("check", "bad", 18, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (36, 2.0)
    image = drawn.toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(36)
        for y in range(36)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.bad.lower() in colours
    assert icons.pixmap("check", "bad", 18, 2.0) is drawn


def test_every_page_has_an_icon_and_a_key_of_its_own() -> None:
    assert all((icons.ICONS / f"{entry.icon}.svg").exists() for entry in PAGES)
    keys = [entry.key for entry in PAGES]
    assert len(set(keys)) == len(keys)


def test_the_mark_is_drawn_in_its_colours() -> None:
    image = icons.mark_pixmap(48, 1.0).toImage()
    assert image.pixelColor(24, 4).name() == "#dfedef"
    assert image.pixelColor(0, 0).alpha() == 0
    assert not icons.mark_icon().isNull()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="nothing can be used up from Python 3.12")
def test_calls_of_qt_cannot_use_up_none() -> None:
    assert min(map(sys.getrefcount, (None, True, False))) > 1 << 40
