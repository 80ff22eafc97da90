"""The program as it starts on a file that was worked in: from a bare interpreter to figures."""

from __future__ import annotations

import os
import resource
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from coopadmin.app import Coopadmin
from coopadmin.ui.overview.page import OverviewPage

FILE_VARIABLE = "COOPADMIN_BENCH_FILE"
NOW = datetime.fromisoformat("2026-03-03T20:41")


def usable() -> None:
    """Open the file that the environment names, and end once its first page shows figures.

    Writes the most memory that was in use, in kilobytes, to the standard output.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    program = Coopadmin(app, lambda: NOW)
    file = Path(os.environ[FILE_VARIABLE])
    if not file.is_file():
        # The program would ask what to do, and nobody is there to answer.
        raise FileNotFoundError(file)
    program.start(file)
    page = program.files[0].window.page("overview")
    assert isinstance(page, OverviewPage)
    while not (page.isVisible() and page.members.figure):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    # What stands there must have been drawn as well.
    page.window().repaint()
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
    sys.stdout.flush()
    for each in tuple(program.files):
        each.window.close()
