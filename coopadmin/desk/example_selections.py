"""Selections that the example has saved: who gets paper, who helps most, who is old."""

from __future__ import annotations

from coopadmin.activities.queries import list_activities
from coopadmin.desk.selecting import save_selection
from coopadmin.members.ready import MEMBERS
from coopadmin.members.selection_rules import Selection
from coopadmin.store import Books
from coopadmin.words import _

OLD = 80


def save_selections(books: Books) -> None:
    """Three, as a secretary would have made them."""
    activity = books.ask(list_activities)[0].name
    for name, selection in (
        (_("Newsletter on paper"), Selection(status=MEMBERS, email=False)),
        (activity, Selection(status=MEMBERS, activity=(activity,))),
        (
            _("Aged {years} or more").format(years=OLD),
            Selection(status=MEMBERS, age_from=OLD),
        ),
    ):
        books.do(save_selection, name, selection)
