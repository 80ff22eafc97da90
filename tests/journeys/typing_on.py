"""A program in which somebody types a name that never ends, for a test that kills it.

Says after each letter what was typed until then.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coopadmin.app import Coopadmin
from tests.fixtures import clock

LETTERS = "Zwartewaal van Beemdervelde tot Oosterend "


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    program = Coopadmin(application, clock)
    program.open(Path(sys.argv[1]))
    window = program.files[0].window
    window.show()
    window.activateWindow()
    window.show_page("members")
    page = window.page("members")
    page.forms.open("new")  # type: ignore[attr-defined]
    line = page.forms.form.box("surname").control  # type: ignore[attr-defined]
    line.setFocus()
    typed = ""
    for place in range(10_000):
        letter = LETTERS[place % len(LETTERS)]
        QTest.keyClicks(line, letter)
        typed += letter
        sys.stdout.write(f"{typed}\n")
        sys.stdout.flush()
        QTest.qWait(50)


if __name__ == "__main__":
    main()
