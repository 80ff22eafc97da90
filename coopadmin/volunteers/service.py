"""Operations on hours and on who is on the list of an activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from coopadmin.activities.rules import NewCount
from coopadmin.activities.service import put_counts
from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Problem, Refused, refuse
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.countlist import CountImport
from coopadmin.volunteers.grid import GridEntry, entries_in_cell
from coopadmin.volunteers.model import HourEntry, VolunteerTask
from coopadmin.volunteers.queries import (
    HourImport,
    activity_term,
    entries_of,
    list_hours,
    plan_count_import,
    plan_hour_import,
    week_limit_on,
)
from coopadmin.volunteers.rules import (
    Circumstances,
    NewHours,
    check_new_hours,
    check_time_on_list,
    estimates_of,
)
from coopadmin.words import N_

NO_CHOICES: Mapping[str, str] = {}


@dataclass(frozen=True)
class CellEntry:
    """What was typed into one cell of the month grid; `worked` is None for an emptied cell.

    Without a person it is of a group of `people`, all their hours together.
    `period` is that of the column; the whole month for the column of what lies in no one week.
    """

    person_id: int | None
    activity_id: int
    period: Period
    worked: Duration | None
    people: int = 1

    def hours(self, days: Period) -> NewHours:
        """The same as hours on these days."""
        assert self.worked is not None
        return NewHours(
            self.person_id,
            self.activity_id,
            days.first,
            days.last,
            self.worked,
            people=self.people,
        )


@operation("hours.record", N_("Record hours"), N_("{who} recorded hours of {about}"))
def record_hours(work: Work, new: NewHours) -> int:
    """Record time worked; returns the entry's id. The person comes on the activity's list.

    Asks about much time, days to come, an activity that was not running, and hours that stand
    there already for the same period. Raises Refused.
    """
    _check(work, new, same=_already(work, new))
    work.about = _name(work, new)
    entry = _added(work, new)
    _put_on_lists(work, [new])
    return entry.id


@operation("hours.change", N_("Change hours"), N_("{who} changed hours of {about}"))
def change_hours(work: Work, entry_id: int, new: NewHours) -> None:
    """Set everything of an entry. Raises Refused."""
    entry = work.get(HourEntry, entry_id)
    _check(work, new)
    work.about = _name(work, new)
    for name, value in vars(new).items():
        setattr(entry, name, value)
    _put_on_lists(work, [new])


@operation("hours.remove", N_("Remove hours"), N_("{who} removed hours of {about}"))
def remove_hours(work: Work, entry_ids: Sequence[int]) -> None:
    """Remove entries of hours."""
    if len(entry_ids) == 1:
        work.about = _name(work, work.get(HourEntry, entry_ids[0]))
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
    work.about = _name(work, cell)
    if len(lying) > 1:
        raise _several()
    if lying:
        entry = work.get(HourEntry, lying[0].id)
        if cell.worked is None:
            work.remove(entry)
            return
        _check(
            work,
            cell.hours(Period(entry.first, entry.last)),
        )
        entry.worked, entry.people = cell.worked, cell.people
    elif cell.worked is not None:
        new = cell.hours(cell.period)
        _check(work, new)
        _added(work, new)
        _put_on_lists(work, [new])


@operation(
    "hours.set_cells",
    N_("Fill in several cells"),
    N_("{who} filled in several cells of {about}"),
)
def set_cells(work: Work, cells: Sequence[CellEntry], counts: Sequence[NewCount] = ()) -> None:
    """Fill cells of the month grid from a block, all or none, each as `set_cell` does.

    For cells of one activity that lie in one month, and for numbers counted there; the questions
    of all are asked together.
    """
    put_counts(work, counts)
    if not cells:
        return
    activity_id, first = cells[0].activity_id, cells[0].period.first
    month = Period.month(first.year, first.month)
    present: dict[int | None, list[GridEntry]] = defaultdict(list)
    for row in list_hours(work.session, month, activity_id=activity_id):
        present[row.person_id].append(
            GridEntry(
                row.id, row.person_id, row.first, row.last, row.worked, row.estimated, row.people
            )
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
        days = Period(old.first, old.last) if old else cell.period
        new = cell.hours(days)
        problems += check_new_hours(new, around)
        if old:
            changed.append({"id": old.id, "worked": cell.worked, "people": cell.people})
        else:
            made.append(new)
    work.check(problems)
    work.about = around.activity.name
    work.remove_many(HourEntry, removed)
    work.change_many(HourEntry, changed)
    work.add_many(HourEntry, [vars(new) for new in made])
    _put_on_lists(work, made)


@operation("hours.estimate", N_("Estimate hours"), N_("{who} estimated hours of {about}"))
def estimate_hours(work: Work, whole: NewHours) -> list[int]:
    """Record an estimate that may last longer than a month, as one of each of its months.

    As many hours in each month, in whole quarters of an hour, the rest in the last; returns the
    ids. Raises Refused, and asks, as `record_hours` does.
    """
    if whole.last < whole.first:
        work.check(check_new_hours(whole, _around(work, whole)))
    parts = estimates_of(whole)
    work.check(
        problem
        for new in parts
        for problem in check_new_hours(new, _around(work, new, _already(work, new)))
    )
    work.about = _name(work, whole)
    made = work.add_many(HourEntry, [vars(new) for new in parts])
    _put_on_lists(work, parts)
    return made


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


@operation("counts.import", N_("Read list of numbers"), N_("{who} read a list of numbers: {about}"))
def import_counts(
    work: Work,
    sheet: SheetList,
    *,
    activity_id: int | None = None,
    accepted: Collection[str] = (),
) -> CountImport:
    """Fill in the numbers of a list; lines with something wrong are left out and reported.

    The arguments are those of `plan_count_import`. A number for the same days is replaced.
    """
    plan = plan_count_import(
        work.session, sheet, work.today, activity_id=activity_id, accepted=accepted
    )
    put_counts(work, plan.new)
    work.about = sheet.name
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
    work.about = spoken_name(work.get(Person, task.person_id))
    task.until = last


def _check(work: Work, new: NewHours, same: Duration | None = None) -> None:
    work.check(check_new_hours(new, _around(work, new, same)))


def _around(work: Work, new: NewHours, same: Duration | None = None) -> Circumstances:
    return Circumstances(
        work.today,
        activity_term(work.session, new.activity_id),
        week_limit_on(work.session, new.first),
        same,
    )


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


def _name(work: Work, hours: NewHours | CellEntry | HourEntry) -> str:
    """Whose hours; of people without names the activity."""
    if hours.person_id is None:
        return activity_term(work.session, hours.activity_id).name
    return spoken_name(work.get(Person, hours.person_id))


def _put_on_lists(work: Work, hours: Iterable[NewHours]) -> None:
    first: dict[tuple[int, int], date] = {}
    for each in hours:
        if each.person_id is None:
            continue
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
