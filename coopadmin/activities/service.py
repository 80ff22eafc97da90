"""Operations on activities and on who leads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from coopadmin.activities.model import Activity, ActivityCount, ActivityLead
from coopadmin.activities.queries import CountRow, counts_in
from coopadmin.activities.rules import (
    NewActivity,
    NewCount,
    check_count,
    check_new_activity,
    check_period,
    starting_activities,
)
from coopadmin.kernel.calendar import Period
from coopadmin.members.selections import rename_in_selections
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, _


@operation("activities.add", N_("Add activity"), N_("{who} added activity {about}"))
def add_activity(work: Work, new: NewActivity) -> int:
    """Add an activity with its leads; returns its id. Raises Refused."""
    work.check(check_new_activity(new, _names(work)))
    work.about = new.name.strip()
    position = work.session.scalar(select(func.coalesce(func.max(Activity.position), 0))) or 0
    activity = work.add(Activity(position=position + 1, **_columns(new)))
    _set_leads(work, activity.id, new.lead_ids)
    return activity.id


@operation("activities.change", N_("Change activity"), N_("{who} changed activity {about}"))
def change_activity(work: Work, activity_id: int, new: NewActivity) -> None:
    """Set everything of an activity, its leads included. Raises Refused."""
    activity = work.get(Activity, activity_id)
    work.check(check_new_activity(new, _names(work, without=activity_id)))
    work.about = new.name.strip()
    rename_in_selections(work, "activity", activity.name, work.about)
    for name, value in _columns(new).items():
        setattr(activity, name, value)
    _set_leads(work, activity_id, new.lead_ids)


@operation("activities.end", N_("End activity"), N_("{who} ended activity {about}"))
def end_activity(work: Work, activity_id: int, until: date | None) -> None:
    """Set the last day of an activity; None lets it go on. What was done in it stays."""
    activity = work.get(Activity, activity_id)
    work.check(check_period(activity.since, until))
    work.about = activity.name
    activity.until = until


@operation(
    "activities.begin_with", N_("Add usual activities"), N_("{who} added the usual activities")
)
def add_starting_activities(work: Work, kind: str) -> list[int]:
    """Add the usual activities of a kind of cooperative, named in the language spoken now.

    Those that are there already by name are left alone; returns the ids of the new ones.
    """
    already = set(_names(work))
    position = work.session.scalar(select(func.coalesce(func.max(Activity.position), 0))) or 0
    wanted = [each for each in starting_activities(kind) if _(each.name) not in already]
    return work.add_many(
        Activity,
        [
            {
                "name": _(each.name),
                "theme": each.theme,
                "aim": _(each.aim),
                "target_group": "",
                "since": None,
                "until": None,
                "position": place,
                "unit": each.unit,
                "counts_people": False,
                "target_hours": None,
                "target_count": None,
            }
            for place, each in enumerate(wanted, position + 1)
        ],
    )


@operation("counts.set", N_("Fill in a number"), N_("{who} filled in a number of {about}"))
def set_count(work: Work, new: NewCount) -> None:
    """Make what was counted in a period what `new` says. Raises Refused, and asks.

    What stands there for days within it is replaced; of a whole month only what is of all of it,
    because that adds to its weeks.
    """
    put_counts(work, [new])


def put_counts(work: Work, counts: Sequence[NewCount]) -> None:
    """`set_count` for several, all or none, within an operation."""
    if not counts:
        return
    work.check(problem for new in counts for problem in check_count(new, work.today))
    span = Period(min(new.first for new in counts), max(new.last for new in counts))
    standing: dict[tuple[int, str], list[CountRow]] = defaultdict(list)
    for activity_id in dict.fromkeys(new.activity_id for new in counts):
        work.about = work.get(Activity, activity_id).name
        for found in counts_in(work.session, activity_id, span):
            standing[activity_id, found.what].append(found)
    made, changed, removed = [], [], []
    for new in counts:
        there = [row for row in standing[new.activity_id, new.what] if _replaces(new, row)]
        if new.number is None or len(there) > 1:
            removed += [row.id for row in there]
        elif there:
            changed.append({"id": there[0].id, "number": new.number})
        if new.number is not None and len(there) != 1:
            made.append(vars(new))
    work.remove_many(ActivityCount, removed)
    work.change_many(ActivityCount, changed)
    work.add_many(ActivityCount, made)


def _replaces(new: NewCount, row: CountRow) -> bool:
    if new.period == Period.month(new.first.year, new.first.month):
        return (row.first, row.last) == (new.first, new.last)
    return new.first <= row.first and row.last <= new.last


def _columns(new: NewActivity) -> dict[str, object]:
    return {
        "name": new.name.strip(),
        "theme": new.theme,
        "aim": new.aim.strip(),
        "target_group": new.target_group.strip(),
        "since": new.since,
        "until": new.until,
        "unit": new.unit,
        "counts_people": new.counts_people,
        "target_hours": new.target_hours,
        "target_count": new.target_count,
    }


def _names(work: Work, without: int | None = None) -> list[str]:
    rows = work.session.execute(select(Activity.id, Activity.name))
    return [name for row_id, name in rows if row_id != without]


def _set_leads(work: Work, activity_id: int, wanted: tuple[int, ...]) -> None:
    rows = work.session.scalars(select(ActivityLead).where(ActivityLead.activity_id == activity_id))
    present = {row.person_id: row for row in rows}
    for person_id, row in present.items():
        if person_id not in wanted:
            work.remove(row)
    for person_id in dict.fromkeys(wanted):
        if person_id not in present:
            work.add(ActivityLead(activity_id=activity_id, person_id=person_id))
