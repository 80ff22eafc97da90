"""What runs in processes of its own: the bare things, the program as it starts, typed cells."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from coopadmin.app import Coopadmin
from coopadmin.store.computer import changed
from coopadmin.ui.overview.page import OverviewPage
from tests.bench.village import NOW

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


def _opened() -> tuple[QApplication, Coopadmin]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    program = Coopadmin(app, lambda: NOW)
    file = Path(os.environ[FILE_VARIABLE])
    if not file.is_file():
        # The program would ask what to do, and nobody is there to answer.
        raise FileNotFoundError(file)
    # Else it asks who works here.
    changed(who="bench")
    program.start(file)
    return app, program


def painted() -> None:
    """Open the file that the environment names, and end once its window was drawn."""
    _app, program = _opened()
    program.files[0].window.repaint()
    os._exit(0)


def usable() -> None:
    """As `painted`, and end once the first page shows figures; says the memory in use."""
    app, program = _opened()
    page = program.files[0].window.page("overview")
    assert isinstance(page, OverviewPage)
    wait_for(app, lambda: page.isVisible() and bool(page.members.figure))
    # What stands there must have been drawn as well.
    page.window().repaint()
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.is_file():
        sizes = dict(line.split()[:2] for line in rollup.read_text("ascii").splitlines()[1:])
        sys.stdout.write(f"{sizes['Rss:']} {sizes['Pss:']}\n")
        sys.stdout.flush()
    # What comes after it, a check and a backup, is not what somebody waits for.
    os._exit(0)


def wait_for(app: QApplication, happened: Callable[[], bool]) -> None:
    while not happened():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
