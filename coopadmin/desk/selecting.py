"""Operations on saved selections of members: save, change, rename, remove."""

from __future__ import annotations

from sqlalchemy import select

from coopadmin.desk.selected import as_kept, check_whole
from coopadmin.members.model import SavedSelection
from coopadmin.members.selection_rules import Selection, check_name
from coopadmin.members.selections import criteria_text, find_id
from coopadmin.store.work import Work, operation
from coopadmin.words import N_


@operation("selections.save", N_("Save selection"), N_("{who} saved the selection {about}"))
def save_selection(work: Work, name: str, selection: Selection) -> int:
    """Keep criteria under a name. Raises Refused for a name that is taken."""
    problems = check_whole(work.session, selection, work.today)
    work.check([*check_name(name, _names(work)), *problems])
    kept = as_kept(work.session, selection, work.today)
    row = SavedSelection(name=" ".join(name.split()), criteria=criteria_text(kept))
    work.about = row.name
    return work.add(row).id


@operation("selections.change", N_("Change selection"), N_("{who} changed the selection {about}"))
def change_selection(work: Work, name: str, selection: Selection) -> None:
    """Other criteria under the same name."""
    work.check(check_whole(work.session, selection, work.today))
    row = _found(work, name)
    row.criteria = criteria_text(as_kept(work.session, selection, work.today))
    work.about = row.name


@operation("selections.rename", N_("Rename selection"), N_("{who} renamed a selection to {about}"))
def rename_selection(work: Work, name: str, new: str) -> None:
    """Another name for the same criteria."""
    row = _found(work, name)
    work.check(check_name(new, _names(work, but=row.name)))
    row.name = " ".join(new.split())
    work.about = row.name


@operation("selections.remove", N_("Remove selection"), N_("{who} removed the selection {about}"))
def remove_selection(work: Work, name: str) -> None:
    """It is not needed any more; nothing happens to the members."""
    row = _found(work, name)
    work.about = row.name
    work.remove(row)


def _found(work: Work, name: str) -> SavedSelection:
    return work.get(SavedSelection, find_id(work.session, name))


def _names(work: Work, but: str = "") -> list[str]:
    return [name for name in work.session.scalars(select(SavedSelection.name)) if name != but]
