"""Operations on tasks: own ones, ticking off, putting off, and a longer term for accounts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from coopadmin.cooperative.queries import get_book_year, get_cooperative
from coopadmin.desk.model import ExtendedTerm, OwnTask, TaskMark
from coopadmin.desk.rules import (
    OWN,
    NewExtension,
    NewTask,
    TaskKey,
    check_extension,
    check_put_off,
    check_task,
)
from coopadmin.desk.task_queries import all_tasks
from coopadmin.desk.tasks import BACKUP, SECOND_PLACE
from coopadmin.kernel.problem import Refused, refuse
from coopadmin.store.numbering import next_number
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, date_long


@operation("tasks.add", N_("Add task"), N_("{who} wrote down a task: {about}"))
def add_task(work: Work, new: NewTask) -> TaskKey:
    """An own task; gives its key."""
    work.check(check_task(new))
    row = work.add(OwnTask(number=next_number(work), **_columns(new)))
    work.about = row.title
    return TaskKey(OWN, str(row.number))


@operation("tasks.change", N_("Change task"), N_("{who} changed the task {about}"))
def change_task(work: Work, key: TaskKey, new: NewTask) -> None:
    """Everything of an own task, as it is from now on."""
    row = _own(work, key)
    work.check(check_task(new))
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = row.title


@operation("tasks.remove", N_("Remove task"), N_("{who} removed the task {about}"))
def remove_task(work: Work, key: TaskKey) -> None:
    """An own task goes; one of a rule can only be ticked off or put off."""
    row = _own(work, key)
    work.about = row.title
    work.remove(row)
    mark = _mark(work, key)
    if mark is not None:
        work.remove(mark)


@operation("tasks.finish", N_("Task done"), N_("{who} ticked off: {about}"))
def finish_task(work: Work, key: TaskKey) -> None:
    """Tick a task off; one of a rule for this occurrence only."""
    mark = _kept_mark(work, key)
    mark.done_on, mark.done_by, mark.put_off_until = work.today, work.who, None
    work.about = mark.title


@operation("tasks.put_off", N_("Put off task"), N_("{who} put off a task: {about}"))
def put_off_task(work: Work, key: TaskKey, until: date) -> None:
    """Leave a task out of the list until a day."""
    work.check(check_put_off(until, work.today))
    mark = _kept_mark(work, key)
    mark.done_on, mark.done_by, mark.put_off_until = None, "", until
    work.about = f"{mark.title}, {date_long(until)}"


@operation("tasks.bring_back", N_("Bring back task"), N_("{who} brought back the task {about}"))
def bring_back_task(work: Work, key: TaskKey) -> None:
    """A task that was ticked off or put off is in the list again."""
    mark = _mark(work, key)
    if mark is None:
        raise _unknown(key)
    work.about = mark.title
    work.remove(mark)


@operation(
    "tasks.extend_accounts",
    N_("Longer term for the accounts"),
    N_("{who} recorded that the members gave more time for the accounts: {about}"),
)
def extend_accounts(work: Work, new: NewExtension) -> None:
    """The general meeting gave more months for the accounts of a year, once."""
    year = get_book_year(work.session, new.book_year)
    form = get_cooperative(work.session).legal_form
    work.check(check_extension(new, form, year, work.today))
    row = work.session.scalars(
        select(ExtendedTerm).where(ExtendedTerm.book_year == year.label)
    ).first()
    if row is None:
        work.add(ExtendedTerm(book_year=year.label, months=new.months, decided_on=new.decided_on))
    else:
        row.months, row.decided_on = new.months, new.decided_on
    work.about = year.label


def _columns(new: NewTask) -> dict[str, object]:
    return {
        "title": new.title.strip(),
        "due": new.due,
        "who": new.who.strip(),
        "note": new.note.strip(),
    }


def _own(work: Work, key: TaskKey) -> OwnTask:
    number = int(key.about) if key.about.isascii() and key.about.isdigit() else -1
    row = work.session.scalars(select(OwnTask).where(OwnTask.number == number)).first()
    if key.code != OWN or row is None:
        raise refuse(
            "task.not_own",
            N_("“{key}” is no task that somebody wrote down. Others can be ticked off or put off."),
            key=str(key),
        )
    return row


def _mark(work: Work, key: TaskKey) -> TaskMark | None:
    return work.session.scalars(
        select(TaskMark).where(TaskMark.code == key.code, TaskMark.about == key.about)
    ).first()


def _kept_mark(work: Work, key: TaskKey) -> TaskMark:
    """The mark of a task, made when it has none yet."""
    found = _mark(work, key)
    if found is not None:
        return found
    there = all_tasks(work.session, work.today, _backups_meant(key))
    title = next((task.title for task in there if task.key == key), None)
    if title is None:
        raise _unknown(key)
    return work.add(TaskMark(code=key.code, about=key.about, title=title))


def _backups_meant(key: TaskKey) -> tuple[datetime | None, ...] | None:
    """Backups lie outside the file; the key of their task says of which day the newest is."""
    if key.code not in (BACKUP, SECOND_PLACE):
        return None
    try:
        made = datetime.fromisoformat(key.about) if key.about else None
    except ValueError:
        raise _unknown(key) from None
    return (made,) if key.code == BACKUP else (None, made)


def _unknown(key: TaskKey) -> Refused:
    return refuse("task.unknown", N_("There is no task “{key}” now. List the tasks."), key=str(key))
