"""Sending through a real server on this computer, and through everything that can go wrong."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coopadmin.correspondence.server import PLAIN, STARTTLS, TLS, NewServer, check_server
from coopadmin.correspondence.smtp import (
    DOUBT,
    LATER,
    REFUSED,
    SENT,
    WAITS,
    Dispatch,
    Outgoing,
    Result,
    send_all,
)
from coopadmin.kernel.problem import Problem, Refused, Strength
from tests.correspondence.mailserver import (
    BREAK,
    HOST,
    LOGIN,
    PASSWORD,
    STALL,
    Handler,
    certificate,
    knows,
    listening,
)

SENDER = "secretaris@beemdervelde.example"
OTHERS_TRUST = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


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


# ------------------------------------------------------------------------------ all is well


def test_everyone_gets_one_message_with_no_other_address_in_it() -> None:
    handler = Handler()
    with listening(handler) as server:
        log, halted = sent_through(server, 5)
    assert (log.states(), halted) == ([SENT] * 5, None)
    assert [envelope.rcpt_tos for envelope in handler.got] == [[address(k)] for k in log.keys]
    for key, envelope in zip(log.keys, handler.got, strict=True):
        assert envelope.content == compose(key).message
        assert envelope.mail_from == SENDER
    assert log.order == [(what, key) for key in log.keys for what in ("begun", SENT)]


@OTHERS_TRUST
@pytest.mark.parametrize("security", [TLS, STARTTLS])
def test_a_safe_line_with_a_login(
    security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    handler = Handler()
    options = {"auth_required": True, "auth_require_tls": False, "authenticator": knows}
    caplog.set_level(logging.DEBUG, "coopadmin")
    with listening(handler, security, made.context, **options) as server:
        log, halted = sent_through(replace(server, login=LOGIN), 2)
        assert (log.states(), halted) == ([SENT] * 2, None)
        log, halted = sent_through(replace(server, login=LOGIN), 2, password="verkeerd")
        assert log.states() == ["", ""]
        assert halted is not None
        assert halted.code == "smtp.login"
        log, halted = sent_through(server, 2)
        assert halted is not None
        assert halted.code == "smtp.login_needed"
    assert len(handler.got) == 2
    assert PASSWORD not in caplog.text


# ------------------------------------------------------------------------------ nobody to talk to


def test_a_server_that_is_not_there_or_does_not_answer() -> None:
    with socket.create_server((HOST, 0)) as silent:
        port = silent.getsockname()[1]
        server = NewServer(HOST, port, PLAIN, "", SENDER, "")
        _log, halted = sent_through(server, 1)
        assert halted is not None
        assert halted.code == "smtp.no_answer"
    _log, halted = sent_through(server, 1)
    assert halted is not None
    assert halted.code == "smtp.no_answer"
    for host in ("bestaat-niet.invalid", "twee..punten", "x" * 70):
        log, halted = sent_through(replace(server, host=host), 2)
        assert halted is not None
        assert halted.code == "smtp.unknown_host"
        assert log.states() == ["", ""]


def test_nothing_is_said_to_a_server_that_does_not_prove_who_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = Handler()
    (tmp_path / "other").mkdir()
    unknown, other = certificate(tmp_path), certificate(tmp_path / "other", "elders.example")
    with listening(handler, TLS, unknown.context) as server:
        _log, halted = sent_through(server, 1)
    assert halted is not None
    assert halted.code == "smtp.certificate"
    monkeypatch.setenv("SSL_CERT_FILE", str(other.authority))
    for security in (TLS, STARTTLS):
        with listening(handler, security, other.context) as server:
            _log, halted = sent_through(replace(server, login=LOGIN), 1)
        assert halted is not None
        assert halted.code == "smtp.certificate"
        assert "does not prove" in str(halted)
    assert handler.got == []


def test_nothing_is_said_without_tls_where_tls_was_asked() -> None:
    handler = Handler()
    with listening(handler) as server:
        for security, code in ((STARTTLS, "smtp.not_offered"), (TLS, "smtp.no_tls")):
            log, halted = sent_through(replace(server, security=security, login=LOGIN), 1)
            assert halted is not None
            assert halted.code == code
            assert log.begun == []
    assert handler.got == []


# ------------------------------------------------------------------------------ refusals


def test_a_recipient_who_is_refused_stops_nobody_else() -> None:
    handler = Handler(at_recipient=only(3, "550 5.1.1 No such user"))
    with listening(handler) as server:
        log, halted = sent_through(server, 5)
    assert (log.states(), halted) == ([SENT, SENT, REFUSED, SENT, SENT], None)
    assert log.said(3) == (
        "The address does not exist (any more). The server said: 550 5.1.1 No such user"
    )
    assert 3 not in log.begun


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("552 5.2.2 Over quota", "mailbox is full"),
        ("554 5.7.1 Looks like spam", "by its own rules"),
        ("552 5.3.4 Too big", "too large"),
        ("550 Nee", "does not exist"),
        ("556 5.9.9 Nee", "did not say why"),
    ],
)
def test_the_sentence_says_why_a_message_was_refused(answer: str, said: str) -> None:
    handler = Handler(at_message=only(1, answer))
    with listening(handler) as server:
        log, halted = sent_through(server, 2)
    assert (log.states(), halted) == ([REFUSED, SENT], None)
    assert said in log.said(1)
    assert answer in log.said(1)


def test_a_message_larger_than_the_server_takes_is_not_even_offered() -> None:
    with listening(Handler(), data_size_limit=40) as server:
        log, _halted = sent_through(server, 1)
    assert log.states() == [REFUSED]
    assert log.begun == []
    assert "takes 0 KB at most" in log.said(1)


def test_three_in_a_row_pause_by_themselves_and_the_rest_can_go_on() -> None:
    closed = Handler(at_recipient=lambda to: "550 5.7.1 Nee" if to >= address(3) else "")
    opened = Handler()
    with listening(closed) as server:
        log, halted = sent_through(server, 8)
    assert halted is not None
    assert halted.code == "smtp.in_a_row"
    assert log.states() == [SENT, SENT, REFUSED, REFUSED, REFUSED, "", "", ""]
    with listening(opened) as server:
        assert send_all(log.dispatch(server, log.open()), wait=log.wait) is None
    assert opened.recipients == [address(key) for key in (6, 7, 8)]


def test_a_letter_that_cannot_be_made_is_its_own_result_alone() -> None:
    def made(key: int) -> Outgoing:
        if key == 2:
            raise Refused([Problem("x", "Not this one.")])
        return compose(key)

    handler, log = Handler(), Log(3)
    with listening(handler) as server:
        dispatch = log.dispatch(server)
        dispatch._compose = made
        assert send_all(dispatch, wait=log.wait) is None
    assert log.states() == [SENT, REFUSED, SENT]
    assert log.said(2) == "Not this one."


def test_a_sender_that_the_server_does_not_know_stops_all() -> None:
    class Strict(Handler):
        async def handle_MAIL(self, *_all: object) -> str:
            return "553 5.7.1 Sender address rejected: not owned by user"

    with listening(Strict()) as server:
        log, halted = sent_through(server, 2)
    assert halted is not None
    assert halted.code == "smtp.sender"
    assert SENDER in str(halted)
    assert log.states() == ["", ""]


# ------------------------------------------------------------------------------ later


def test_what_the_server_wants_later_is_brought_again_and_others_do_not_wait() -> None:
    times = dict.fromkeys(map(address, range(1, 4)), 0)

    def greylist(to: str) -> str:
        times[to] += 1
        return "451 4.7.1 Later" if to == address(2) and times[to] < 3 else ""

    handler = Handler(at_recipient=greylist)
    with listening(handler) as server:
        log, halted = sent_through(server, 3)
    assert (log.states(), halted) == ([SENT] * 3, None)
    assert handler.recipients == [address(1), address(3), address(2)]
    assert log.now >= sum(WAITS)
    assert [what for what, key in log.order if key == 2] == [LATER, LATER, "begun", SENT]


def test_what_stays_later_can_go_on_another_day() -> None:
    handler = Handler(at_message=only(2, "452 4.2.2 Full for now"))
    with listening(handler) as server:
        log, halted = sent_through(server, 3)
    assert (log.states(), halted) == ([SENT, LATER, SENT], None)
    assert "try later: 452 4.2.2 Full for now" in log.said(2)


def test_no_more_go_out_in_a_minute_than_agreed() -> None:
    handler, log = Handler(), Log(7)
    sent_at = []
    with listening(handler) as server:
        dispatch = log.dispatch(replace(server, per_minute=3))
        while (pause := dispatch.pause) is not None:
            log.wait(pause)
            dispatch.burst()
            sent_at.append((log.now, len(handler.got), dispatch.left))
    assert sent_at == [(0.0, 3, 4), (60.0, 6, 1), (120.0, 7, 0)]


# ------------------------------------------------------------------------------ breaks


@pytest.mark.parametrize("how", [BREAK, STALL])
def test_a_line_that_breaks_after_a_message_leaves_it_in_doubt_and_never_sends_it_again(
    how: str,
) -> None:
    handler = Handler(at_message=only(2, how))
    with listening(handler) as server:
        log, halted = sent_through(server, 4)
    assert (log.states(), halted) == ([SENT, DOUBT, SENT, SENT], None)
    assert handler.recipients == [address(key) for key in log.keys], "each of them just once"
    assert "may have arrived or not" in log.said(2)


@pytest.mark.parametrize("how", [BREAK, STALL])
def test_a_line_that_breaks_before_a_message_loses_nothing(how: str) -> None:
    broken = iter([how])
    handler = Handler(at_recipient=lambda to: next(broken, "") if to == address(2) else "")
    with listening(handler) as server:
        log, halted = sent_through(server, 4)
    assert (log.states(), halted) == ([SENT] * 4, None)
    assert sorted(handler.recipients) == [address(key) for key in log.keys]


def test_a_server_that_keeps_breaking_stops_the_sending_and_the_rest_can_go_on() -> None:
    handler = Handler(at_recipient=only(3, BREAK))
    with listening(handler) as server:
        log, halted = sent_through(server, 5)
    assert halted is not None
    assert halted.code == "smtp.no_answer"
    assert log.states() == [SENT, SENT, "", "", ""]
    assert log.open() == [3, 4, 5]


def test_a_server_that_hangs_up_politely_is_called_again() -> None:
    hung = iter(["421 4.7.0 Too many in one session"])
    handler = Handler(at_recipient=lambda to: next(hung, "") if to == address(2) else "")
    with listening(handler) as server:
        log, halted = sent_through(server, 4)
    assert (log.states(), halted) == ([SENT] * 4, None)
    assert handler.recipients == [address(key) for key in (1, 3, 4, 2)]


class Unplugged(BaseException):
    """The power goes at this very moment."""


@pytest.mark.parametrize("moment", ["begun", "settled"])
def test_when_the_plug_is_pulled_nobody_gets_it_twice(moment: str) -> None:
    handler, log = Handler(), Log(4)
    with listening(handler) as server:
        dispatch = log.dispatch(server)
        if moment == "begun":
            dispatch._begun = pulled_at(2, log.begin)
        else:
            dispatch._settled = pulled_at(2, log.settle)
        with pytest.raises(Unplugged):
            dispatch.burst()
        # A new start knows only what was written down.
        doubtful = [key for key in log.begun if key not in log.results]
        assert doubtful == ([2] if moment == "settled" else [])
        assert send_all(log.dispatch(server, log.open()), wait=log.wait) is None
    assert sorted(handler.recipients) == [address(key) for key in log.keys]


def pulled_at(when: int, note: Callable[..., None]) -> Callable[..., None]:
    def noted(key: int, *result: Result) -> None:
        if key == when:
            raise Unplugged
        note(key, *result)

    return noted


def test_a_stop_is_heard_between_two_messages_and_the_rest_can_go_on() -> None:
    handler, log = Handler(), Log(5)
    with listening(handler) as server:
        dispatch = log.dispatch(server)
        stopped = send_all(dispatch, stopped=lambda: len(handler.got) == 2, wait=log.wait)
        assert stopped is None
        assert (len(handler.got), dispatch.left) == (2, 3)
        assert send_all(dispatch, wait=log.wait) is None
    assert handler.recipients == [address(key) for key in log.keys]


# ------------------------------------------------------------------------------ settings


def test_a_server_is_named_and_has_a_port_and_an_address_to_send_from() -> None:
    wrong = NewServer("https://smtp.x.example", 70000, "ssl", "a\nb", "geen", "x\r\ny", 0)
    found = {problem.code for problem in check_server(wrong)}
    assert found == {
        "server.host", "server.port", "server.security", "server.email", "mail.line", "server.pace",
    }  # fmt: skip


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "127.9.9.9"])
def test_without_tls_nothing_leaves_the_computer_unasked(host: str) -> None:
    here = NewServer(host, 25, PLAIN, "", SENDER, "")
    assert list(check_server(here)) == []
    (asked,) = check_server(replace(here, host="smtp.provider.example"))
    assert (asked.code, asked.strength) == ("server.plain", Strength.QUESTION)
    assert list(check_server(replace(here, host="smtp.provider.example", security=TLS))) == []
