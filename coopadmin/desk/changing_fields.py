"""Own fields and own purposes get other names: selections that ask for them stand above people."""

from __future__ import annotations

from coopadmin.members.selections import rename_in_selections
from coopadmin.people.consenting import put_purpose
from coopadmin.people.own_filling import put_own_field
from coopadmin.people.own_rules import NewOwnField
from coopadmin.store.work import Work, operation
from coopadmin.words import N_


@operation("own_fields.change", N_("Change own field"), N_("{who} changed the field {about}"))
def change_own_field(work: Work, number: int, new: NewOwnField, place: int | None = None) -> None:
    """A field as it is from now on; what stands in it stays, also out of use.

    With a `place`, counted from one, it moves there in the list. Selections follow its name.
    """
    old, name = put_own_field(work, number, new, place)
    rename_in_selections(work, "own", old, name)


@operation("consents.change_purpose", N_("Change purpose"), N_("{who} changed the consent {about}"))
def change_purpose(work: Work, number: int, name: str, explanation: str, in_use: bool) -> None:
    """How a purpose is called from now on; one that is not in use is not asked any more.

    Selections follow its name.
    """
    old, new = put_purpose(work, number, name, explanation, in_use)
    rename_in_selections(work, "consent", old, new)
