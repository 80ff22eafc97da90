"""The dress of the program: which colours, fonts and sizes hold now, and changing them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from coopadmin.ui.kit.qss import sheet
from coopadmin.ui.kit.tokens import DARK, LIGHT, Tokens, system_tokens

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
TEXT_SCALES = (100, 115, 125, 150)
NARROW = 1000
"""With less room beside the sidebar, at 100 % text, all stands nearer to the edges."""
NO_RULES = "/* as the system has it */"
"""Never an empty sheet: with one Qt forgets which widgets it watches, and those that were never
shown and go later stay in its list, so that the next sheet ends the program."""


class Appearance(StrEnum):
    """What the person chose: follow the system, or always the same."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Role(StrEnum):
    """What a text is; its font follows from that."""

    FIGURE = "figure"
    TITLE = "title"
    CARD = "card"
    BODY = "body"
    NAME = "name"
    LABEL = "label"
    NOTE = "note"
    CAPTION = "caption"
    HEAD = "head"
    CHIP = "chip"
    BUTTON = "button"
    SMALL_BUTTON = "small_button"
    AMOUNT = "amount"
    STRONG_AMOUNT = "strong_amount"
    NUMBER = "number"
    MINUTES = "minutes"
    COUNT = "count"


_SANS, _TABULAR, _ID = "Coop Sans", "Coop Sans Tab", "Coop Sans Id"
_FONTS: dict[Role, tuple[str, int, int]] = {
    Role.FIGURE: (_SANS, 26, 600),
    Role.TITLE: (_SANS, 24, 600),
    Role.CARD: (_SANS, 17, 600),
    Role.BODY: (_SANS, 15, 400),
    Role.NAME: (_SANS, 15, 600),
    Role.LABEL: (_SANS, 14, 600),
    Role.NOTE: (_SANS, 14, 400),
    Role.CAPTION: (_SANS, 13, 400),
    Role.HEAD: (_SANS, 13, 600),
    Role.CHIP: (_SANS, 13, 500),
    Role.BUTTON: (_SANS, 15, 600),
    Role.SMALL_BUTTON: (_SANS, 14, 600),
    Role.AMOUNT: (_TABULAR, 15, 400),
    Role.STRONG_AMOUNT: (_TABULAR, 15, 600),
    Role.NUMBER: (_ID, 15, 400),
    Role.MINUTES: (_SANS, 16, 400),
    Role.COUNT: (_SANS, 42, 700),
}


class _Dress(QObject):
    """What holds now; `changed` says whether the size of text changed too."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.scale = 100
        self.appearance = Appearance.LIGHT
        self.worn = (False, False, 0)
        self.fonts_loaded = False
        self.follows_system = False


_dress = _Dress()


def changed() -> SignalInstance:
    """Signal(bool) after `apply`: True when sizes changed, so that pages must be built anew."""
    return _dress.changed


def tokens() -> Tokens:
    return _dress.tokens


def colour(name: str) -> QColor:
    """The colour of a token now, such as `ink2`."""
    return QColor(getattr(_dress.tokens, name))


def scale() -> float:
    """The text scale as a factor: 1.0 at 100 %."""
    return _dress.scale / 100


def px(length: float) -> int:
    """A length at 100 % in pixels of now."""
    return round(length * _dress.scale / 100)


def font(role: Role) -> QFont:
    family, size, weight = _FONTS[role]
    face = QFont(family)
    face.setPixelSize(px(size))
    face.setWeight(QFont.Weight(weight))
    face.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return face


def load_fonts() -> None:
    """Make the bundled fonts known to Qt, once; raises FileNotFoundError when they are missing."""
    if _dress.fonts_loaded:
        return
    files = sorted(FONTS.glob("CoopSans*.ttf"))
    if not files:
        raise FileNotFoundError(FONTS)
    for file in files:
        QFontDatabase.addApplicationFont(str(file))
    _dress.fonts_loaded = True


def palette(now: Tokens) -> QPalette:
    """The Qt palette of these colours, for what the style draws itself."""
    roles, groups = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for role, name in (
        (roles.Window, now.window),
        (roles.WindowText, now.ink),
        (roles.Base, now.surface),
        (roles.AlternateBase, now.subtle),
        (roles.Text, now.ink),
        (roles.PlaceholderText, now.ink3),
        (roles.Button, now.surface),
        (roles.ButtonText, now.ink),
        (roles.BrightText, now.bad),
        (roles.ToolTipBase, now.surface),
        (roles.ToolTipText, now.ink),
        (roles.Highlight, now.primary),
        (roles.HighlightedText, now.on_primary),
        (roles.Link, now.link),
        (roles.LinkVisited, now.link),
        (roles.Accent, now.primary),
        (roles.Light, now.surface),
        (roles.Midlight, now.subtle),
        (roles.Mid, now.line),
        (roles.Dark, now.line_strong),
        (roles.Shadow, now.line_strong),
    ):
        made.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(groups.Disabled, role, QColor(now.ink3))
    return made


def _high_contrast() -> bool:
    # Both are held by name: PySide deletes what a chained call returns before it is read.
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    return accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _dressed_widgets() -> list[QWidget]:
    return [widget for widget in QApplication.allWidgets() if hasattr(widget, "restyle")]


def apply(
    app: QApplication, appearance: Appearance = Appearance.SYSTEM, text_scale: int = 100
) -> None:
    """Dress the whole program; text_scale is one of TEXT_SCALES, in percents.

    Every open widget that has a `restyle()` is told. A contrast theme of the system is left alone.
    """
    if text_scale not in TEXT_SCALES:
        raise ValueError(f"no text scale {text_scale}")
    load_fonts()
    plain = _high_contrast()
    dark = appearance is Appearance.DARK or (appearance is Appearance.SYSTEM and _system_is_dark())
    if not _dress.follows_system:
        app.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(_follow_system)
        accessibility = hints.accessibility()
        accessibility.contrastPreferenceChanged.connect(_follow_contrast)
    wanted = (plain, dark, text_scale)
    _dress.appearance = appearance
    if _dress.follows_system and wanted == _dress.worn and not plain:
        return
    sizes_changed = text_scale != _dress.scale
    _dress.follows_system, _dress.worn, _dress.scale = True, wanted, text_scale
    if plain:
        app.setPalette(QPalette())
        app.setStyleSheet(NO_RULES)
        _dress.tokens = system_tokens(app.palette())
    else:
        _dress.tokens = DARK if dark else LIGHT
        app.setPalette(palette(_dress.tokens))
        app.setStyleSheet(sheet(_dress.tokens, text_scale / 100))
    app.setFont(font(Role.BODY))
    for widget in _dressed_widgets():
        widget.restyle()  # type: ignore[attr-defined]
    _dress.changed.emit(sizes_changed)


def _follow_system() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _dress.appearance is Appearance.SYSTEM:
        apply(app, Appearance.SYSTEM, _dress.scale)


def _follow_contrast() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply(app, _dress.appearance, _dress.scale)


def appearance() -> Appearance:
    return _dress.appearance


def text_scale() -> int:
    """In percents."""
    return _dress.scale
