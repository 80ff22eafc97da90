"""The dry run of a list as the screen shows it: columns, choices, what is hidden, what is saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopadmin.formats.lists import read_list
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import list_members
from coopadmin.members.trial import (
    ASKED,
    COMPARED,
    FORBIDDEN,
    LEFT,
    SPLIT,
    TRANSLATED,
    USED,
    OpenedList,
    Reading,
    Wishes,
    open_list,
    read_in,
    save_refused,
    try_list,
)
from coopadmin.store import Books

BSN = "123456782"
LINES = (
    "Lidnr;Naam;Adres;Soort;Opmerking;Sofi-nummer;A-nummer;Kolom",
    f"14;Annie van den Berg;Molenweg 3;gezin;zie brief;{BSN};1234567890;",
    f"15;;Kerkstraat 18;gezin;;{BSN};1234567891;",
)


def nobody(_done: int, _total: int) -> None:
    """Nobody waits for progress."""


@pytest.fixture
def opened(books: Books, tmp_path: Path) -> Callable[..., OpenedList]:
    def made(*lines: str, name: str = "leden.csv") -> OpenedList:
        path = tmp_path / name
        path.write_text("\n".join(lines or LINES), encoding="utf-8")
        return open_list(books, path, Reading())

    return made


def test_each_column_says_what_it_becomes_and_what_may_not_be_seen_is_not_shown(
    books: Books, opened: Callable[..., OpenedList]
) -> None:
    columns = try_list(books, opened(), {}, Wishes()).columns
    assert [(column.state, column.field, column.example) for column in columns] == [
        (USED, "member_number", "14"),
        (SPLIT, "full_name", "Annie van den Berg"),
        (SPLIT, "address", "Molenweg 3"),
        (TRANSLATED, "kind", "gezin"),
        (ASKED, "note", "zie brief"),
        (FORBIDDEN, None, ""),
        (COMPARED, "person_number", ""),
        (LEFT, None, ""),
    ]
    assert BSN not in repr(opened().preview)


def test_what_was_chosen_is_no_longer_asked(
    books: Books, opened: Callable[..., OpenedList]
) -> None:
    columns = try_list(books, opened(), {5: ""}, Wishes()).columns
    assert columns[4].state == LEFT
    columns = try_list(books, opened(), {5: "note"}, Wishes()).columns
    assert (columns[4].state, columns[4].field) == (USED, "note")


def test_a_bsn_chosen_by_hand_is_refused_and_the_columns_stay_to_be_seen(
    books: Books, opened: Callable[..., OpenedList]
) -> None:
    trial = try_list(books, opened(), {6: "note"}, Wishes())
    assert trial.plan is None
    assert [problem.code for problem in trial.problems] == ["column.bsn_refused"]
    assert trial.columns[5].state == FORBIDDEN


def test_without_a_column_for_the_name_the_trial_says_so(
    books: Books, opened: Callable[..., OpenedList]
) -> None:
    trial = try_list(books, opened("Straat;Plaats", "Molenweg 3;Beemd"), {}, Wishes())
    assert (trial.plan, [one.code for one in trial.problems]) == (None, ["import.no_name"])


def test_a_dry_run_changes_nothing_and_reading_in_is_one_step(
    books: Books, opened: Callable[..., OpenedList], undone: Callable[[Callable[[], Any]], Any]
) -> None:
    trial = try_list(books, opened(), {}, Wishes(date(2020, 1, 1)))
    assert books.ask(list_members) == []
    assert trial.plan is not None
    assert (trial.plan.count("added"), trial.plan.count("refused")) == (1, 1)
    undone(lambda: read_in(books, trial.wanted, nobody))
    (row,) = books.ask(list_members)
    assert (row.number, row.kind, row.since, row.since_estimated) == (
        14,
        "Household",
        date(2020, 1, 1),
        True,
    )


def test_stopping_half_way_leaves_nothing_behind(
    books: Books, opened: Callable[..., OpenedList]
) -> None:
    lines = [f"{number};Jan Bakker{number}" for number in range(1, 400)]
    trial = try_list(books, opened("Lidnr;Naam", *lines), {}, Wishes())

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert total == 2 * len(lines)
        if done > 450:
            raise Stopped

    with pytest.raises(Stopped):
        read_in(books, trial.wanted, stop)
    assert books.ask(list_members) == []
    assert books.undoable().undo_label != "Read list of members"


@pytest.mark.parametrize("name", ["geweigerd.csv", "geweigerd.xlsx"])
def test_refused_lines_are_saved_with_their_reason_and_without_a_bsn(
    books: Books, opened: Callable[..., OpenedList], tmp_path: Path, name: str
) -> None:
    trial = try_list(books, opened(), {}, Wishes())
    assert trial.plan is not None
    saved = save_refused(trial.wanted, trial.plan, tmp_path / name)
    found = read_list(saved)
    assert found.headings == (
        "Line",
        "Reason",
        "Lidnr",
        "Naam",
        "Adres",
        "Soort",
        "Opmerking",
        "Kolom",
    )
    (row,) = found.rows
    assert row.cells[0] == "3"
    assert "no surname" in row.cells[1]
    assert row.cells[4] == "Kerkstraat 18"


def test_a_file_that_cannot_be_written_is_a_sentence(
    books: Books, opened: Callable[..., OpenedList], tmp_path: Path
) -> None:
    trial = try_list(books, opened(), {}, Wishes())
    assert trial.plan is not None
    with pytest.raises(Refused, match="cannot be written"):
        save_refused(trial.wanted, trial.plan, tmp_path / "nowhere" / "geweigerd.csv")


def test_old_and_new_values_of_a_change_are_told(
    books: Books, opened: Callable[..., OpenedList]
) -> None:
    first = ("Lidnr;Voornaam;Achternaam;Straat;Huisnr;Soort", "14;Kees;Rozenberg;Oude Vaart;9;lid")
    read_in(books, try_list(books, opened(*first), {}, Wishes()).wanted, nobody)
    then = (first[0], "14;Kees;Rozenberg;Nieuwe Vaart;2;gezin")
    plan = try_list(books, opened(*then), {}, Wishes()).plan
    assert plan is not None
    changed = {one.field: (one.before, one.after) for one in plan.lines[0].values}
    assert changed["street"] == ("Oude Vaart", "Nieuwe Vaart")
    assert changed["house_number"] == (9, 2)
    assert set(changed) == {"street", "house_number", "kind_id"}
