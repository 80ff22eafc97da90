"""Founding a file: the legal person with everything that the floors prepare for it."""

from __future__ import annotations

from coopadmin.activities.service import add_starting_activities
from coopadmin.cooperative.rules import NewCooperative
from coopadmin.cooperative.service import lay_foundation
from coopadmin.members.service import prepare_kinds
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.words import N_

__all__ = ["NewCooperative", "found_cooperative"]


@operation(
    "cooperative.found",
    N_("Begin the file"),
    N_("{who} began the file of {about}"),
    UndoneBy(never=N_("The file begins with this. Make a new file instead.")),
)
def found_cooperative(work: Work, new: NewCooperative, *, usual_activities: bool = False) -> int:
    """Begin an empty file with its legal person; returns the id of the cooperative.

    `usual_activities` also adds those of its kind. The name is checked by BW 2:54. Texts are in
    the language spoken now.
    """
    founded = lay_foundation(work, new)
    prepare_kinds(work)
    if usual_activities:
        add_starting_activities(work, new.kind)
    work.about = new.name
    return founded.id
