"""E-mail from the command line: the server, sending, drafts, BCC, what came back."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from coopadmin.commands import frame, letter_post
from coopadmin.correspondence.server import NewServer
from coopadmin.meetings.service import plan_meeting
from coopadmin.migrations import open_books
from tests.correspondence.mailserver import BREAK, Handler, listening
from tests.correspondence.posting import NAMES, convoked, email_of
from tests.correspondence.test_bounces import REPORT
from tests.fixtures import NOW, WHO, clock
from tests.meetings.village import on_time

Command = Callable[..., Any]


@pytest.fixture
def run(coopadmin: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line in English, on the evening of the fixtures, with nobody to ask."""
    at: Callable[[], datetime] = lambda: NOW  # noqa: E731
    monkeypatch.setattr(frame, "clock", at)
    monkeypatch.setattr(sys, "stdin", StringIO("geheim\n"))
    return lambda *arguments: coopadmin("--language", "en", "letters", *arguments)


@pytest.fixture
def sending(path: Path) -> int:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        books.do(plan_meeting, on_time())
        return convoked(books)


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def settings(server: NewServer, *more: str) -> list[object]:
    return ["--host", server.host, "--port", server.port, "--security", "plain", "--email",
            server.email, "--per-minute", 600, *more]  # fmt: skip


def test_the_server_is_shown_set_and_taken_out(path: Path, run: Command) -> None:
    assert in_json(run("server", path, "--json")) == {"server": None, "tried": False}
    mine = ["--host", "smtp.provider.example", "--security", "starttls", "--login", "s"]
    ran = run("server", path, *mine, "--email", "s@provider.example", "--json")
    assert in_json(ran)["server"] == {
        "host": "smtp.provider.example", "port": 587, "security": "starttls", "login": "s",
        "email": "s@provider.example", "name": "", "per_minute": 5, "password_kept": False,
    }  # fmt: skip
    assert in_json(run("server", path, "--security", "tls", "--json"))["server"]["port"] == 465
    ran = run("server", path, "--port", 0)
    assert (ran.status, "A port is a number" in ran.complaints) == (1, True)
    ran = run("server", path, "--security", "plain")
    assert (ran.status, "can be read" in ran.complaints) == (1, True)
    ran = run("server", path, "--keep-password", "--password-stdin")
    assert (ran.status, "no key store" in ran.complaints) == (1, True)
    assert run("server", path).output.startswith("smtp.provider.example:465, TLS")
    assert in_json(run("server", path, "--forget", "--json"))["server"] is None
    assert b"geheim" not in path.read_bytes()


def test_a_sending_goes_out_stops_with_the_reason_and_goes_on(
    path: Path, sending: int, run: Command
) -> None:
    handler = Handler(
        at_recipient=lambda to: "550 5.7.1 Nee" if email_of("Bert") < to < "f" else ""
    )
    with listening(handler) as server:
        tried = in_json(run("server", path, *settings(server, "--try"), "--json"))
        assert tried["tried"]
        ran = run("send", path, sending, "--json")
        assert json.loads(ran.output) == {
            "sending": sending, "sent": 2, "failed": 3, "doubt": 0, "left": 0,
            "halted": "smtp.in_a_row",
        }  # fmt: skip
        assert ran.status == 1
        assert "sending pauses" in ran.complaints
        handler.at_recipient = lambda _to: ""
        assert run("settle", path, sending, "--failed").status == 0
        ran = run("send", path, sending)
        assert (ran.status, ran.output) == (0, "5 sent, 0 failed, 0 in doubt, 0 to go\n")
    assert sorted(handler.recipients[1:]) == sorted(email_of(name) for name in NAMES)
    ran = run("send", path, sending)
    assert (ran.status, "still to go" in ran.complaints) == (1, True)


def test_what_is_in_doubt_is_settled_by_hand(path: Path, sending: int, run: Command) -> None:
    handler = Handler(at_message=lambda to: BREAK if to == email_of("Carla") else "")
    with listening(handler) as server:
        run("server", path, *settings(server))
        far = in_json(run("send", path, sending, "--json"))
    assert (far["sent"], far["doubt"]) == (4, 1)
    assert run("settle", path, sending).status == 2
    far = in_json(run("settle", path, sending, 3, "--arrived", "--json"))
    assert (far["sent"], far["doubt"]) == (5, 0)
    assert run("settle", path, sending, "--again").status == 1


def test_a_password_that_nobody_can_be_asked_for_is_said(
    path: Path, sending: int, run: Command
) -> None:
    run("server", path, "--host", "smtp.provider.example", "--login", "s", "--email", "s@x.example")
    ran = run("send", path, sending)
    assert (ran.status, "--password-stdin" in ran.complaints) == (1, True)


def test_drafts_and_addresses_for_a_mail_program(
    path: Path, sending: int, run: Command, tmp_path: Path
) -> None:
    run("server", path, "--host", "x.example", "--email", "s@x.example")
    folder = tmp_path / "concepten"
    folder.mkdir()
    made = in_json(run("drafts", path, sending, "-o", folder, "--json"))
    assert len(made["drafts"]) == len(list(folder.glob("*.eml"))) == 5
    found = in_json(run("bcc", path, sending, "--most", 3, "--json"))
    assert [portion.count("@") for portion in found["portions"]] == [3, 2]
    assert "; " in run("bcc", path, sending, "--outlook").output


def test_files_and_the_date_of_the_meeting_go_along(
    path: Path, sending: int, run: Command, tmp_path: Path
) -> None:
    paper = tmp_path / "stukken.pdf"
    paper.write_bytes(b"%PDF-1.7 stukken")
    made = in_json(run("enclose", path, sending, paper, "--meeting", 1, "--json"))
    assert made["enclosed"] == ["stukken.pdf", f"meeting {on_time().held_on}.ics"]
    handler = Handler()
    with listening(handler) as server:
        run("server", path, *settings(server))
        assert run("send", path, sending).status == 0
    assert isinstance(handler.got[0].content, bytes)
    assert b"text/calendar" in handler.got[0].content


def test_what_came_back_is_noted_with_the_person(
    path: Path, sending: int, run: Command, tmp_path: Path
) -> None:
    back = tmp_path / "terug.eml"
    back.write_bytes(REPORT.replace(b"%b", b"message/rfc822").replace(b"jan@", b"anna@"))
    (anna, unknown) = in_json(run("bounce", path, back, "--json"))["returned"]
    assert (anna["names"], anna["noted"], anna["status"]) == (["Anna Bergsma"], True, "5.1.1")
    assert unknown["noted"] is False
    back.write_bytes(b"Subject: Dank\n\nDank u\n")
    ran = run("bounce", path, back)
    assert (ran.status, "not an e-mail that came back" in ran.complaints) == (1, True)


def test_the_key_store_is_asked_before_the_person(
    path: Path, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}

    def keep(server: NewServer, password: str) -> bool:
        kept[server.login] = password
        return True

    monkeypatch.setattr(letter_post, "kept_password", lambda server: kept.get(server.login))
    monkeypatch.setattr(letter_post, "keep_password", keep)
    run("server", path, "--host", "x.example", "--login", "s", "--email", "s@x.example")
    shown = in_json(run("server", path, "--keep-password", "--password-stdin", "--json"))
    assert (kept, shown["server"]["password_kept"]) == ({"s": "geheim"}, True)
