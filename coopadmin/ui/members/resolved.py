"""Choosing the resolution that something follows from, or a new one in the same step."""

from __future__ import annotations

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.kernel.problem import N_
from coopadmin.store import Books
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import _

NEW_RESOLUTION = 0


def resolution_field(books: Books) -> Field:
    """The newest on top, after the choice of a new one."""
    known = [
        Choice(row.id, f"{row.number} {row.subject}".strip())
        for row in reversed(books.ask(list_resolutions))
    ]
    choices = (Choice(NEW_RESOLUTION, _("A new numbered resolution")), *known)
    return Field("resolution_id", N_("Resolution"), Kind.CHOICE, width=0, choices=choices)
