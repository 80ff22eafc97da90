"""Meetings from plan to adopted minutes, each step taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.kernel.problem import Problem, Refused
from coopadmin.meetings.queries import get_meeting, list_meetings, previous_meeting
from coopadmin.meetings.rules import (
    NewAction,
    NewItem,
    NewMeeting,
    annual_agenda,
    check_convocation,
)
from coopadmin.meetings.service import (
    add_action,
    adopt_minutes,
    change_meeting,
    complete_action,
    convene_meeting,
    hold_meeting,
    offer_minutes,
    plan_meeting,
    record_attendance,
    record_guest,
    record_vote,
    remove_action,
    remove_meeting,
    write_minutes,
)
from coopadmin.meetings.votes import ACCLAMATION, NewVote
from coopadmin.store import Books
from coopadmin.words import say, speaking
from tests.meetings.village import CONVENED, HELD, ITEMS, MEETING, admit, codes

Undone = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def meeting(books: Books) -> int:
    return books.do(plan_meeting, MEETING, ITEMS)


def test_a_meeting_is_planned_with_its_agenda(books: Books, undone: Undone) -> None:
    meeting = undone(lambda: books.do(plan_meeting, MEETING, ITEMS))
    facts = books.ask(get_meeting, meeting)
    assert facts.title == "Ledenvergadering"
    assert facts.status == "preparation"
    assert facts.reference == "ALV 2026-02-27"
    assert [(item.number, item.title, item.expected) for item in facts.items] == [
        (1, "Opening", "19:30"),
        (2, "Jaarrekening 2025", "19:35"),
        (3, "Verkiezing van een secretaris", "19:50"),
        (4, "Statutenwijziging", "20:00"),
        (5, "Sluiting", "20:20"),
    ]
    assert facts.expected_end == "20:20"
    [row] = books.ask(list_meetings)
    assert (row.position, row.items, row.present, row.resolutions) == (1, 5, 0, 0)


def test_all_that_is_wrong_with_a_meeting_is_said_at_once(books: Books) -> None:
    wrong = NewMeeting(
        " ", HELD, begins="20:00", ends="19:00", form="aan de telefoon", body="alv",
        convened_on=date(2026, 3, 1), place="zaal\x00",
    )  # fmt: skip
    item = NewItem("lezing", "", planned_minutes=-5)
    with pytest.raises(Refused) as refused:
        books.do(plan_meeting, wrong, [item])
    assert {(problem.code, problem.field) for problem in refused.value.problems} == {
        ("meeting.title", "title"),
        ("meeting.body", "body"),
        ("meeting.form", "form"),
        ("meeting.ends_before_begin", "ends"),
        ("meeting.convened_after", "convened_on"),
        ("text.unstorable", "place"),
        ("item.kind", "agenda.1.kind"),
        ("item.title", "agenda.1.title"),
        ("item.planned_minutes", "agenda.1.planned_minutes"),
    }
    assert books.ask(list_meetings) == []


def test_two_meetings_of_one_body_do_not_begin_at_the_same_moment(
    books: Books, meeting: int
) -> None:
    with pytest.raises(Refused) as refused:
        books.do(plan_meeting, MEETING)
    assert codes(refused.value) == ["meeting.double"]
    books.do(plan_meeting, replace(MEETING, begins="21:00"))
    books.do(plan_meeting, replace(MEETING, body="RVC"))
    assert [row.position for row in books.ask(list_meetings)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("convened", "asked"),
    [
        # a change of statutes is on the agenda: 14 days by the statutes, 7 by BW 2:42
        (date(2026, 2, 13), []),
        (date(2026, 2, 14), ["convocation.late"]),
        (date(2026, 2, 20), ["convocation.late"]),
        (date(2026, 2, 21), ["convocation.late", "convocation.amendment_late"]),
    ],
)
def test_a_late_convocation_is_a_question_whose_answer_stands_in_the_minutes(
    books: Books, undone: Undone, convened: date, asked: list[str]
) -> None:
    meeting = books.do(plan_meeting, replace(MEETING, convened_on=None), ITEMS)
    if asked:
        with pytest.raises(Refused) as refused:
            books.do(convene_meeting, meeting, convened)
        assert codes(refused.value) == asked
        assert "2:42" in str(refused.value) or "convocation.amendment_late" not in asked
    answers = dict.fromkeys(asked, "De drukker was ziek.")
    undone(lambda: books.do(convene_meeting, meeting, convened, answers=answers))
    facts = books.ask(get_meeting, meeting)
    assert facts.convened_on == convened
    assert facts.convocation_explanation == " ".join(answers.values())
    # An explanation once given is not asked for again.
    books.do(change_meeting, meeting, replace(MEETING, convened_on=convened,
             convocation_explanation=facts.convocation_explanation, place="kerk"))  # fmt: skip


def test_a_meeting_is_changed_and_its_day_stays_once_people_came(
    books: Books, undone: Undone, meeting: int
) -> None:
    people = admit(books)
    undone(lambda: books.do(change_meeting, meeting, replace(MEETING, chair_id=people[2])))
    facts = books.ask(get_meeting, meeting)
    assert facts.chair is not None
    assert (facts.chair.number, facts.chair.name) == (3, "Anneke de Roos")
    books.do(record_attendance, meeting, people[:1])
    with pytest.raises(Refused) as refused:
        books.do(change_meeting, meeting, replace(MEETING, held_on=date(2026, 3, 1)))
    assert codes(refused.value) == ["meeting.day_fixed"]
    books.do(change_meeting, meeting, replace(MEETING, title="Jaarvergadering"))


def test_a_meeting_is_closed_on_its_day_or_later(books: Books, undone: Undone) -> None:
    to_come = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 5, 28)))
    with pytest.raises(Refused) as refused:
        books.do(hold_meeting, to_come)
    assert codes(refused.value) == ["meeting.to_come"]
    past = books.do(plan_meeting, MEETING)
    with pytest.raises(Refused) as refused:
        books.do(hold_meeting, past, "19:00")
    assert codes(refused.value) == ["meeting.ends_before_begin"]
    undone(lambda: books.do(hold_meeting, past, "21:14"))
    assert books.ask(get_meeting, past).ends == "21:14"
    with pytest.raises(Refused) as refused:
        books.do(hold_meeting, past)
    assert codes(refused.value) == ["meeting.status"]


def test_minutes_go_from_held_to_inspection_to_adopted(books: Books, undone: Undone) -> None:
    first = books.do(plan_meeting, MEETING, ITEMS)
    second = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 3, 2), begins=""),
                      answers={"convocation.late": "ja"})  # fmt: skip
    with pytest.raises(Refused) as refused:
        books.do(offer_minutes, first)
    assert codes(refused.value) == ["meeting.status"]
    books.do(hold_meeting, first)
    undone(lambda: books.do(offer_minutes, first))
    undone(lambda: books.do(adopt_minutes, first, second))
    facts = books.ask(get_meeting, first)
    assert facts.adopted
    assert (facts.adopted_by, facts.adopted_on) == ("ALV 2026-03-02", date(2026, 3, 2))


def test_minutes_are_adopted_by_a_later_meeting_of_the_same_body(books: Books) -> None:
    first = books.do(plan_meeting, MEETING)
    earlier = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 2, 20)))
    other = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 3, 1), body="RVC"))
    to_come = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 5, 28)))
    expected = {
        first: ["adoption.not_held", "adoption.same"],
        earlier: ["adoption.not_held", "adoption.not_later"],
        other: ["adoption.not_held", "adoption.other_body"],
        to_come: ["adoption.not_held", "adoption.to_come"],
    }
    for by, problems in expected.items():
        with pytest.raises(Refused) as refused:
            books.do(adopt_minutes, first, by)
        assert codes(refused.value) == problems


def test_adopted_minutes_are_locked_in_every_part(books: Books) -> None:
    people = admit(books)
    first = books.do(plan_meeting, MEETING, ITEMS)
    books.do(record_attendance, first, people[:2])
    books.do(hold_meeting, first)
    items = books.ask(get_meeting, first).items
    action = books.do(add_action, first, NewAction("Deponeren", item_id=items[1].id))
    later = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 3, 2), begins=""),
                     answers={"convocation.late": "ja"})  # fmt: skip
    books.do(adopt_minutes, first, later)
    for deed in (
        lambda: books.do(write_minutes, items[0].id, "Toch anders."),
        lambda: books.do(change_meeting, first, replace(MEETING, title="Anders")),
        lambda: books.do(record_attendance, first, people[2:3]),
        lambda: books.do(record_guest, first, "De wethouder"),
        lambda: books.do(record_vote, items[1].id, NewVote(method=ACCLAMATION)),
        lambda: books.do(add_action, first, NewAction("Nog iets")),
        lambda: books.do(remove_action, action),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert codes(refused.value) == ["store.locked"]
        with speaking("nl"):
            assert "zijn vastgesteld" in say(refused.value.problems[0])
    with pytest.raises(Refused) as refused:
        books.do(adopt_minutes, first, later)
    assert codes(refused.value) == ["adoption.already"]
    books.do(complete_action, action, date(2026, 3, 3))
    books.undo()
    books.undo()
    books.do(write_minutes, items[0].id, "Toch anders.")


def test_a_meeting_in_preparation_is_removed_whole(
    books: Books, undone: Undone, meeting: int
) -> None:
    people = admit(books)
    books.do(record_attendance, meeting, people)
    books.do(record_guest, meeting, "De wethouder")
    books.do(add_action, meeting, NewAction("Zaal huren"))
    undone(lambda: books.do(remove_meeting, meeting))
    assert books.ask(list_meetings) == []
    with pytest.raises(Refused) as refused:
        books.ask(get_meeting, meeting)
    assert codes(refused.value) == ["meeting.gone"]


def test_a_meeting_that_was_held_is_not_removed(books: Books, meeting: int) -> None:
    books.do(hold_meeting, meeting)
    with pytest.raises(Refused) as refused:
        books.do(remove_meeting, meeting)
    assert codes(refused.value) == ["meeting.happened"]


def test_the_annual_agenda_keeps_discharge_apart_from_the_accounts() -> None:
    with speaking("en"):
        items = annual_agenda("2025", "2026", date(2025, 5, 22))
    assert len(items) == 14
    titles = [item.title for item in items]
    assert titles[2] == "Minutes of 22 May 2025"
    assert titles[5] == "Adoption of the annual accounts 2025"
    assert titles[7] == "Discharge of the board"
    assert titles[9] == "Budget and contribution 2026"
    assert [item.kind for item in items][-1] == "closing"
    assert annual_agenda("2025", "2026")[2].kind == "announcement"
    assert CONVENED < HELD


@pytest.mark.parametrize(
    ("published", "meeting", "days"),
    [(date(2016, 11, 21), date(2016, 11, 28), 7), (date(2023, 10, 19), date(2023, 11, 10), 22)],
)
def test_a_term_of_seven_days_is_kept_by_real_convocations(
    published: date, meeting: date, days: int
) -> None:
    assert (meeting - published).days == days
    for term, amends in ((7, False), (7, True), (days, True)):
        asked = check_convocation(
            meeting, published, term_days=term, amendment_days=7, amends=amends
        )
        assert list(asked) == []
    [late] = check_convocation(
        meeting, published, term_days=days + 1, amendment_days=7, amends=True
    )
    assert (late.code, late.values) == ("convocation.late", {"days": days, "needed": days + 1})


def test_a_change_of_statutes_takes_seven_days_whatever_the_statutes_say() -> None:
    day = date(2026, 2, 27)

    def asked(sent: date) -> list[Problem]:
        return list(check_convocation(day, sent, term_days=5, amendment_days=5, amends=True))

    [late] = asked(date(2026, 2, 21))
    assert (late.code, late.values) == ("convocation.amendment_late", {"days": 6, "needed": 7})
    assert asked(date(2026, 2, 20)) == []


def test_the_last_meeting_of_the_same_body_is_the_one_whose_minutes_are_due(
    books: Books, meeting: int
) -> None:
    books.do(plan_meeting, replace(MEETING, held_on=date(2026, 3, 1), body="RVC"))
    assert books.ask(previous_meeting, "ALV", date(2026, 5, 28)) == HELD
    assert books.ask(previous_meeting, "ALV", HELD) is None
