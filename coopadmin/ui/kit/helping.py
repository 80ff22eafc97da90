"""Which page of the help belongs to a widget; the innermost that names one counts."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QApplication, QWidget

from coopadmin.kernel.problem import Problem

_PROPERTY = "help_page"
_openers: WeakKeyDictionary[QWidget, Callable[[str], object]] = WeakKeyDictionary()
# Refusals of which a person asks why, with the page that tells it.
_ABOUT = {
    "store.locked": "history#locked",
    "undo.never": "history#locked",
    "undo.in_the_way": "history#locked",
    "undo.changed_since": "history#locked",
    "undo.used": "history#locked",
    "undo.erased": "history#locked",
    "undo.older_program": "history#locked",
    "column.bsn": "importing#bsn",
    "column.bsn_refused": "importing#bsn",
}


def explain(widget: QWidget, page: str) -> None:
    """This page, or `page#anchor`, is opened by F1 in this widget and in all that is in it."""
    widget.setProperty(_PROPERTY, page)


def explained_by(widget: QWidget | None) -> str:
    """The page of the innermost widget around this one that names a page; nothing without one."""
    while widget is not None:
        page = widget.property(_PROPERTY)
        if page:
            return str(page)
        widget = widget.parentWidget()
    return ""


def explained_here(window: QWidget) -> str:
    """The page of where the keyboard is in this window."""
    focused = QApplication.focusWidget()
    inside = focused is not None and focused.window() is window
    return explained_by(focused if inside else window)


def page_about(problem: Problem) -> str:
    """The page that tells why this is refused; nothing where its own sentence is enough."""
    return _ABOUT.get(problem.code, "")


def offer_help(window: QWidget, opener: Callable[[str], object]) -> None:
    """Say how help is opened beside this window; `opener` gets the page."""
    _openers[window] = opener


def open_help(widget: QWidget, page: str) -> None:
    """Open the help at a page, beside the window of this widget."""
    opener = _openers.get(widget.window())
    if opener is not None:
        opener(page)
