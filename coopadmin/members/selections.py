"""The selections of members that were saved under a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.members.model import SavedSelection
from coopadmin.members.selection_rules import EVERYBODY, Selection, as_plain, from_plain
from coopadmin.store.work import Work


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """A saved selection; `understood` is False when another version of the program wrote it."""

    id: int
    name: str
    selection: Selection
    understood: bool = True


def list_selections(session: Session) -> list[SelectionRow]:
    """All saved selections, by name."""
    rows = [_row(row) for row in session.scalars(select(SavedSelection))]
    return sorted(rows, key=lambda row: normalised(row.name))


def get_selection(session: Session, name: str) -> SelectionRow:
    """The one of this name, capitals aside; Refused with the names that there are."""
    row_id = find_id(session, name)
    row = next(row for row in list_selections(session) if row.id == row_id)
    if not row.understood:
        raise refuse(
            "selection.newer",
            N_("The selection “{name}” was made with another version of the program."),
            field="name",
            name=row.name,
        )
    return row


def find_id(session: Session, name: str) -> int:
    """The id of a selection by its name, capitals aside, whatever stands in it."""
    rows = list_selections(session)
    wanted = " ".join(name.split()).casefold()
    for row in rows:
        if row.name.casefold() == wanted:
            return row.id
    raise refuse(
        "selection.none",
        N_("There is no selection “{name}”. There are: {choices}."),
        field="name",
        name=name.strip(),
        choices=", ".join(row.name for row in rows) or "–",
    )


def criteria_text(selection: Selection) -> str:
    """How a selection is stored."""
    return json.dumps(as_plain(selection), ensure_ascii=False, sort_keys=True)


def rename_in_selections(work: Work, field: str, old: str, new: str) -> None:
    """A kind, an activity or an own field got another name: selections go on to mean it."""
    if old == new:
        return

    def named(each: Any) -> Any:
        # Of an own field the value follows its name.
        return (
            (named(each[0]), *each[1:]) if isinstance(each, tuple) else {old: new}.get(each, each)
        )

    for row in work.session.scalars(select(SavedSelection)):
        known = _row(row)
        names: Any = getattr(known.selection, field)
        renamed: Any = tuple(named(each) for each in names)
        if renamed != names:
            row.criteria = criteria_text(replace(known.selection, **{field: renamed}))


def check_selections(session: Session) -> Iterator[Problem]:
    """Every saved selection can be read."""
    for row in list_selections(session):
        if not row.understood:
            yield Problem(
                "check.selection",
                N_("The selection “{name}” cannot be read. Remove it and save it again."),
                {"name": row.name},
            )


def _row(row: SavedSelection) -> SelectionRow:
    try:
        criteria = json.loads(row.criteria)
        if isinstance(criteria, dict):
            return SelectionRow(row.id, row.name, from_plain(criteria))
    except (Refused, ValueError):
        pass
    return SelectionRow(row.id, row.name, EVERYBODY, understood=False)
