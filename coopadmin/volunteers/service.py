"""Operations on hours and on who is on the list of an activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Problem, Refused, refuse
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.grid import GridEntry, entries_in_cell
from coopadmin.volunteers.model import HourEntry, VolunteerTask
from coopadmin.volunteers.queries import (
    HourImport,
    activity_term,
    entries_of,
    list_hours,
    plan_hour_import,
    week_limit_on,
)
from coopadmin.volunteers.rules import (
    Circumstances,
    NewHours,
    check_new_hours,
    check_time_on_list,
)
from coopadmin.words import N_

NO_CHOICES: Mapping[str, str] = {}


@dataclass(frozen=True)
class CellEntry:
    """What was typed into one cell of the month grid; `worked` is None for an emptied cell.

    `period` is that of the column; the whole month for the column of what lies in no one week.
    """

    person_id: int
    activity_id: int
    period: Period
    worked: Duration | None


@operation("hours.record", N_("Record hours"), N_("{who} recorded hours of {about}"))
def record_hours(work: Work, new: NewHours) -> int:
    """Record time worked; returns the entry's id. The person comes on the activity's list.

    Asks about much time, days to come, an activity that was not running, and hours that stand
    there already for the same period. Raises Refused.
    """
    _check(work, new, same=_already(work, new))
    work.about = _name(work, new.person_id)
    entry = _added(work, new)
    _put_on_lists(work, [new])
    return entry.id


@operation("hours.change", N_("Change hours"), N_("{who} changed hours of {about}"))
def change_hours(work: Work, entry_id: int, new: NewHours) -> None:
    """Set everything of an entry. Raises Refused."""
    entry = work.get(HourEntry, entry_id)
    _check(work, new)
    work.about = _name(work, new.person_id)
    for name, value in vars(new).items():
        setattr(entry, name, value)
    _put_on_lists(work, [new])


@operation("hours.remove", N_("Remove hours"), N_("{who} removed hours of {about}"))
def remove_hours(work: Work, entry_ids: Sequence[int]) -> None:
    """Remove entries of hours."""
    if len(entry_ids) == 1:
        work.about = _name(work, work.get(HourEntry, entry_ids[0]).person_id)
    work.remove_many(HourEntry, entry_ids)


@operation("hours.set_cell", N_("Fill in hours"), N_("{who} filled in hours of {about}"))
def set_cell(work: Work, cell: CellEntry) -> None:
    """Make the sum in one cell of the month grid what was typed.

    Where one entry lies it keeps its own days; where several lie, Refused: they are changed one
    by one. Raises Refused, and asks, as `record_hours` does.
    """
    lying = entries_in_cell(
        cell.period, entries_of(work.session, cell.person_id, cell.activity_id, cell.period)
    )
    work.about = _name(work, cell.person_id)
    if len(lying) > 1:
        raise _several()
    if lying:
        entry = work.get(HourEntry, lying[0].id)
        if cell.worked is None:
            work.remove(entry)
            return
        _check(
            work,
            NewHours(cell.person_id, cell.activity_id, entry.first, entry.last, cell.worked),
        )
        entry.worked = cell.worked
    elif cell.worked is not None:
        new = NewHours(
            cell.person_id, cell.activity_id, cell.period.first, cell.period.last, cell.worked
        )
        _check(work, new)
        _added(work, new)
        _put_on_lists(work, [new])


@operation("hours.set_cells", N_("Paste hours"), N_("{who} pasted hours of {about}"))
def set_cells(work: Work, cells: Sequence[CellEntry]) -> None:
    """Fill cells of the month grid from a block, all or none, each as `set_cell` does.

    For cells of one activity that lie in one month; the questions of all are asked together.
    """
    if not cells:
        return
    activity_id, first = cells[0].activity_id, cells[0].period.first
    month = Period.month(first.year, first.month)
    present: dict[int, list[GridEntry]] = defaultdict(list)
    for row in list_hours(work.session, month, activity_id=activity_id):
        present[row.person_id].append(
            GridEntry(row.id, row.person_id, row.first, row.last, row.worked, row.estimated)
        )
    around = Circumstances(
        work.today,
        activity_term(work.session, activity_id),
        week_limit_on(work.session, month.first),
    )
    made: list[NewHours] = []
    removed: list[int] = []
    changed: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for cell in cells:
        lying = entries_in_cell(cell.period, present[cell.person_id])
        if len(lying) > 1:
            raise _several()
        old = lying[0] if lying else None
        if cell.worked is None:
            removed += [old.id] if old else []
            continue
        days = (old.first, old.last) if old else (cell.period.first, cell.period.last)
        new = NewHours(cell.person_id, activity_id, *days, cell.worked)
        problems += check_new_hours(new, around)
        if old:
            changed.append({"id": old.id, "worked": cell.worked})
        else:
            made.append(new)
    work.check(problems)
    work.about = around.activity.name
    work.remove_many(HourEntry, removed)
    work.change_many(HourEntry, changed)
    work.add_many(HourEntry, [vars(new) for new in made])
    _put_on_lists(work, made)


@operation("hours.import", N_("Read list of hours"), N_("{who} read a list of hours: {about}"))
def import_hours(
    work: Work,
    sheet: SheetList,
    *,
    activity_id: int | None = None,
    choices: Mapping[str, str] = NO_CHOICES,
    accepted: Collection[str] = (),
) -> HourImport:
    """Record the hours of a list; lines with something wrong are left out and reported.

    The arguments are those of `plan_hour_import`. Hours that are in the file already are not
    recorded twice. Raises Refused when a whole column is missing or nothing can be recorded.
    """
    plan = plan_hour_import(
        work.session,
        sheet,
        work.today,
        activity_id=activity_id,
        choices=choices,
        accepted=accepted,
    )
    if not plan.new:
        raise refuse(
            "hours.nothing_new",
            N_("Nothing in “{name}” can be recorded, or all of it is in the file already."),
            name=sheet.name,
        )
    work.about = sheet.name
    work.add_many(HourEntry, [vars(new) for new in plan.new])
    _put_on_lists(work, plan.new)
    return plan


@operation("volunteers.put_on_list", N_("Add volunteers"), N_("{who} added volunteers to {about}"))
def put_on_list(
    work: Work, activity_id: int, person_ids: Sequence[int], since: date | None = None
) -> None:
    """Put people on the hours list of an activity; who left it comes back on it."""
    work.about = activity_term(work.session, activity_id).name
    present = {
        task.person_id: task
        for task in work.session.scalars(
            select(VolunteerTask).where(VolunteerTask.activity_id == activity_id)
        )
    }
    for person_id in dict.fromkeys(person_ids):
        task = present.get(person_id)
        if task is None:
            work.add(VolunteerTask(activity_id=activity_id, person_id=person_id, since=since))
        else:
            task.until = None


@operation(
    "volunteers.take_off_list",
    N_("Take volunteer off the list"),
    N_("{who} took {about} off the hours list"),
)
def take_off_list(work: Work, task_id: int, last: date) -> None:
    """A person helps with an activity up to and including this day; the hours stay."""
    task = work.get(VolunteerTask, task_id)
    work.check(check_time_on_list(task.since, last))
    work.about = _name(work, task.person_id)
    task.until = last


def _check(work: Work, new: NewHours, same: Duration | None = None) -> None:
    around = Circumstances(
        work.today,
        activity_term(work.session, new.activity_id),
        week_limit_on(work.session, new.first),
        same,
    )
    work.check(check_new_hours(new, around))


def _several() -> Refused:
    return refuse(
        "hours.several",
        N_("Several entries make up these hours. Open them with Enter and change them there."),
        field="worked",
    )


def _already(work: Work, new: NewHours) -> Duration | None:
    entries = entries_of(work.session, new.person_id, new.activity_id, new.period)
    same = [each.worked for each in entries if (each.first, each.last) == (new.first, new.last)]
    return Duration.total(same) if same else None


def _added(work: Work, new: NewHours) -> HourEntry:
    return work.add(HourEntry(**vars(new)))


def _name(work: Work, person_id: int) -> str:
    return spoken_name(work.get(Person, person_id))


def _put_on_lists(work: Work, hours: Iterable[NewHours]) -> None:
    first: dict[tuple[int, int], date] = {}
    for each in hours:
        pair = (each.activity_id, each.person_id)
        first[pair] = min(each.first, first.get(pair, each.first))
    activities = {activity_id for activity_id, _person in first}
    present = {
        (row.activity_id, row.person_id)
        for row in work.session.execute(
            select(VolunteerTask.activity_id, VolunteerTask.person_id).where(
                VolunteerTask.activity_id.in_(activities)
            )
        )
    }
    work.add_many(
        VolunteerTask,
        [
            {
                "activity_id": activity_id,
                "person_id": person_id,
                "since": day.replace(day=1),
                "until": None,
            }
            for (activity_id, person_id), day in first.items()
            if (activity_id, person_id) not in present
        ],
    )
