"""What tests of sending share: a log of what was written down, and letters to send."""

from __future__ import annotations

from collections.abc import Callable

from coopadmin.correspondence.server import NewServer
from coopadmin.correspondence.smtp import LATER, Dispatch, Outgoing, Result, send_all
from coopadmin.kernel.problem import Problem
from tests.correspondence.mailserver import PASSWORD

SENDER = "secretaris@beemdervelde.example"


def address(key: int) -> str:
    return f"lid{key}@voorbeeld.example"


class Log:
    """What is written down of a sending, in order; `open` are those that can go on."""

    def __init__(self, keys: int) -> None:
        self.keys = list(range(1, keys + 1))
        self.begun: list[int] = []
        self.results: dict[int, Result] = {}
        self.order: list[tuple[str, int]] = []
        self.now = 0.0

    def begin(self, key: int) -> None:
        self.begun.append(key)
        self.order.append(("begun", key))

    def settle(self, key: int, result: Result) -> None:
        self.results[key] = result
        self.order.append((result.state, key))

    def states(self) -> list[str]:
        return [self.results[key].state if key in self.results else "" for key in self.keys]

    def said(self, key: int) -> str:
        why = self.results[key].why
        return "" if why is None else str(why)

    def open(self) -> list[int]:
        settled = {key for key, result in self.results.items() if result.state != LATER}
        return [key for key in self.keys if key not in settled and key not in self.begun]

    def dispatch(
        self, server: NewServer, keys: list[int] | None = None, password: str = PASSWORD
    ) -> Dispatch:
        return Dispatch(
            server,
            password,
            self.keys if keys is None else keys,
            compose=compose,
            begun=self.begin,
            settled=self.settle,
            clock=lambda: self.now,
            timeout=0.5,
        )

    def wait(self, seconds: float) -> None:
        self.now += seconds


def compose(key: int) -> Outgoing:
    text = f"To: {address(key)}\r\nSubject: Oproeping\r\n\r\nBeste lid {key}\r\n.\r\nTot ziens\r\n"
    return Outgoing(SENDER, address(key), text.encode())


def sent_through(server: NewServer, keys: int, **more: str) -> tuple[Log, Problem | None]:
    log = Log(keys)
    return log, send_all(log.dispatch(server, **more), wait=log.wait)  # type: ignore[arg-type]


def only(key: int, answer: str) -> Callable[[str], str]:
    return lambda to: answer if to == address(key) else ""
