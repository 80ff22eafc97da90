"""Meetings in a real window: villagers, meetings behind and ahead of us, the page by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.meetings.queries import MeetingFacts, get_meeting
from coopadmin.meetings.rules import Ballots, NewMeeting
from coopadmin.meetings.service import plan_meeting, record_attendance
from coopadmin.store import Books
from coopadmin.ui.kit import papers
from coopadmin.ui.kit.nameplate import Nameplate
from coopadmin.ui.meetings.page import MeetingsPage
from coopadmin.ui.pages import PAGES
from coopadmin.ui.window import MainWindow
from tests.meetings.village import HELD, ITEMS, MEETING, admit
from tests.ui.hands import bring_up

Open = Callable[..., MeetingsPage]
Meet = Callable[..., int]
ENTRIES = tuple(entry for entry in PAGES if entry.name == "meetings")
COMING = date(2026, 5, 22)


@pytest.fixture
def open_page(qtbot: QtBot, books: Books) -> Iterator[Open]:
    """Open the window on this page, on a meeting when its id is given."""
    windows: list[MainWindow] = []

    def opened(
        meeting_id: int | None = None, view: str = "", width: int = 1366, height: int = 688
    ) -> MeetingsPage:
        window = MainWindow(books, lambda _books: Nameplate("", ""), ENTRIES)
        windows.append(window)
        qtbot.addWidget(window)
        bring_up(qtbot, window, width, height)
        page = window.page("meetings")
        assert isinstance(page, MeetingsPage)
        if meeting_id is not None:
            page.open(meeting_id, view)
        return page

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def villagers(books: Books) -> list[int]:
    """Six members, numbered from 1; the ids of the persons."""
    return admit(books)


@pytest.fixture
def meet(books: Books, villagers: list[int]) -> Meet:
    """Plan a meeting with the five points of the village; by default the one just behind us."""

    def planned(held_on: date = HELD, **more: object) -> int:
        ahead = held_on > books.today()
        new: NewMeeting = replace(
            MEETING,
            held_on=held_on,
            convened_on=None if ahead else held_on - timedelta(days=21),
            **more,  # type: ignore[arg-type]
        )
        made: int = books.do(plan_meeting, new, ITEMS)
        return made

    return planned


@pytest.fixture
def full(books: Books, meet: Meet, villagers: list[int]) -> int:
    """A meeting with five members there, who have five votes."""
    meeting = meet()
    books.do(record_attendance, meeting, villagers[:5])
    return meeting


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Papers are saved where the dialog suggests, but in a folder of this test; those made."""
    asked: list[Path] = []

    def answer(_page: object, suggested: Path) -> Path:
        asked.append(tmp_path / suggested.name)
        return asked[-1]

    monkeypatch.setattr(papers, "ask_place", answer)
    return asked


def facts(books: Books, meeting_id: int) -> MeetingFacts:
    return books.ask(get_meeting, meeting_id)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def said(page: MeetingsPage) -> list[str]:
    """The sentences that stand at the head of the page."""
    return [message.sentence for message in page.messages.shown()]


def take_up(page: MeetingsPage, books: Books, meeting: int, number: int) -> int:
    """Go to the point with this number; gives its id."""
    item = facts(books, meeting).items[number - 1].id
    page.recording.show_item(item)
    return item


def counted(page: MeetingsPage) -> Ballots:
    """The votes as they stand in the counters."""
    return page.recording.vote.tally.ballots()


def names(page: MeetingsPage) -> list[str]:
    """Who stand in the list of those present, or of those found."""
    return [row.name for row in page.recording.presence.table.shown_rows()]
