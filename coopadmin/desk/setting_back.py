"""Back to a value of before: what is changed by hand for that, by the operation of its feature."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity, ActivityLead
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import change_activity
from coopadmin.annual.rules import NewReportText
from coopadmin.annual.service import set_report_text
from coopadmin.cooperative.rules import ChangedCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.desk.changed import HIDDEN
from coopadmin.kernel.problem import N_, refuse
from coopadmin.meetings.items import change_item, write_minutes
from coopadmin.meetings.rules import NewItem
from coopadmin.members.rules import ChangedMembership
from coopadmin.members.service import change_membership
from coopadmin.people.rules import ChangedPerson, NewPerson
from coopadmin.people.service import change_person
from coopadmin.store.audit import UPDATE, models, table_of
from coopadmin.store.model import Change, Done
from coopadmin.store.schema import Stored, from_plain
from coopadmin.store.work import Operation, Work, operation
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import change_hours

MOST_ROWS = 200


@dataclass(frozen=True)
class Deed:
    """An operation and what it is given; `books.do(deed.operation, *deed.given)`."""

    operation: Operation[..., Any]
    given: tuple[Any, ...]


@dataclass(frozen=True)
class _Way:
    """What a row is changed by: the input made of its columns, and the deed made of that."""

    input: type[Any]
    deed: Callable[[Session, Any, Any], Deed]


def _activity(session: Session, row: Any, new: NewActivity) -> Deed:
    leads = session.scalars(
        select(ActivityLead.person_id).where(ActivityLead.activity_id == row.id)
    )
    return Deed(change_activity, (row.id, replace(new, lead_ids=tuple(leads))))


def _agenda_item(_session: Session, row: Any, new: NewItem) -> Deed:
    if new.minutes != row.minutes:
        return Deed(write_minutes, (row.id, new.minutes))
    return Deed(change_item, (row.id, new))


_WAYS: Mapping[str, _Way] = {
    Activity.__tablename__: _Way(NewActivity, _activity),
    "agenda_item": _Way(NewItem, _agenda_item),
    "cooperative": _Way(ChangedCooperative, lambda _s, _row, new: Deed(change_cooperative, (new,))),
    "hour_entry": _Way(NewHours, lambda _s, row, new: Deed(change_hours, (row.id, new))),
    "membership": _Way(
        ChangedMembership,
        lambda _s, _row, new: Deed(change_membership, (new,)),
    ),
    "person": _Way(
        NewPerson, lambda _s, row, new: Deed(change_person, (ChangedPerson(row.id, new),))
    ),
    "report_text": _Way(NewReportText, lambda _s, _row, new: Deed(set_report_text, (new,))),
}


def deed_back(session: Session, done_id: int) -> Deed | None:
    """What puts the values back that rows had before an operation, leaving their others as they
    are; None where it made or removed any, changed one in another way than by hand, or changed
    too many to change them one by one, or where one of them is gone.
    """
    deeds = _deeds(session, done_id)
    if len(deeds) > 1:
        return Deed(put_back, (done_id,))
    return deeds[0] if deeds else None


@operation(
    "store.put_back", N_("Put values back"), N_("{who} put back what it was before: {about}")
)
def put_back(work: Work, done_id: int) -> None:
    """The values that several rows had before an operation, each by the operation of its feature.

    Raises Refused as those do, and where there is no way back.
    """
    deeds = _deeds(work.session, done_id)
    if not deeds:
        raise refuse("history.no_way_back", N_("These values cannot be put back in one go."))
    for deed in deeds:
        deed.operation(work, *deed.given)
    work.about = work.get(Done, done_id).about


def _deeds(session: Session, done_id: int) -> list[Deed]:
    changes = session.scalars(
        select(Change).where(Change.done_id == done_id).order_by(Change.id).limit(MOST_ROWS + 1)
    ).all()
    if len(changes) > MOST_ROWS:
        return []
    rows: dict[tuple[str, int], Stored] = {}
    for name in {change.table_name for change in changes}:
        model = models()[name]
        ids = [change.row_id for change in changes if change.table_name == name]
        found = session.scalars(select(model).where(model.id.in_(ids)))
        rows |= {(name, row.id): row for row in found}
    deeds = [_deed(session, change, rows) for change in changes]
    return [] if None in deeds else [deed for deed in deeds if deed is not None]


def _deed(session: Session, change: Change, rows: Mapping[tuple[str, int], Stored]) -> Deed | None:
    way, table = _WAYS.get(change.table_name), table_of(change.table_name)
    row = rows.get((change.table_name, change.row_id))
    if way is None or row is None or change.kind != UPDATE or change.before is None:
        return None
    before = {
        key: from_plain(table.c[key], value)
        for key, value in json.loads(change.before).items()
        if key not in HIDDEN
    }
    known = {field.name for field in fields(way.input)}
    if not before.keys() <= known:
        return None
    now = {name: getattr(row, name) for name in known & set(table.c.keys())}
    missing = {"membership_id": row.id} if "membership_id" in known else {}
    return way.deed(session, row, way.input(**missing, **now | before))
