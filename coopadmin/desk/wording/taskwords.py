"""What the tables of tasks and deadlines and their columns are called in history."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.words import N_

TASKS: Mapping[str, TableWords] = {
    "deadline": TableWords(
        N_("Deadline"),
        {
            "number": N_("Number"),
            "kind": N_("Kind"),
            "title": N_("What"),
            "since": N_("Since"),
            "until": N_("Until"),
            "notice": N_("Notice before the end"),
            "unit": N_("Unit of the notice"),
            "renews": N_("Renews by itself"),
            "keeper": N_("Looked after by"),
            "note": N_("Note"),
            "closed_on": N_("Closed on"),
            "follows_id": N_("Follows"),
        },
    ),
    "extended_term": TableWords(
        N_("Longer term for the accounts"),
        {"book_year": N_("Book year"), "months": N_("Months"), "decided_on": N_("Decided on")},
    ),
    "own_task": TableWords(
        N_("Task"),
        {
            "number": N_("Number"),
            "title": N_("What"),
            "due": N_("By when"),
            "who": N_("Who"),
            "note": N_("Note"),
        },
    ),
    "task_mark": TableWords(
        N_("Task"),
        {
            "code": N_("What it is"),
            "about": N_("Of what"),
            "title": N_("What"),
            "done_on": N_("Done on"),
            "done_by": N_("Ticked off by"),
            "put_off_until": N_("Put off until"),
        },
    ),
}
