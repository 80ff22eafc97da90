"""A sending goes out through a real server, is noted as it goes, and goes on after a break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from coopadmin.correspondence.posting import (
    JOURNAL,
    enclose,
    enclosures_of,
    find_server,
    forget_server,
    send_again,
    set_server,
    settle_doubt,
)
from coopadmin.correspondence.queries import list_came_back, list_sent
from coopadmin.correspondence.server import PLAIN, TLS, NewServer
from coopadmin.correspondence.smtp import send_all
from coopadmin.desk.history import Wanted, list_done
from coopadmin.desk.post import (
    dispatch_of,
    draft_mails,
    how_far,
    messages_with,
    send_burst,
    settle,
    take_bounce,
    try_out,
)
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from tests.correspondence.mailserver import BREAK, Handler, listening
from tests.correspondence.posting import NAMES, convoked, email_of, results, served
from tests.correspondence.test_bounces import REPORT

Undone = Callable[[Callable[[], Any]], Any]
SERVER = NewServer("smtp.provider.example", 465, TLS, "s", "s@provider.example", "Beemdervelde")


def no_wait(_seconds: float) -> None:
    """Tests do not wait for minutes."""


def all_sent(books: Books, number: int) -> str | None:
    """Send what is still to go; gives the code of why it halted."""
    halted = send_all(
        dispatch_of(books, number, ""), wait=no_wait, after=lambda: settle(books, number)
    )
    return None if halted is None else halted.code


def only(name: str, answer: str) -> Callable[[str], str]:
    return lambda to: answer if to == email_of(name) else ""


# ------------------------------------------------------------------------------ settings


def test_the_server_is_set_changed_and_taken_out(books: Books, undone: Undone) -> None:
    assert books.ask(find_server) is None
    undone(lambda: books.do(set_server, SERVER))
    assert books.ask(find_server) == SERVER
    changed = replace(SERVER, port=587)
    undone(lambda: books.do(set_server, changed))
    assert books.ask(find_server) == changed
    undone(lambda: books.do(forget_server))
    assert books.ask(find_server) is None


def test_a_server_without_tls_is_asked_about_and_the_answer_kept(books: Books) -> None:
    plain = replace(SERVER, security=PLAIN)
    with pytest.raises(Refused, match="can be read on their way"):
        books.do(set_server, plain)
    books.do(set_server, plain, answers={"server.plain": "Eigen netwerk"})
    assert books.ask(find_server) == plain


def test_a_try_out_reaches_the_sender_alone(books: Books) -> None:
    handler = Handler()
    with listening(handler) as server:
        assert try_out(books, server, "") == server.email
    (got,) = handler.got
    assert (got.rcpt_tos, got.mail_from) == ([server.email], server.email)
    refusing = Handler(at_recipient=lambda _to: "550 5.1.1 Nee")
    with listening(refusing) as server, pytest.raises(Refused, match="550 5"):
        try_out(books, server, "")
    with pytest.raises(Refused, match="does not answer"):
        try_out(books, server, "")


# ------------------------------------------------------------------------------ sending


def test_everyone_gets_his_own_and_one_line_of_history_tells_of_it(books: Books) -> None:
    number = convoked(books)
    books.do(enclose, number, "stukken.pdf", b"%PDF-1.7 stukken")
    handler = Handler()
    with listening(handler) as server:
        served(books, server)
        assert all_sent(books, number) is None
    assert results(books, number) == dict.fromkeys(NAMES, "sent")
    assert books.ask(how_far, number).sent == 5
    assert handler.recipients == [email_of(name) for name in NAMES]
    for name, got in zip(NAMES, handler.got, strict=True):
        assert isinstance(got.content, bytes)
        message = message_from_bytes(got.content, policy=default)
        assert message["To"].addresses[0].display_name == f"{name} Bergsma"
        assert message["From"].addresses[0].display_name == "Zorgcoöperatie, secretariaat"
        others = [email_of(other).encode() for other in NAMES if other != name]
        assert not [other for other in others if other in got.content]
        assert [each.get_filename() for each in message.iter_attachments()] == ["stukken.pdf"]
        body = message.get_body()
        assert body is not None
        assert "28 mei" in body.get_content()
    told = [row.sentence for row in books.ask(list_done, Wanted())][:1]
    assert "5 messages" in told[0]
    assert books.drafts_of(JOURNAL) == {}
    with pytest.raises(Refused, match="still to go"):
        dispatch_of(books, number, "")
    with pytest.raises(Refused, match="cannot be called back"):
        books.undo()


def test_a_refusal_half_way_is_noted_with_its_reason_and_can_go_again(books: Books) -> None:
    number = convoked(books)
    handler = Handler(at_recipient=only("Carla", "550 5.1.1 No such user"))
    with listening(handler) as server:
        served(books, server)
        assert all_sent(books, number) is None
    assert results(books, number) == dict.fromkeys(NAMES, "sent") | {"Carla": "failed"}
    (row,) = [row for row in books.ask(list_sent, number) if row.result == "failed"]
    assert "does not exist" in row.detail
    assert "550 5.1.1 No such user" in row.detail


def test_what_failed_is_sent_again_only_when_somebody_says_so(books: Books, undone: Undone) -> None:
    number = convoked(books)
    with listening(Handler(at_recipient=only("Carla", "550 Nee"))) as server:
        served(books, server)
        all_sent(books, number)
    failed = books.ask(messages_with, number, "failed")
    undone(lambda: books.do(send_again, number, failed))
    handler = Handler()
    with listening(handler) as server:
        served(books, server)
        all_sent(books, number)
    assert handler.recipients == [email_of("Carla")]
    with pytest.raises(Refused, match="None of these"):
        books.do(send_again, number, failed)


@pytest.mark.parametrize("arrived", [True, False])
def test_what_is_in_doubt_is_sent_again_only_when_somebody_says_so(
    books: Books, arrived: bool, undone: Undone
) -> None:
    number = convoked(books)
    handler = Handler(at_message=only("Bert", BREAK))
    with listening(handler) as server:
        served(books, server)
        assert all_sent(books, number) is None
        assert results(books, number) == dict.fromkeys(NAMES, "sent") | {"Bert": "doubt"}
        with pytest.raises(Refused, match="still to go"):
            dispatch_of(books, number, "")
        doubtful = books.ask(messages_with, number, "doubt")
        undone(lambda: books.do(settle_doubt, number, doubtful, arrived=arrived))
        handler.at_message = lambda _to: ""
        if not arrived:
            all_sent(books, number)
    assert results(books, number) == dict.fromkeys(NAMES, "sent")
    assert handler.recipients.count(email_of("Bert")) == (1 if arrived else 2)


class Unplugged(BaseException):
    """The power goes: nothing after this is done."""


@pytest.mark.parametrize("answered", [True, False])
def test_when_the_power_goes_the_file_knows_what_was_begun(
    books: Books, answered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = convoked(books)
    keep = books.keep_draft

    def cut(screen: str, key: str, text: str) -> None:
        if key.endswith("/3") and bool(text) == answered:
            raise Unplugged
        keep(screen, key, text)

    handler = Handler()
    with listening(handler) as server:
        served(books, server)
        monkeypatch.setattr(books, "keep_draft", cut)
        with pytest.raises(Unplugged):
            dispatch_of(books, number, "").burst()
        monkeypatch.undo()
        # Nothing stands in the log yet, and everything in the journal of the file.
        assert set(results(books, number).values()) == {"waiting"}
        assert all_sent(books, number) is None
    assert sorted(handler.recipients) == sorted(email_of(name) for name in NAMES)
    doubt = {"Carla": "doubt"} if answered else {}
    assert results(books, number) == dict.fromkeys(NAMES, "sent") | doubt


def test_a_burst_stopped_between_two_messages_goes_on_where_it_was(books: Books) -> None:
    number = convoked(books)
    handler = Handler()

    def tick(done: int, total: int) -> None:
        assert total == 5
        if done == 2:
            raise KeyboardInterrupt

    with listening(handler) as server:
        served(books, server)
        with pytest.raises(KeyboardInterrupt):
            send_burst(books, number, dispatch_of(books, number, ""), tick)
        assert list(results(books, number).values()).count("sent") == 2
        assert all_sent(books, number) is None
    assert handler.recipients == [email_of(name) for name in NAMES]


def test_without_a_server_or_an_address_nothing_goes(books: Books, tmp_path: Path) -> None:
    number = convoked(books)
    with pytest.raises(Refused, match="which server"):
        dispatch_of(books, number, "")
    with pytest.raises(Refused, match="which address"):
        draft_mails(books, number, tmp_path)
    books.do(set_server, SERVER)
    with pytest.raises(Refused, match="no sending"):
        dispatch_of(books, number + 1, "")


def test_drafts_are_written_for_what_is_still_to_go(books: Books, tmp_path: Path) -> None:
    number = convoked(books, NAMES[:2])
    books.do(set_server, SERVER)
    made = draft_mails(books, number, tmp_path)
    assert [path.name for path in made] == ["001 Anna Bergsma.eml", "002 Bert Bergsma.eml"]
    assert b"X-Unsent: 1" in made[0].read_bytes()
    assert results(books, number) == dict.fromkeys(NAMES[:2], "waiting")


def test_what_goes_along_is_kept_with_the_sending(books: Books, undone: Undone) -> None:
    number = convoked(books, NAMES[:1])
    dates = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    undone(lambda: books.do(enclose, number, "alv.ics", dates))
    (kept,) = books.ask(enclosures_of, number)
    assert (kept.name, kept.kind) == ("alv.ics", "ics")
    with pytest.raises(Refused, match="no PDF"):
        books.do(enclose, number, "x.exe", b"MZ\x00")


# ------------------------------------------------------------------------------ what came back


def test_a_bounce_marks_who_has_the_address_once(books: Books) -> None:
    convoked(books)
    raw = REPORT.replace(b"%b", b"message/rfc822").replace(b"jan@", b"anna@")
    raw = raw.replace(b"vol@", b"bert@")
    anna, bert = take_bounce(books, raw)
    assert (anna.names, anna.noted) == (("Anna Bergsma",), True)
    assert (bert.names, bert.noted) == (("Bert Bergsma",), False), "the other side still tries"
    (mark,) = books.ask(list_came_back)
    assert (mark.name, mark.reason) == ("Anna Bergsma", "The address does not exist (any more).")
    assert mark.noted_on == date(2026, 3, 3)
    take_bounce(books, raw)
    assert len(books.ask(list_came_back)) == 1
    nobody = take_bounce(books, REPORT.replace(b"%b", b"message/rfc822"))
    assert [(row.names, row.noted) for row in nobody] == [((), False), ((), False)]
