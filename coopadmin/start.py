"""The start of the window: its frame is seen at once; what stands behind it is loaded then."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from coopadmin.kernel.loading import loaded
from coopadmin.store.computer import recent_files, remembered, who_works_here
from coopadmin.ui.presenting import present
from coopadmin.ui.window import MainWindow

PROGRAM = "coopadmin.app:begin"
UNSEEN_MS = 500


def run(file: Path | None = None) -> int:
    """Open the window with this file, else the last one, else the first page; the exit status."""
    # Nothing of what is loaded goes again; later `ui.kit.gleaning` looks for what does.
    gc.disable()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    kept = remembered()
    present(app, kept.language, kept.theme, kept.text_percent)
    start = Start(app, file)
    status = app.exec()
    start.deleteLater()
    return status


class Start(QObject):
    """Shows a frame for the file that is to be opened, and begins the program once it was drawn."""

    def __init__(self, app: QApplication, file: Path | None) -> None:
        super().__init__()
        self._app = app
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._begin)
        self.program: Any = None
        self.frame: MainWindow | None = None
        recent = recent_files()
        self._file = file or (recent[0].path if recent else None)
        if self._file is None or not self._file.is_file():
            self._waiting.start(0)
            return
        named = {each.path: each.name for each in recent}
        self.frame = MainWindow()
        name = named.get(self._file.absolute()) or self._file.stem
        self.frame.await_books(name, who_works_here())
        self.frame.installEventFilter(self)
        self.frame.show_fitting()
        # A window that begins behind others is not drawn.
        self._waiting.start(UNSEEN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._waiting.start(0)
        return False

    def _begin(self) -> None:
        try:
            self.program = loaded(PROGRAM)(self._app, self._file, self.frame)
        finally:
            if self.program is None:
                # Else the frame of a program that cannot be loaded would stay for ever.
                self._app.exit(1)
