"""What runs in processes of its own: the bare things, the program as it starts, typed cells."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Nothing that the program itself loads later: these processes start as it does.
from coopadmin.commands import main  # isort: skip
from coopadmin.store.computer import changed  # isort: skip
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coopadmin.ui.window import MainWindow

ROOT = Path(__file__).parents[2]
FILE_VARIABLE = "COOPADMIN_BENCH_FILE"
BARE_WINDOW = (
    "import os; os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen');"
    "from PySide6.QtWidgets import QApplication, QMainWindow;"
    "app = QApplication([]); window = QMainWindow(); window.show(); app.processEvents();"
    "os._exit(0)"
)
BARE_PROGRAM = "import sqlalchemy.orm, babel.dates, babel.numbers;" + BARE_WINDOW
FIRST_PAINT = "from tests.bench.start import painted; painted()"
USABLE = "from tests.bench.start import usable; usable()"


def process_time(code: str, surroundings: dict[str, str]) -> tuple[float, str]:
    """Seconds from a bare interpreter to the end of this code, and what it said."""
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=ROOT,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - start, ran.stdout


def painted() -> None:
    """Open the file that the environment names, and end once its window was drawn."""
    _run(lambda _window: os._exit(0))


def usable() -> None:
    """As `painted`, and end once the first page shows figures; says the memory in use.

    What comes after it, a check and a backup, is not what somebody waits for.
    """
    _run(_end_with_figures)


def _run(then: Callable[[MainWindow], object]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    file = Path(os.environ[FILE_VARIABLE])
    if not file.is_file():
        # The program would ask what to do, and nobody is there to answer.
        raise FileNotFoundError(file)
    _app, watch = QApplication([]), QTimer()

    def look() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, MainWindow) and each.isVisible():
                each.repaint()
                then(each)

    watch.timeout.connect(look)
    watch.start(0)
    # Else it asks who works here.
    changed(who="bench")
    main(["open", str(file)])


def _end_with_figures(window: MainWindow) -> None:
    # Its class is loaded by the program, after the frame was seen.
    page: Any = window.stack.currentWidget()
    if page is None or not (page.isVisible() and page.side.members.figure):
        return
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.is_file():
        sizes = dict(line.split()[:2] for line in rollup.read_text("ascii").splitlines()[1:])
        sys.stdout.write(f"{sizes['Rss:']} {sizes['Pss:']}\n")
        sys.stdout.flush()
    os._exit(0)


def wait_for(app: QApplication, happened: Callable[[], bool]) -> None:
    while not happened():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
