"""The real program for tests: files in windows, dialogs answered as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.store.computer import changed
from coopadmin.ui.kit import theme
from coopadmin.ui.openfile import OpenFile
from coopadmin.words import speak
from tests.fixtures import WHO, clock

Dialog = TypeVar("Dialog", bound=QDialog)
PATIENCE_MS = 15_000
"""Long enough for a busy computer; nothing waits that long when all is well."""


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Coopadmin]:
    """The program at Hanneke's computer, on the evening of the fixtures; closed afterwards."""
    changed(who=WHO, language="en", theme="light")
    made = Coopadmin(qapp, clock)
    yield made
    for file in tuple(made.files):
        file.window.close()
    if made.start_window is not None:
        made.start_window.close()
    made.runner.stop()
    made.deleteLater()
    # Outside a running event loop nothing else does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    speak("en")
    if theme.text_scale() != 100:
        theme.apply(qapp, theme.Appearance.LIGHT, 100)


def at_rest(qtbot: QtBot, file: OpenFile) -> None:
    """Wait until the file was checked and its backups are known."""
    qtbot.waitUntil(
        lambda: file.safekeeping().known and not file.window.runner.tasks(), timeout=PATIENCE_MS
    )


@contextmanager
def answering(kind: type[Dialog], answer: Callable[[Dialog], object]) -> Iterator[list[Dialog]]:
    """When a dialog of this kind comes up inside, answer it; gives those that came."""
    came: list[Dialog] = []
    failed: list[AssertionError] = []
    waiting = QTimer()
    waiting.setInterval(10)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog not in came:
            came.append(dialog)
            try:
                answer(dialog)
            except AssertionError as error:
                # Otherwise the dialog would wait for ever.
                failed.append(error)
                dialog.reject()

    waiting.timeout.connect(look)
    waiting.start()
    try:
        yield came
    finally:
        waiting.stop()
        for error in failed:
            raise error
    assert came, f"no {kind.__name__} came up"
