"""Cycles are collected by the timer of the screen, and by nobody else."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopadmin.ui.kit.gleaning import Gleaner


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_holds_itself_goes_in_the_thread_of_the_screen(qtbot: QtBot) -> None:
    gone: list[int] = []
    owner = QObject()
    Gleaner(owner)
    assert not gc.isenabled()
    here = threading.get_ident()

    def tie() -> None:
        knot = Knot()
        weakref.finalize(knot, lambda: gone.append(threading.get_ident()))
        del knot
        _many: list[list[int]] = [[] for _number in range(gc.get_threshold()[0] * 20)]

    other = threading.Thread(target=tie)
    other.start()
    other.join()
    assert gone == [], "not in the thread that asked for memory"
    kept: list[list[int]] = []

    def gone_while_memory_is_asked_for() -> bool:
        # What earlier tests left goes meanwhile and is counted off: keep asking for more.
        kept.extend([] for _number in range(gc.get_threshold()[0] * 2))
        return gone == [here]

    qtbot.waitUntil(gone_while_memory_is_asked_for, timeout=20_000)
