"""Own tasks of the example's board, one of them put off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from coopadmin.desk.rules import NewTask
from coopadmin.desk.service import add_task, put_off_task
from coopadmin.store import Books
from coopadmin.words import N_, _

# What, in how many days, of which office, and a note.
_TASKS = (
    (N_("Ask the municipality for a bench on the Molenweg"), 12, "secretary",
     N_("Promised in the general meeting")),
    (N_("Compare the insurance of the bus"), 45, "treasurer",
     N_("Two quotations are in the folder")),
    (N_("Order coffee for the volunteers’ afternoon"), 26, "", ""),
    (N_("Find a second lead for the garden"), None, "chair", ""),
)  # fmt: skip
PUT_OFF = N_("Write a piece for the village paper")
PUT_OFF_DAYS = 14


def write_tasks(books: Books, board: Mapping[str, str], today: date) -> None:
    """What the board wrote down for itself; `board` are names by office."""
    for title, days, office, note in _TASKS:
        due = None if days is None else today + timedelta(days=days)
        books.do(add_task, NewTask(_(title), due, board.get(office, ""), _(note) if note else ""))
    later = books.do(add_task, NewTask(_(PUT_OFF), None, board["secretary"]))
    books.do(put_off_task, later, today + timedelta(days=PUT_OFF_DAYS))
