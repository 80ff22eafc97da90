"""History across features: found by word, person and kind; what changed, in names; what binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.annual.rules import NewReportText
from coopadmin.annual.service import adopt_report, set_report_text
from coopadmin.cooperative.model import DatedRate
from coopadmin.cooperative.rules import NewRate, NewResolution
from coopadmin.cooperative.service import add_resolution, set_rate
from coopadmin.desk.changed import Cell
from coopadmin.desk.history import (
    KINDS,
    DoneDetail,
    Wanted,
    get_done,
    history_counts,
    kind_of,
    list_done,
)
from coopadmin.desk.setting_back import deed_back, put_back
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import N_, Refused
from coopadmin.people.rules import NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint
from coopadmin.store import Books
from coopadmin.store.undo import obstacle
from coopadmin.store.work import OPERATIONS, Work, every_operation, operation
from coopadmin.volunteers.queries import list_hours
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import CellEntry, change_hours, set_cells
from tests.contributions.making import Member, make
from tests.fixtures import WHO

WIM = NewPerson(call_name="Wim", surname="Terpstra")


def labels(books: Books, **wanted: Any) -> list[str]:
    rows = books.ask(list_done, Wanted(**wanted))
    return [OPERATIONS[row.code].label for row in rows]


def newest(books: Books) -> DoneDetail:
    row = books.ask(list_done, Wanted(), 1)[0]
    detail = books.ask(get_done, row.id, books.revision)
    assert detail is not None
    return detail


def test_every_operation_falls_under_a_kind() -> None:
    assert {kind_of(code) for code in every_operation()} <= set(KINDS)


def test_changes_are_found_by_word_by_person_and_by_kind(books: Books) -> None:
    books.do(add_person, WIM)
    books.do(add_activity, NewActivity("Koffieochtend Überdijk"))
    books.who = "Fenna"
    books.do(add_activity, NewActivity("Eetpunt"))
    assert labels(books) == ["Add activity", "Add activity", "Add person", "Begin the file"]
    assert labels(books, text="uberdijk") == ["Add activity"], "without its accent"
    assert labels(books, text="add terp") == ["Add person"], "every word, label and subject"
    assert labels(books, text="fenna") == ["Add activity"]
    assert labels(books, who=WHO) == ["Add activity", "Add person", "Begin the file"]
    assert labels(books, kind="people") == ["Add person"]
    assert labels(books, kind="hours", who="Fenna") == ["Add activity"]
    assert labels(books, kind="settings") == ["Begin the file"]
    assert labels(books, text="zzz") == labels(books, text="eet_unt") == []
    assert labels(books, text="activity: eetPUNT") == ["Add activity"], "over what joins them too"
    books.undo()
    assert labels(books, text="took eetpunt") == ["Add activity"], "in the words of what it undid"


def test_a_page_goes_on_where_the_one_before_ended(books: Books) -> None:
    for number in range(7):
        books.do(add_activity, NewActivity(f"Activiteit {number}"))
    first = books.ask(list_done, Wanted(), 3)
    second = books.ask(list_done, Wanted(), 3, first[-1].sequence)
    assert [row.sequence for row in first + second] == [8, 7, 6, 5, 4, 3]
    assert len(books.ask(list_done, Wanted(text="activiteit"), 5)) == 5


def test_undoing_is_of_the_kind_of_what_it_took_back(books: Books) -> None:
    books.do(add_activity, NewActivity("Eetpunt"))
    books.undo()
    rows = books.ask(list_done, Wanted(kind="hours"))
    assert [(row.turns, row.undone, row.about) for row in rows] == [
        (1, False, "Eetpunt"),
        (0, True, "Eetpunt"),
    ]
    counts = books.ask(history_counts)
    assert counts.whole == 3
    assert (counts.by_kind["hours"], counts.by_kind["settings"]) == (2, 1)
    assert counts.people == (WHO,)
    assert counts.since == date(2026, 3, 3)


def test_a_change_tells_what_was_and_what_became(books: Books) -> None:
    activity = books.do(add_activity, NewActivity("Eetpunt", aim="Samen eten"))
    books.do(change_activity, activity, NewActivity("Eettafel", aim="Samen eten"))
    (row,) = newest(books).rows
    assert (row.table, row.name, row.kind) == ("activity", "Eettafel", "update")
    assert row.cells == (Cell("name", "Eetpunt", "Eettafel"),)


def test_a_new_row_shows_what_it_was_when_it_came(books: Books) -> None:
    activity = books.do(add_activity, NewActivity("Eetpunt", aim="Samen eten"))
    made = books.ask(list_done, Wanted(), 1)[0]
    books.do(change_activity, activity, NewActivity("Eettafel"))
    detail = books.ask(get_done, made.id, books.revision)
    assert detail is not None
    cells = {cell.column: cell.after for cell in detail.rows[0].cells}
    assert (cells["name"], cells["aim"]) == ("Eetpunt", "Samen eten")
    assert len(detail.later) == 1
    assert not detail.set_back, "a new row is no value to go back to"
    assert detail.obstacle is not None
    assert detail.obstacle.code == "undo.changed_since"


def test_what_is_gone_still_shows_what_it_was(books: Books) -> None:
    books.do(add_activity, NewActivity("Eetpunt"))
    books.undo()
    rows = books.ask(list_done, Wanted(), 2)
    taken_back, made = (books.ask(get_done, row.id, books.revision) for row in rows)
    assert taken_back is not None
    assert made is not None
    assert taken_back.rows[0].kind == "delete"
    assert ("Eetpunt", None) in [(cell.before, cell.after) for cell in taken_back.rows[0].cells]
    assert "Eetpunt" in [cell.after for cell in made.rows[0].cells]
    assert made.obstacle is not None, "it has been taken back already"


def test_other_rows_are_named_and_ids_never_shown(books: Books) -> None:
    person = books.do(add_person, WIM)
    books.do(appoint, NewTerm(person, "board", "secretary", date(2024, 5, 1)))
    (row,) = newest(books).rows
    cells = {cell.column: cell.after for cell in row.cells}
    assert cells["person_id"] == "Wim Terpstra"
    assert person not in cells.values()
    assert "id" not in cells


def test_a_long_change_shows_its_first_rows_and_how_many_more(books: Books) -> None:
    @operation("test.many_rates", N_("Add many"))
    def add_many(work: Work) -> None:
        work.add_many(
            DatedRate,
            [
                {
                    "code": f"rate.{number}",
                    "valid_from": date(2026, 1, 1),
                    "value": number,
                    "source": "",
                    "to_be_checked": False,
                }
                for number in range(30)
            ],
        )

    try:
        books.do(add_many)
        detail = newest(books)
        assert len(detail.rows) + detail.more == 30
        assert 0 < len(detail.rows) < 30
    finally:
        del OPERATIONS["test.many_rates"]


def test_what_never_goes_back_says_why_in_the_list(books: Books) -> None:
    (begun,) = books.ask(list_done, Wanted())
    assert begun.why_not == OPERATIONS["cooperative.found"].undone_by.never
    found = obstacle_of(books, begun.id)
    assert found == "undo.never"


def obstacle_of(books: Books, done_id: int) -> str | None:
    found = books.ask(obstacle, done_id, books.revision)
    return None if found is None else found.problems[0].code


def test_what_a_lock_binds_says_why_in_the_list_and_the_lock_itself_can_go_back(
    books: Books,
) -> None:
    books.do(set_report_text, NewReportText("2025", "preface", "nl", "Een goed jaar."))
    decided = NewResolution("ALV", date(2026, 3, 1), "Jaarverslag", "", "absolute", "accepted")
    books.do(add_resolution, decided)
    books.do(adopt_report, "2025", "ALV-2026-01")
    adopted, _resolution, text, _begun = books.ask(list_done, Wanted())
    assert adopted.why_not == ""
    assert obstacle_of(books, adopted.id) is None
    assert "2025" in text.why_not
    assert obstacle_of(books, text.id) == "store.locked"
    books.undo(adopted.id)
    assert books.ask(list_done, Wanted(text="preface"))[0].why_not == ""
    assert obstacle_of(books, text.id) is None


def test_an_obstacle_that_is_asked_is_the_one_that_undoing_meets(books: Books) -> None:
    person = books.do(add_person, WIM)
    added = books.ask(list_done, Wanted(), 1)[0]
    assert obstacle_of(books, added.id) is None
    books.do(appoint, NewTerm(person, "board", "secretary", date(2024, 5, 1)))
    assert obstacle_of(books, added.id) == "undo.used"
    books.undo()
    assert obstacle_of(books, added.id) is None
    books.undo(added.id)
    assert obstacle_of(books, added.id) == "undo.already"
    assert obstacle_of(books, 12) == "undo.nothing"


def test_a_rate_from_the_same_day_is_an_update(books: Books) -> None:
    books.do(set_rate, NewRate("travel.kilometre", date(2026, 1, 1), 25, "Belastingdienst"))
    (row,) = newest(books).rows
    changed = {cell.column: (cell.before, cell.after) for cell in row.cells}
    assert changed["value"] == (23, 25)
    assert changed["to_be_checked"] == (True, False)


def test_several_rows_go_back_together_over_later_changes(
    books: Books, undone: Callable[..., Any]
) -> None:
    bus = books.do(add_activity, NewActivity("Bus"))
    annie, wim = (
        make(books, Member(number, name))[number] for number, name in ((1, "Annie"), (2, "W"))
    )
    week = Period(date(2026, 2, 2), date(2026, 2, 8))

    def typed(who: int, minutes: int) -> CellEntry:
        return CellEntry(who, bus, week, Duration(minutes))

    books.do(set_cells, [typed(annie, 60), typed(wim, 90)])
    books.do(set_cells, [typed(annie, 600), typed(wim, 900)])
    mistake = newest(books).row.id
    entry = next(row for row in books.ask(list_hours, week) if row.person_id == annie)
    said_why = NewHours(annie, bus, week.first, week.last, Duration(660), note="With the bus")
    books.do(change_hours, entry.id, said_why)
    detail = books.ask(get_done, mistake, books.revision)
    assert detail is not None
    assert detail.set_back
    assert {row.name for row in detail.rows} == {"Annie", "W"}
    deed = books.ask(deed_back, mistake)
    assert deed is not None
    undone(lambda: books.do(deed.operation, *deed.given))
    now = {row.person_id: (row.worked.minutes, row.note) for row in books.ask(list_hours, week)}
    assert now == {annie: (60, "With the bus"), wim: (90, "")}, "a later remark stays"
    sentences = [row.sentence for row in books.ask(list_done, Wanted(), 3)]
    assert sentences[-1] == "Hanneke put back what it was before: Bus"


def test_what_made_rows_or_changed_too_many_is_no_set_of_values(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    bus = books.do(add_activity, NewActivity("Bus"))
    annie, wim = (
        make(books, Member(number, name))[number] for number, name in ((1, "Annie"), (2, "W"))
    )
    week = Period(date(2026, 2, 2), date(2026, 2, 8))
    books.do(set_cells, [CellEntry(annie, bus, week, Duration(60))])
    both = [CellEntry(who, bus, week, Duration(90)) for who in (annie, wim)]
    books.do(set_cells, both)
    assert books.ask(deed_back, newest(books).row.id) is None, "one of them is new"
    with pytest.raises(Refused, match="in one go"):
        books.do(put_back, newest(books).row.id)
    books.do(set_cells, [replace(cell, worked=Duration(30)) for cell in both])
    assert books.ask(deed_back, newest(books).row.id) is not None
    monkeypatch.setattr("coopadmin.desk.setting_back.MOST_ROWS", 1)
    assert books.ask(deed_back, newest(books).row.id) is None
