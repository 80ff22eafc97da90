"""A whole meeting from JSON: read, recorded at once, written back the same; bad files refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from coopadmin.desk.founding import NewCooperative, found_cooperative
from coopadmin.kernel.problem import Refused
from coopadmin.meetings.exchange import read_record, record_of
from coopadmin.meetings.queries import get_meeting, list_decisions, list_meetings
from coopadmin.meetings.recording import record_meeting
from coopadmin.migrations import new_books
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from tests.fixtures import WHO, clock
from tests.meetings.village import admit, codes

Undone = Callable[[Callable[[], Any]], Any]
Plain = dict[str, Any]

MEETING: Plain = {
    "body": "ALV",
    "title": "Algemene ledenvergadering",
    "held_on": "2026-02-27",
    "begins": "19:30",
    "ends": "21:14",
    "place": "dorpshuis De Schakel",
    "convened_on": "2026-02-21",
    "status": "inspection",
    "chair": 3,
    "minute_taker": "Wim Terpstra",
    "agenda": [
        {"kind": "opening", "title": "Opening", "minutes": "De voorzitter opent."},
        {
            "kind": "decision",
            "title": "Jaarrekening 2025",
            "planned_minutes": 15,
            "presenter": "penningmeester",
            "proposal": "De jaarrekening 2025 is vastgesteld.",
            "minutes": 'De heer Wiersma vraagt <b>&" waarom.',
        },
        {"kind": "persons", "title": "Verkiezing van een secretaris", "planned_minutes": 10},
        {"kind": "amendment", "title": "Statutenwijziging", "planned_minutes": 20},
        {"kind": "closing", "title": "Sluiting", "planned_minutes": 0},
    ],
    "attendance": [5, 1, 3, "0002"],
    "guests": ["De wethouder"],
    "proxies": [{"grantor": 4, "holder": 1, "instruction": "voor bij punt 2"}],
    "votes": [
        {"item": 2, "for": 4, "against": 1, "outcome": "accepted", "resolution": "ALV-2026-07"},
        {"item": 3, "for": 2, "against": 2, "blank": 1, "method": "written"},
        {"item": 3, "for": 2, "against": 2, "blank": 1, "outcome": "accepted", "by_lot": True},
        {"item": 4, "for": 5, "against": 1, "invalid": 1, "explanation": "Twee te veel geteld."},
    ],
    "actions": [
        {"item": 2, "text": "Deponeren", "who": "Hanneke Brouwer", "due": "2026-06-05"},
        {"text": "Zaal huren", "done_on": "2026-03-01"},
    ],
    "answers": {
        "convocation.late": "De drukker was ziek.",
        "convocation.amendment_late": "Idem.",
    },
}


@pytest.fixture
def village(books: Books) -> Books:
    admit(books)
    books.do(add_person, NewPerson(call_name="Wim", surname="Terpstra"))
    return books


def record(books: Books, plain: Plain) -> int:
    read = read_record(json.dumps(plain).encode())
    return books.do(record_meeting, read, answers=read.answers)


def shown(books: Books, meeting: int) -> Plain:
    plain: Plain = json.loads(json.dumps(record_of(books.ask(get_meeting, meeting))))
    return plain


def changed(**differences: Any) -> Plain:
    return {**deepcopy(MEETING), **differences}


def refusal(books: Books, plain: Plain) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        record(books, plain)
    assert books.ask(list_meetings) == []
    return [(problem.code, problem.field) for problem in refused.value.problems]


def test_a_whole_meeting_is_recorded_at_once(village: Books, undone: Undone) -> None:
    meeting = undone(lambda: record(village, MEETING))
    facts = village.ask(get_meeting, meeting)
    assert facts.convocation_explanation == "De drukker was ziek. Idem."
    assert (facts.chair and facts.chair.name) == "Anneke de Roos"
    assert (facts.minute_taker and facts.minute_taker.name) == "Wim Terpstra"
    assert [each.person.number for each in facts.present] == [5, 1, 3, 2]
    assert (facts.totals.votes, facts.totals.voters) == (5, 6)
    assert [(vote.outcome, vote.resolution) for vote in facts.votes] == [
        ("accepted", "ALV-2026-07"),
        ("tied", ""),
        ("accepted", "ALV-2026-08"),
        ("accepted", "ALV-2026-09"),
    ]
    assert [row.number for row in village.ask(list_decisions)] == [
        "ALV-2026-07",
        "ALV-2026-08",
        "ALV-2026-09",
    ]


def test_what_is_shown_records_the_same_meeting_again(village: Books, tmp_path: Path) -> None:
    first = shown(village, record(village, MEETING))
    assert not re.search(r"\d{10}", json.dumps(first)), "ids never leave the program"
    for key in ("title", "begins", "ends", "place", "guests", "chair", "minute_taker", "status"):
        assert first[key] == MEETING[key]
    assert first["attendance"] == [5, 1, 3, 2]
    with new_books(tmp_path / "other.coop", who=WHO, origin="test", clock=clock) as other:
        other.do(
            found_cooperative,
            NewCooperative("Coöperatie Elders U.A.", "cooperatie-ua", "dorpscooperatie"),
        )
        admit(other)
        other.do(add_person, NewPerson(call_name="Wim", surname="Terpstra"))
        again = shown(other, record(other, first))
        assert again == first
        assert shown(other, record(other, {**again, "begins": "10:00", "votes": []})) != again


def test_an_adopted_meeting_is_recorded_after_the_one_that_adopted_it(village: Books) -> None:
    adopted = changed(status="adopted", adopted_by="ALV 2026-03-02")
    assert refusal(village, adopted) == [("record.no_later", "adopted_by")]
    assert refusal(village, changed(status="adopted")) == [("record.adopted_by", "adopted_by")]
    later = {"title": "Extra", "held_on": "2026-03-02", "agenda": []}
    record(village, later)
    meeting = record(village, adopted)
    assert village.ask(get_meeting, meeting).adopted
    assert shown(village, meeting)["adopted_by"] == "ALV 2026-03-02"


def test_the_least_record_is_a_title_and_a_day(village: Books) -> None:
    meeting = record(village, {"title": "Vergadering", "held_on": "2026-03-01"})
    facts = village.ask(get_meeting, meeting)
    assert (facts.status, facts.items, facts.totals.votes) == ("held", (), 0)
    assert record(village, {"title": "V", "held_on": "2026-06-01", "status": "preparation"})


def test_an_agenda_item_without_a_kind_is_a_decision_when_it_proposes_something(
    village: Books,
) -> None:
    agenda = [{"title": "The bus", "proposal": "A bus is bought."}, {"title": "Any other business"}]
    raw = json.dumps({"title": "ALV", "held_on": "2026-02-20", "agenda": agenda}).encode()
    facts = village.ask(get_meeting, village.do(record_meeting, read_record(raw)))
    assert [item.kind for item in facts.items] == ["decision", "discussion"]


def test_everything_wrong_is_said_at_once_under_its_path(village: Books) -> None:
    plain = changed(
        status="vergeten",
        chair=99,
        minute_taker="Niemand",
        attendance=[1, 1, 77],
        guests=[" "],
        proxies=[
            {"grantor": 1, "holder": 2},
            {"grantor": 4, "holder": 4},
            {"grantor": 88, "holder": 2},
        ],
        votes=[
            {"item": 9, "for": 1},
            {"item": 2, "for": -1},
            {"item": 2, "for": 1, "outcome": "rejected"},
            {"item": 2, "for": 1, "blank_counts": True},
            {"item": 2, "for": 1, "resolution": "ALV-2025-01"},
            {"item": 2, "for": 1, "resolution": "ALV-2026-01"},
            {"item": 2, "for": 1, "resolution": "ALV-2026-01"},
            {"item": 3, "for": 1, "against": 1, "resolution": "ALV-2026-02", "explanation": "x"},
            {"item": 2, "for": 99},
        ],
        actions=[{"text": "", "item": 6}],
        answers={},
    )
    found = refusal(village, plain)
    assert sorted(found, key=str) == sorted(
        [
            ("convocation.late", "convened_on"),
            ("convocation.amendment_late", "convened_on"),
            ("record.status", "status"),
            ("record.nobody", "chair"),
            ("record.nobody", "minute_taker"),
            ("record.no_number", "attendance.3"),
            ("attendance.double", "attendance.person"),
            ("attendance.guest", "guests.1.guest"),
            ("proxy.grantor_present", "grantor"),
            ("proxy.oneself", "holder"),
            ("record.no_number", "proxies.3.grantor"),
            ("record.no_item", "votes.1.item"),
            ("vote.negative", "votes.2.for"),
            ("record.outcome", "votes.3.outcome"),
            ("record.blank_counts", "votes.4.blank_counts"),
            ("record.resolution", "votes.5.resolution"),
            ("record.number_taken", "votes.7.resolution"),
            ("record.undecided", "votes.8.resolution"),
            ("vote.more_ballots", "votes.9.explanation"),
            ("action.text", "actions.1.text"),
            ("record.no_item", "actions.1.item"),
        ],
        key=str,
    )


def test_someone_who_is_no_member_yet_was_not_there_as_one(village: Books) -> None:
    early = changed(held_on="2019-05-01", convened_on=None, proxies=[], votes=[])
    assert refusal(village, early) == [
        ("record.no_member", f"attendance.{place}") for place in (1, 2, 3, 4)
    ]


def test_a_meeting_to_come_has_no_attendance(village: Books) -> None:
    to_come = changed(held_on="2026-05-28", convened_on=None, status="preparation")
    assert refusal(village, to_come) == [("meeting.to_come", "held_on")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "record.not_json"),
        (b"\x00\xff\xfe", "record.encoding"),
        (b"{", "record.not_json"),
        (b"[]", "record.not_a_meeting"),
        (b'"ALV"', "record.not_a_meeting"),
        (b"[" * 100_000, "record.not_a_meeting"),
        (b'{"held_on": ' + b"9" * 5000 + b"}", "record.not_a_meeting"),
        (b" " * 5_000_001, "record.too_large"),
    ],
)
def test_a_file_that_holds_no_meeting_gets_one_sentence(raw: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_record(raw)
    assert codes(refused.value) == [code]


def test_values_of_the_wrong_kind_are_named_by_their_path() -> None:
    plain = {
        "title": 5,
        "held_on": "30 februari",
        "begins": "half acht",
        "convened_on": "2026-02-30",
        "chair": 1.5,
        "datum": "2026-02-27",
        "agenda": [{"kind": "opening", "title": "Opening", "planned_minutes": "vijf"}, "Sluiting"],
        "attendance": [1, True, "twaalf", 2.0],
        "guests": [7],
        "proxies": {"grantor": 1},
        "votes": [{"item": 1, "for": "21", "voor": 21, "blank_counts": "ja"}],
        "actions": [{"text": "x", "due": "morgen"}],
        "answers": {"vote.quorum": 1},
    }
    with pytest.raises(Refused) as refused:
        read_record(json.dumps(plain).encode())
    assert [problem.field for problem in refused.value.problems] == [
        "title",
        "held_on",
        "begins",
        "convened_on",
        "chair",
        "agenda.1.planned_minutes",
        "agenda.2",
        "attendance.2",
        "attendance.3",
        "attendance.4",
        "guests.1",
        "proxies",
        "votes.1.for",
        "votes.1.blank_counts",
        "votes.1.voor",
        "actions.1.due",
        "answers.vote.quorum",
        "datum",
    ]
    assert "“agenda.1.planned_minutes” must be a whole number." in str(refused.value)


def test_a_sign_that_no_file_can_hold_is_refused_before_it_gets_there(village: Books) -> None:
    plain = changed(place="zaal \ud800", guests=["a\x00"], convened_on=None)
    plain["agenda"][0]["minutes"] = "\udfff"
    assert refusal(village, plain) == [
        ("text.unstorable", "place"),
        ("text.unstorable", "agenda.1.minutes"),
        ("text.unstorable", "guests.1.guest"),
    ]


def test_huge_numbers_find_nobody(village: Books) -> None:
    plain = changed(attendance=[10**40], proxies=[], votes=[], convened_on=None)
    assert refusal(village, plain) == [("record.no_number", "attendance.1")]
