"""The settings in a real window of the program itself."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.store.computer import changed
from coopadmin.ui.openfile import OpenFile
from tests.app.program import at_rest, program
from tests.ui.hands import bring_up

__all__ = ["program"]


@pytest.fixture
def file(program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot) -> OpenFile:
    """A file that is open, checked, and has its backup."""
    changed(backup_folder=str(tmp_path / "copies"))
    program.open(path)
    opened = program.files[0]
    opened.window.showNormal()
    bring_up(qtbot, opened.window, 1366, 688)
    at_rest(qtbot, opened)
    return opened
