"""How the program presents itself: its name, mark, language and look, before any window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from coopadmin import __version__
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Appearance
from coopadmin.words import speak
from coopadmin.words.language import LANGUAGES


def present(app: QApplication, language: str, look: str, text_percent: int) -> None:
    """Name and dress the program; what this computer keeps wrongly is as at first."""
    app.setApplicationName("coopadmin")
    app.setApplicationDisplayName("Coopadmin")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("coopadmin")
    app.setWindowIcon(icons.mark_icon())
    speak(language if language in LANGUAGES else "nl")
    appearance = Appearance(look) if look in set(Appearance) else Appearance.SYSTEM
    theme.apply(app, appearance, text_percent if text_percent in theme.TEXT_SCALES else 100)
