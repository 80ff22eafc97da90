"""Sending through the user's own mail server, one message at a time, each result said at once.

Nothing is sent twice. Before the server gets a message, `begun` is called, and after its answer
`settled`; both write it down before they return. A message that was begun and never settled, or
that was on the line when it broke, is *in doubt*: it may have arrived, so nobody sends it again
until a person has said so. Everything else that is not settled was not taken, and can go on.
"""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from coopadmin.correspondence.reasons import reason_of, status_in
from coopadmin.correspondence.server import STARTTLS, TLS, NewServer
from coopadmin.kernel.problem import N_, Problem, Refused, Term

SENT, REFUSED, LATER, DOUBT = "sent", "refused", "later", "doubt"
TIMEOUT = 60.0
MINUTE = 60.0
WAITS = (60.0, 300.0)
"""How long a message waits that the server asked to bring again, after the first time and on."""
IN_A_ROW = 3
"""So many in a row that do not arrive say that something is wrong with more than an address."""
_HERE = "[127.0.0.1]"  # who greets says nothing about the computer, and asks no name server
_LONGEST_ANSWER = 200


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as it goes over the line; addresses as servers take them."""

    sender: str
    recipient: str
    message: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one message: SENT, REFUSED, LATER (not taken yet) or DOUBT, and why."""

    state: str
    why: Problem | None = None


class Halted(Exception):
    """Nothing more can be sent now, whoever it is for; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class _LineLost(Exception):
    """The connection is gone; what was on it has its result already, or was not begun."""


class Dispatch:
    """Messages on their way through one server, in bursts of what may go out in a minute.

    `keys` stand for messages, in order; `compose` makes one, just before it goes. It may raise
    Refused: that one message then has that as its result. `begun(key)` and `settled(key, result)`
    write down how far it is. `clock` tells seconds.
    """

    def __init__(
        self,
        server: NewServer,
        password: str,
        keys: Sequence[int],
        *,
        compose: Callable[[int], Outgoing],
        begun: Callable[[int], None],
        settled: Callable[[int, Result], None],
        clock: Callable[[], float] = time.monotonic,
        timeout: float = TIMEOUT,
    ) -> None:
        self.server, self._password, self._timeout = server, password, timeout
        self._compose, self._begun, self._settled = compose, begun, settled
        self._clock = clock
        self._queue = deque(_Waiting(key) for key in keys)
        self._began = clock() - MINUTE
        self._failed = self._lost = 0
        self.halted: Problem | None = None

    @property
    def left(self) -> int:
        """How many are still to go, those among them that the server wants later."""
        return len(self._queue)

    @property
    def pause(self) -> float | None:
        """Seconds until the next burst; None when there will be none."""
        if self.halted is not None or not self._queue:
            return None
        due = min(each.due for each in self._queue)
        return max(0.0, due - self._clock(), self._began + MINUTE - self._clock())

    def burst(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Send what may go out in one minute, and stop between two messages when asked."""
        self._began = self._clock()
        ready = [each for each in self._queue if each.due <= self._began]
        batch = deque(ready[: self.server.per_minute])
        try:
            while batch and not stopped():
                with (
                    suppress(_LineLost),
                    connected(self.server, self._password, self._timeout) as line,
                ):
                    while batch and not stopped():
                        self._send(line, batch)
        except Halted as halt:
            self.halted = halt.problem

    def _send(self, line: smtplib.SMTP, batch: deque[_Waiting]) -> None:
        waiting = batch[0]
        try:
            letter = self._compose(waiting.key)
        except Refused as refused:
            self._leave(waiting, batch, Result(REFUSED, refused.problems[0]))
            return
        begun = False

        def begin() -> None:
            nonlocal begun
            self._begun(waiting.key)
            begun = True

        try:
            result = _handed_over(line, letter, begin)
        except (OSError, smtplib.SMTPServerDisconnected) as fault:
            self._lose(waiting, batch, begun=begun)
            raise _LineLost from fault
        self._leave(waiting, batch, result)
        if result.state == SENT:
            self._failed = self._lost = 0
        else:
            self._fail(line)

    def _fail(self, line: smtplib.SMTP) -> None:
        self._failed += 1
        if self._failed >= IN_A_ROW:
            sentence = N_(
                "{times} messages in a row were not taken, so sending pauses. Look at the reasons"
                " in the list before you go on."
            )
            raise Halted(Problem("smtp.in_a_row", sentence, {"times": IN_A_ROW}))
        try:
            line.rset()
        except (OSError, smtplib.SMTPServerDisconnected) as fault:
            raise _LineLost from fault

    def _leave(self, waiting: _Waiting, batch: deque[_Waiting], result: Result) -> None:
        """Write down what became of it; one that the server wants later comes again."""
        batch.popleft()
        self._queue.remove(waiting)
        self._settled(waiting.key, result)
        if result.state == LATER and waiting.times < len(WAITS):
            due = self._clock() + WAITS[waiting.times]
            self._queue.append(_Waiting(waiting.key, waiting.times + 1, due))

    def _lose(self, waiting: _Waiting, batch: deque[_Waiting], *, begun: bool) -> None:
        self._lost += 1
        if begun:
            self._leave(waiting, batch, Result(DOUBT, Problem("smtp.doubt", IN_DOUBT)))
        if self._lost >= IN_A_ROW:
            raise Halted(_no_line(self.server))


@dataclass(frozen=True, slots=True)
class _Waiting:
    key: int
    times: int = 0
    due: float = float("-inf")


IN_DOUBT = N_(
    "The line broke before the server answered, so this message may have arrived or not. Ask the"
    " recipient, or look among the sent messages of the mailbox, before you send it again."
)


def send_all(
    dispatch: Dispatch,
    *,
    stopped: Callable[[], bool] = lambda: False,
    wait: Callable[[float], None] = time.sleep,
    after: Callable[[], object] = lambda: None,
) -> Problem | None:
    """Send everything, however many minutes it takes; gives why it halted, or None.

    `after` is called when a burst is over, by whatever way.
    """
    while (pause := dispatch.pause) is not None and not stopped():
        # In small pieces, so that a stop is heard soon.
        if pause > 0:
            wait(min(pause, 0.5))
            continue
        try:
            dispatch.burst(stopped)
        finally:
            after()
    return dispatch.halted


# ------------------------------------------------------------------------------ one message


def _handed_over(line: smtplib.SMTP, letter: Outgoing, begin: Callable[[], None]) -> Result:
    most = int(size) if (size := line.esmtp_features.get("size", "")).isdecimal() else 0
    if most and len(letter.message) > most:
        sentence = N_("The message has {size} KB, and the server takes {most} KB at most.")
        sizes = {"size": len(letter.message) // 1000, "most": most // 1000}
        return Result(REFUSED, Problem("smtp.size", sentence, sizes))
    options = [f"size={len(letter.message)}"] if most else []
    code, answer = _said(line.mail(letter.sender, options))
    if code >= 500 and code != 552:  # RFC 1870: that is about its size
        raise Halted(_sender_refused(letter.sender, code, answer))
    if code != 250:
        return _not_taken(code, answer)
    code, answer = _said(line.rcpt(letter.recipient))
    if code not in (250, 251):
        return _not_taken(code, answer)
    begin()
    try:
        code, answer = _said(line.data(letter.message))
    except smtplib.SMTPDataError as fault:  # before it got anything
        code, answer = _said((fault.smtp_code, fault.smtp_error))
    return Result(SENT) if code == 250 else _not_taken(code, answer)


def _said(reply: tuple[int, bytes | str]) -> tuple[int, str]:
    code, answer = reply
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return code, f"{code} {' '.join(text.split())}"[:_LONGEST_ANSWER]


def _not_taken(code: int, answer: str) -> Result:
    if code < 500:
        sentence = N_("The server does not take it now, and asks to try later: {answer}")
        return Result(LATER, Problem("smtp.later", sentence, {"answer": answer}))
    sentence = N_("{reason} The server said: {answer}")
    reason = Term(reason_of(status_in(answer), answer))
    return Result(REFUSED, Problem("smtp.refused", sentence, {"reason": reason, "answer": answer}))


# ------------------------------------------------------------------------------ the line


@contextmanager
def connected(server: NewServer, password: str, timeout: float = TIMEOUT) -> Iterator[smtplib.SMTP]:
    """A line to the server, safe and logged in; raises Halted with what is wrong with either."""
    line = _opened(server, password, timeout)
    try:
        yield line
        with suppress(OSError, smtplib.SMTPException):
            line.quit()
    finally:
        line.close()


def _opened(server: NewServer, password: str, timeout: float) -> smtplib.SMTP:
    line: smtplib.SMTP | None = None
    try:
        safe = ssl.create_default_context()
        if server.security == TLS:
            line = smtplib.SMTP_SSL(server.host, server.port, _HERE, timeout=timeout, context=safe)
        else:
            line = smtplib.SMTP(server.host, server.port, _HERE, timeout=timeout)
        line.ehlo_or_helo_if_needed()
        if server.security == STARTTLS:
            line.starttls(context=safe)
            line.ehlo_or_helo_if_needed()
        if server.login:
            _log_in(line, server.login, password)
    except (OSError, UnicodeError, smtplib.SMTPException) as fault:
        if line is not None:
            line.close()
        raise Halted(_told(server, fault)) from fault
    return line


def _log_in(line: smtplib.SMTP, login: str, password: str) -> None:
    if (login + password).isascii():
        line.login(login, password)
        return
    # The library sends ASCII alone; RFC 4616 wants UTF-8.
    whole = base64.b64encode(f"\0{login}\0{password}".encode()).decode()
    code, answer = line.docmd("AUTH", f"PLAIN {whole}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _told(server: NewServer, fault: Exception) -> Problem:
    """What went wrong before anything could be sent."""
    where = {"host": server.host, "port": server.port}
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return _login_refused(fault)
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return Problem(
            "smtp.not_offered",
            N_(
                "{host} offers no safe connection or no login on port {port}. Choose the other"
                " kind of security, or ask your provider for the port."
            ),
            where,
        )
    if isinstance(fault, smtplib.SMTPResponseException) and fault.smtp_code > 0:
        _code, answer = _said((fault.smtp_code, fault.smtp_error))
        sentence = N_("{host} takes nothing now: {answer}")
        return Problem("smtp.unwilling", sentence, {**where, "answer": answer})
    if isinstance(fault, (socket.gaierror, UnicodeError)):
        sentence = N_(
            "There is no server “{host}”, or there is no internet. Check the name and the line."
        )
        return Problem("smtp.unknown_host", sentence, where)
    if isinstance(fault, ssl.SSLCertVerificationError):
        sentence = N_(
            "{host} does not prove that it is {host}, so nothing was sent: {reason}. Check the name"
            " of the server with your provider."
        )
        reason = fault.verify_message or str(fault.reason)
        return Problem("smtp.certificate", sentence, {**where, "reason": reason})
    if isinstance(fault, ssl.SSLError):
        sentence = N_("{host} does not speak TLS on port {port}. Choose STARTTLS, or another port.")
        return Problem("smtp.no_tls", sentence, where)
    return _no_line(server)


def _login_refused(fault: smtplib.SMTPAuthenticationError) -> Problem:
    code, answer = _said((fault.smtp_code, fault.smtp_error))
    if code < 500:
        sentence = N_("The server does not take the login now: {answer}")
        return Problem("smtp.login_later", sentence, {"answer": answer})
    sentence = N_(
        "The server refuses the login or the password: {answer}. Many providers want a password"
        " made for programs (an app password) instead of your own."
    )
    return Problem("smtp.login", sentence, {"answer": answer})


def _sender_refused(sender: str, code: int, answer: str) -> Problem:
    if code == 530:
        sentence = N_("The server wants a login first: {answer}. Fill in login and password.")
        return Problem("smtp.login_needed", sentence, {"answer": answer})
    sentence = N_(
        "The server does not send for {sender}: {answer}. Use the address of this mailbox."
    )
    return Problem("smtp.sender", sentence, {"sender": sender, "answer": answer})


def _no_line(server: NewServer) -> Problem:
    sentence = N_(
        "{host} does not answer on port {port}, or breaks off. Check the port and the internet;"
        " what was sent is in the log, and the rest can go on."
    )
    return Problem("smtp.no_answer", sentence, {"host": server.host, "port": server.port})
