"""Bringing the e-mails of a sending on their way: in bursts, with a pause, and going on later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from coopadmin.correspondence.posting import (
    JOURNAL,
    enclosures_of,
    send_again,
    settle_doubt,
)
from coopadmin.correspondence.queries import get_sending, list_sent
from coopadmin.correspondence.rules import DOUBT, EMAIL, FAILED, WAITING
from coopadmin.correspondence.server import NewServer
from coopadmin.kernel.problem import Problem
from coopadmin.people.consent_rules import CONVOCATION
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.message import GOOD, INFO, WARN
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.worker import Task
from coopadmin.ui.letters.ways import (
    POST,
    enclose_files,
    enclose_meeting,
    save_drafts,
    server_of,
    tell_failure,
)
from coopadmin.ui.mailing import with_password
from coopadmin.words import _, count, ngettext

KEY = "sending e-mail"


class Posting(QObject):
    """One sending at a time is on its way; it goes on while other pages are looked at."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._dispatch: Any = None
        self._task: Task | None = None
        self._total = 0
        self.number: int | None = None
        """The sending that is on its way, or None."""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._burst)

    # What a sending offers.

    def offers(self, number: int, message: int) -> Sequence[Action]:
        """What can be done with its e-mails; `message` is the one that is looked at."""
        results = self._results(number)
        if not results:
            return ()
        waiting = list(results.values()).count(WAITING)
        done = "" if waiting else _("This is done already.")
        elsewhere = "" if self.number in (None, number) else _("Another is being sent.")
        words = ngettext("Send {count} e-mail", "Send {count} e-mails", waiting)
        if self.number == number:
            go = Action(_("Pause"), self.pause, "player-pause", changes=True)
        else:
            go = Action(
                words.format(count=count(waiting)),
                lambda: self.ask(number),
                "mail-forward",
                why_not=done or elsewhere,
                changes=True,
            )
        busy = _("It is being sent.") if self.number == number else ""
        return (
            go,
            Action(
                _("Test to myself"),
                lambda: self.try_letter(number, message),
                "mail",
                why_not=busy or ("" if results.get(message) == WAITING else done),
                changes=True,
            ),
            Action(
                _("Drafts for a mail program"),
                lambda: save_drafts(self._page, number),
                in_header=False,
                why_not=busy or done,
                changes=True,
            ),
            Action(
                _("Enclose file"),
                lambda: enclose_files(self._page, number),
                "paperclip",
                in_header=False,
                why_not=busy or done,
                changes=True,
            ),
            *self._date(number, busy or done),
            *self._settling(number, results),
        )

    def _date(self, number: int, why_not: str) -> Sequence[Action]:
        """With a convocation the date of the meeting can go along, for calendars."""
        if self._page.desk.books.ask(get_sending, number).occasion != CONVOCATION:
            return ()
        return (
            Action(
                _("Enclose the date of the meeting"),
                lambda: enclose_meeting(self._page, number),
                "calendar",
                in_header=False,
                why_not=why_not,
                changes=True,
            ),
        )

    def _settling(self, number: int, results: dict[int, str]) -> Sequence[Action]:
        """What can be said of e-mails of which something is to be said."""
        doubt = [message for message, result in results.items() if result == DOUBT]
        failed = [message for message, result in results.items() if result == FAILED]
        ways: list[tuple[str, list[int], Callable[[], object]]] = [
            (
                _("What is in doubt did arrive"),
                doubt,
                lambda: self._page.do(settle_doubt, number, doubt, arrived=True),
            ),
            (
                _("Send what is in doubt again"),
                doubt,
                lambda: self._page.do(settle_doubt, number, doubt, arrived=False),
            ),
            (
                _("Send what failed again"),
                failed,
                lambda: self._page.do(send_again, number, failed),
            ),
        ]
        return [
            Action(words, run, in_header=False, changes=True)
            for words, messages, run in ways
            if messages
        ]

    def _results(self, number: int) -> dict[int, str]:
        rows = self._page.desk.books.ask(list_sent, number)
        return {row.message: row.result for row in rows if row.way == EMAIL}

    # On its way.

    def look(self, number: int) -> None:
        """What was noted before the program ended goes into the log, and is told."""
        books = self._page.desk.books
        if self.number is not None or books.read_only or not self._noted(number):
            return
        task = self._run("settle", number)
        task.done.connect(self._told_doubt)

    def _noted(self, number: int) -> bool:
        keys = self._page.desk.books.drafts_of(JOURNAL)
        return any(key.startswith(f"{number}/") for key in keys)

    def _told_doubt(self, doubtful: Sequence[int]) -> None:
        if isValid(self._page) and doubtful:
            words = ngettext(
                "Of {count} e-mail nobody knows whether it arrived",
                "Of {count} e-mails nobody knows whether they arrived",
                len(doubtful),
            )
            self._page.messages.show_message(
                WARN,
                words.format(count=count(len(doubtful))),
                _("Sending broke off. Look among the sent messages of your mailbox."),
                help_page="email#doubt",
            )

    def ask(self, number: int) -> None:
        """What is sent cannot be called back, so it is asked first; without a server, where to."""
        server = server_of(self._page)
        if server is None:
            return
        books, messages = self._page.desk.books, self._page.messages
        waiting = list(self._results(number).values()).count(WAITING)
        names = [each.name for each in books.ask(enclosures_of, number)]
        words = ngettext("Send {count} e-mail now?", "Send {count} e-mails now?", waiting)
        minutes = -(-waiting // server.per_minute)
        takes = ngettext(
            "It takes {count} minute at most.", "It takes about {count} minutes.", minutes
        )
        along = _("Enclosed: {names}.").format(names=", ".join(names)) if names else ""
        said = (
            _("From {email}.").format(email=server.email),
            along,
            takes.format(count=count(minutes)),
            _("What was sent cannot be called back."),
        )
        messages.clear()
        messages.show_message(
            WARN,
            words.format(count=count(waiting)),
            " ".join(part for part in said if part),
            [Action(_("Send"), partial(self.start, number, server), "mail-forward")],
        )
        messages.focus_first()

    def start(self, number: int, server: NewServer) -> None:
        """Send what is still to go, from the next minute on."""
        self._page.messages.clear()
        with_password(self._page, server, partial(self._begin, number))

    def _begin(self, number: int, password: str) -> None:
        self.number = number
        self.changed.emit()
        task = self._run("dispatch_of", number, password)
        task.done.connect(self._ready)
        task.failed.connect(self._failed)

    def _ready(self, dispatch: Any) -> None:
        if not isValid(self._page) or self.number is None:
            return
        self._dispatch, self._total = dispatch, dispatch.left
        self._burst()

    def _burst(self) -> None:
        if self._dispatch is None or self.number is None:
            return
        self._tell(_("Sending"))
        self._task = self._run("send_burst", self.number, self._dispatch)
        self._task.progress.connect(self._note)
        self._task.done.connect(self._burst_done)
        self._task.failed.connect(self._failed)

    def _burst_done(self, dispatch: Any) -> None:
        if not isValid(self._page) or self._dispatch is not dispatch:
            return
        pause = dispatch.pause
        if pause is None:
            self._finish(dispatch.halted)
            return
        self._tell(_("The next ones go out in a moment. You can go on working."))
        self._next.start(round(pause * 1000))

    def _tell(self, more: str) -> None:
        """How far it is, in the messages of the page and in the status line."""
        words = self._far()
        self._page.messages.clear()
        self._page.messages.show_message(
            INFO, words, more, [Action(_("Pause"), self.pause, "player-pause")], closable=False
        )
        self._page.desk.note(words)

    def _far(self) -> str:
        sent = self._total - self._dispatch.left
        said = _("{done} of {total} e-mails went out")
        return said.format(done=count(sent), total=count(self._total))

    def _note(self, _done: int, _of: int) -> None:
        if isValid(self._page) and self._dispatch is not None:
            self._page.desk.note(self._far())

    def pause(self) -> None:
        """Stop between two messages; what is still to go stays to be sent."""
        self._next.stop()
        if self._task is not None:
            self._task.cancel()
        self._stop()
        self._page.messages.clear()
        self._page.messages.show_message(
            INFO, _("Sending is paused"), _("What is still to go can go on whenever you want.")
        )

    def _stop(self) -> None:
        self._dispatch = self._task = self.number = None
        self.changed.emit()

    def _finish(self, halted: Problem | None) -> None:
        number = self.number
        self._stop()
        self._page.messages.clear()
        if halted is not None:
            self._page.messages.show_problems([halted])
            return
        assert number is not None
        results = list(self._results(number).values())
        troubles = results.count(FAILED) + results.count(DOUBT) + results.count(WAITING)
        if troubles:
            words = ngettext(
                "{count} e-mail did not go out", "{count} e-mails did not go out", troubles
            )
            self._page.messages.show_message(
                WARN, words.format(count=count(troubles)), _("The list says why for each.")
            )
        else:
            self._page.messages.show_message(GOOD, _("All e-mails were sent"))

    def _failed(self, trouble: Exception) -> None:
        self._stop()
        tell_failure(self._page, trouble)

    # A trial.

    def try_letter(self, number: int, message: int) -> None:
        """The message that is looked at, to the own mailbox."""
        server = server_of(self._page)
        if server is not None:
            with_password(self._page, server, partial(self._try, number, message))

    def _try(self, number: int, message: int, password: str) -> None:
        desk = self._page.desk
        task = desk.runner.run(f"{POST}:try_letter", desk.books, number, message, password)
        task.done.connect(self._tried)
        task.failed.connect(partial(tell_failure, self._page))

    def _tried(self, email: str) -> None:
        if isValid(self._page):
            words = _("A test was sent to {email}.").format(email=email)
            self._page.messages.clear()
            self._page.messages.show_message(GOOD, words, _("Nobody else got it."))

    def _run(self, job: str, *args: Any) -> Task:
        return self._page.desk.runner.run(
            f"{POST}:{job}", self._page.desk.books, *args, key=KEY, title=_("Sending e-mail")
        )
