"""The task runner: one worker thread for what takes longer than a blink; loads jobs by name."""

from __future__ import annotations

import inspect
import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, Qt, Signal

from coopadmin.kernel.loading import loaded
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble

Work = str | Callable[..., Any]


class Cancelled(Exception):
    """Raised by `tick` inside a job that nobody waits for any more."""


class Task(QObject):
    """One piece of work under way; its signals arrive in the thread of the screen.

    `done(result)`, or `failed(exception)`, or nothing more after `cancel`. `progress(done, total)`
    while it runs, `ended` after any end.
    """

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(int, int)
    ended = Signal()
    given_up = Signal()

    def __init__(self, run: Callable[[], Any], key: str, title: str) -> None:
        super().__init__()
        self.key, self.title = key, title
        self.run = run
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Nobody waits for this any more: no result comes, and the job stops at its next tick."""
        if not self._stop.is_set():
            self._stop.set()
            self.given_up.emit()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


class Runner(QObject):
    """One thread that works tasks off in order.

    `broke(exception)` is for the dialog of the whole program: a bug, or a failure that no page
    listens to. `busy(task)` and `idle()` are for the status line.
    """

    broke = Signal(object)
    busy = Signal(object)
    idle = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._open: list[Task] = []
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Work, *args: Any, key: str = "", title: str = "", **kwargs: Any) -> Task:
        """Queue a job: a callable, or its dotted name `package.module:function`, loaded there.

        A job with a `key` replaces an earlier one with that key that has not ended. A job with a
        parameter `tick` gets a function `tick(done, total)` that reports progress and raises
        Cancelled when the task was cancelled. `title` is shown while it runs.
        """

        def carry_out() -> Any:
            job = loaded(work) if isinstance(work, str) else work
            if "tick" in inspect.signature(job).parameters:
                kwargs["tick"] = lambda done, total: self._tick(task, done, total)
            return job(*args, **kwargs)

        task = Task(carry_out, key, title)
        task.given_up.connect(lambda: self._leave(task))
        for earlier in tuple(self._open):
            if key and earlier.key == key:
                self._leave(earlier)
        self._open.append(task)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="coopadmin worker", daemon=True)
            self._thread.start()
        self._waiting.put(task)
        self.busy.emit(task)
        return task

    def tasks(self) -> tuple[Task, ...]:
        """What is waiting or running, oldest first."""
        return tuple(self._open)

    def cancel(self, key: str) -> None:
        """Cancel what was started under this key."""
        for task in tuple(self._open):
            if task.key == key:
                self._leave(task)

    def stop(self, seconds: float = 5.0) -> bool:
        """Cancel everything and wait for the thread to end; False when it is still at work."""
        for task in tuple(self._open):
            self._leave(task)
        self._stopped.set()
        if self._thread is None:
            return True
        self._waiting.put(None)
        self._thread.join(seconds)
        ended = not self._thread.is_alive()
        self._thread = None
        return ended

    def _leave(self, task: Task) -> None:
        task.cancel()
        if task in self._open:
            self._open.remove(task)
            task.ended.emit()
            if not self._open:
                self.idle.emit()

    # In the worker thread.

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            if task.cancelled:
                continue
            try:
                outcome: tuple[str, Any] = ("done", task.run())
            except Cancelled:
                continue
            except Exception as trouble:  # noqa: BLE001  the one place where a job's fault is caught
                outcome = ("failed", trouble)
            self._tell(task, *outcome)

    def _tell(self, task: Task, kind: str, value: Any) -> None:
        # After `stop` the screen may be gone, and a late job must not speak to it.
        if not self._stopped.is_set():
            self._arrived.emit((task, kind, value))

    def _tick(self, task: Task, done: int, total: int) -> None:
        if task.cancelled:
            raise Cancelled
        self._tell(task, "progress", (done, total))

    # In the thread of the screen.

    def _deliver(self, arrival: tuple[Task, str, Any]) -> None:
        task, kind, value = arrival
        if task.cancelled:
            return
        if kind == "progress":
            task.progress.emit(*value)
            return
        self._open.remove(task)
        if kind == "done":
            task.done.emit(value)
        else:
            heard = task.isSignalConnected(QMetaMethod.fromSignal(task.failed))
            task.failed.emit(value)
            if not (heard and isinstance(value, (Refused, StoreTrouble))):
                self.broke.emit(value)
        task.ended.emit()
        if not self._open:
            self.idle.emit()
