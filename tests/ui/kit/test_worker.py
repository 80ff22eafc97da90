"""The task runner: off the screen's thread, in order, cancelled in time, no failure in silence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.kernel.problem import Refused, refuse
from coopadmin.ui.kit.worker import Runner

Tick = Callable[[int, int], None]


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    assert made.stop()


def where(value: int) -> tuple[int, str]:
    return value, threading.current_thread().name


def counting(last: int, tick: Tick) -> str:
    for number in range(last):
        tick(number + 1, last)
    return "counted"


def forbidden() -> None:
    raise refuse("no", "Not like this.")


def faulty() -> None:
    raise ZeroDivisionError


def test_a_result_comes_back_in_the_thread_of_the_screen(runner: Runner, qtbot: QtBot) -> None:
    task = runner.run(where, 5)
    threads: list[str] = []
    task.done.connect(lambda _result: threads.append(threading.current_thread().name))
    with qtbot.waitSignal(task.done) as caught:
        pass
    assert caught.args == [(5, "coopadmin worker")]
    assert threads == [threading.main_thread().name]


def test_a_job_can_be_named_by_a_dotted_string(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.run("coopadmin.kernel.money:Money", 250).done) as caught:
        pass
    assert str(caught.args[0]) == "2.50"


def test_progress_is_told(runner: Runner, qtbot: QtBot) -> None:
    task = runner.run(counting, 3)
    steps: list[tuple[int, int]] = []
    task.progress.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(task.done):
        pass
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_refusal_goes_to_the_page_alone(runner: Runner, qtbot: QtBot) -> None:
    task = runner.run(forbidden)
    broken: list[object] = []
    runner.broke.connect(broken.append)
    with qtbot.waitSignal(task.failed) as caught:
        pass
    assert isinstance(caught.args[0], Refused)
    assert broken == []


def test_a_bug_reaches_the_dialog_also_when_the_page_listens(runner: Runner, qtbot: QtBot) -> None:
    task = runner.run(faulty)
    with qtbot.waitSignals([task.failed, runner.broke]):
        pass


def test_a_failure_that_nobody_listens_to_is_not_lost(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.broke) as caught:
        runner.run(forbidden)
    assert isinstance(caught.args[0], Refused)


def test_a_newer_preview_replaces_the_older_ones(runner: Runner, qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    seen, results = list[str](), list[str]()

    def preview(name: str) -> str:
        begun.set()
        gate.wait(5)
        seen.append(name)
        return name

    tasks = [runner.run(preview, "a", key="preview")]
    assert begun.wait(5)
    tasks += [runner.run(preview, name, key="preview") for name in "bc"]
    for task in tasks:
        task.done.connect(results.append)
    other = runner.run(preview, "other")
    gate.set()
    with qtbot.waitSignal(other.done):
        pass
    assert results == ["c"]
    assert seen == ["a", "c", "other"], "what has not begun is not begun"


def test_a_cancelled_job_stops_at_its_next_tick(runner: Runner, qtbot: QtBot) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def endless(tick: Tick) -> None:
        try:
            for number in range(1_000_000):
                begun.set()
                time.sleep(0.001)
                tick(number, 1_000_000)
        finally:
            stopped.set()

    task = runner.run(endless, key="long")
    assert begun.wait(5)
    with qtbot.waitSignal(task.ended):
        runner.cancel("long")
    assert stopped.wait(5)
    assert runner.tasks() == ()


def test_a_task_given_up_by_its_own_button_is_no_longer_under_way(
    runner: Runner, qtbot: QtBot
) -> None:
    gate = threading.Event()
    task = runner.run(lambda: gate.wait(5), title="Reading")
    with qtbot.waitSignals([task.ended, runner.idle]):
        task.cancel()
    assert runner.tasks() == ()
    gate.set()


def test_the_window_hears_when_work_begins_and_ends(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignals([runner.busy, runner.idle]):
        runner.run(where, 1, title="Counting")


def test_closing_waits_for_the_thread(qtbot: QtBot) -> None:
    runner = Runner()
    begun, gate = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        gate.wait(5)

    runner.run(slow)
    assert begun.wait(5)
    assert runner.stop(0.05) is False
    gate.set()
