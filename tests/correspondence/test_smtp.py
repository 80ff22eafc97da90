"""Sending through a real server on this computer, and through everything that can go wrong."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from coopadmin.correspondence.server import PLAIN, STARTTLS, TLS, NewServer, check_server
from coopadmin.correspondence.smtp import (
    LATER,
    REFUSED,
    SENT,
    WAITS,
    Outgoing,
    send_all,
)
from coopadmin.kernel.problem import Problem, Refused, Strength
from tests.correspondence.mailserver import (
    HOST,
    LOGIN,
    PASSWORD,
    Handler,
    certificate,
    knows,
    listening,
)
from tests.correspondence.sending import SENDER, Log, address, compose, only, sent_through

OTHERS_TRUST = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


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
