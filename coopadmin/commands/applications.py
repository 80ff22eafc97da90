"""Commands on applications: who asks to become a member, and what was decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.frame import (
    DATE,
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.persons import person_named
from coopadmin.cooperative.queries import get_resolution
from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import N_, refuse
from coopadmin.members.admission import (
    BOARD,
    MEETING,
    OUTCOMES,
    NewAdmission,
    NewApplication,
    NewRefusal,
)
from coopadmin.members.applications import ApplicationRow, get_application, list_applications
from coopadmin.members.applying import (
    admit_applicant,
    ask_meeting,
    record_application,
    refuse_applicant,
    tell_number,
    withdraw_application,
)
from coopadmin.members.queries import MemberRow, find_member, get_kind, get_membership, list_kinds
from coopadmin.people.consent_rules import CHANNELS
from coopadmin.store import Books
from coopadmin.words import _, date_short

_SHOWN = (
    "name kind applied_on channel kept_at outcome decided_on reason told_on meeting_asked_on"
    " resolution number"
).split()


@click.command()
@click.argument("file", type=FILE)
@click.option("--on", type=DATE, help="Who waited on this day; today without it.")
@click.option("--all", "everything", is_flag=True, help="Also who was admitted or withdrew.")
@json_option
def applicants(file: Path, on: date | None, everything: bool, as_json: bool) -> None:
    """List who applied and waits for a decision, or was refused."""
    with reading(file) as books:
        day = on or books.today()
        rows = books.ask(list_applications, day, everything=everything)
    printed(
        as_json,
        {"on": day, "count": len(rows), "applicants": [_plain(row) for row in rows]},
        table_lines(
            [_("Name"), _("Kind"), _("Applied on"), _("How it stands")],
            [
                [row.name, row.kind, date_short(row.applied_on), _(OUTCOMES[row.outcome])]
                for row in rows
            ],
        ),
    )


@click.command()
@click.argument("file", type=FILE)
@click.argument("name", required=False)
@click.option("--number", type=int, help="Somebody who was a member before, by that number.")
@click.option("--kind", help="Kind of membership; the first one without it.")
@click.option("--on", "applied_on", type=DATE, help="Day of the application; today without it.")
@click.option("--channel", type=click.Choice(list(CHANNELS)), default="form", show_default=True)
@click.option("--kept-at", default="", help="Where the written application is kept.")
@click.option("--email", default="")
@click.option("--birth-date", type=DATE)
@json_option
def apply(
    file: Path,
    name: str | None,
    number: int | None,
    kind: str | None,
    applied_on: date | None,
    channel: str,
    kept_at: str,
    email: str,
    birth_date: date | None,
    as_json: bool,
) -> None:
    """Record that NAME asks to become a member."""
    with writing(file) as books:
        chosen = books.ask(get_kind, kind) if kind else books.ask(list_kinds, in_use=True)[0]
        new = NewApplication(
            kind_id=chosen.id,
            applied_on=applied_on or books.today(),
            person=person_named(name, email, birth_date) if name else None,
            person_id=None if name or number is None else member_of(books, number).person_id,
            channel=channel,
            kept_at=kept_at,
        )
        row = books.ask(get_application, books.do(record_application, new))
    printed(as_json, _plain(row), [_("{name} applied.").format(name=row.name)])


@click.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--on", "decided_on", type=DATE, help="Day of the decision; today without it.")
@click.option("--since", type=DATE, help="First day of the membership; that day without it.")
@click.option("--by", "body", type=click.Choice([BOARD, MEETING]), default=BOARD, show_default=True)
@click.option("--resolution", help="Number of the resolution; without it one is recorded.")
@click.option("--number", type=int, help="Member number; the next free one without it.")
@click.option("--told", "told_on", type=DATE, help="Day on which the number was communicated.")
@json_option
def admit(
    file: Path,
    name: str,
    decided_on: date | None,
    since: date | None,
    body: str,
    resolution: str | None,
    number: int | None,
    told_on: date | None,
    as_json: bool,
) -> None:
    """Admit the applicant in whose name the words of NAME occur."""
    with writing(file) as books:
        row = applicant_of(books, name)
        day = decided_on or books.today()
        made = books.do(
            admit_applicant,
            NewAdmission(
                row.id,
                day,
                since or day,
                body,
                books.ask(get_resolution, resolution).id if resolution else None,
                number,
                told_on,
            ),
        )
        card = books.ask(get_membership, made)
        row = books.ask(get_application, row.id)
    words = _("{number} {name}, by resolution {resolution}").format(
        number=f"{card.number:04d}", name=row.name, resolution=row.resolution
    )
    printed(as_json, _plain(row), [words])


@click.command("refuse")
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--reason", required=True, help="Why the applicant is refused.")
@click.option("--on", "decided_on", type=DATE, help="Day of the decision; today without it.")
@click.option("--told", "told_on", type=DATE, help="Day on which the applicant heard of it.")
@click.option("--resolution", help="Number of the resolution; without it one is recorded.")
@json_option
def refuse_(
    file: Path,
    name: str,
    reason: str,
    decided_on: date | None,
    told_on: date | None,
    resolution: str | None,
    as_json: bool,
) -> None:
    """Refuse an applicant, who may then ask the general meeting (BW 2:33)."""
    with writing(file) as books:
        row = applicant_of(books, name)
        chosen = books.ask(get_resolution, resolution).id if resolution else None
        day = decided_on or books.today()
        books.do(refuse_applicant, NewRefusal(row.id, day, reason, told_on, chosen))
        row = books.ask(get_application, row.id)
    words = _("{name} was refused and may ask the general meeting (BW 2:33).")
    printed(as_json, _plain(row), [words.format(name=row.name)])


@click.command("ask-meeting")
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--on", "asked_on", type=DATE, help="Day of the request; today without it.")
@json_option
def ask_meeting_(file: Path, name: str, asked_on: date | None, as_json: bool) -> None:
    """Record that a refused applicant asks the general meeting to admit."""
    with writing(file) as books:
        row = applicant_of(books, name)
        books.do(ask_meeting, row.id, asked_on or books.today())
        row = books.ask(get_application, row.id)
    words = _("{name} asks the general meeting to admit.").format(name=row.name)
    printed(as_json, _plain(row), [words])


@click.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--on", "withdrawn_on", type=DATE, help="Day of withdrawal; today without it.")
@json_option
def withdraw(file: Path, name: str, withdrawn_on: date | None, as_json: bool) -> None:
    """Record that an applicant does not want to become a member any more."""
    with writing(file) as books:
        row = applicant_of(books, name)
        books.do(withdraw_application, row.id, withdrawn_on or books.today())
        row = books.ask(get_application, row.id)
    printed(as_json, _plain(row), [_("{name} withdrew the application.").format(name=row.name)])


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--on", "told_on", type=DATE, help="Day of the message; today without it.")
@json_option
def told(file: Path, number: int, told_on: date | None, as_json: bool) -> None:
    """Record when the member with NUMBER heard that number."""
    with writing(file) as books:
        day = told_on or books.today()
        books.do(tell_number, member_of(books, number).membership_id, day)
    words = _("Number {number} was communicated on {day}.")
    printed(
        as_json,
        {"number": number, "number_told_on": day},
        [words.format(number=f"{number:04d}", day=date_short(day))],
    )


def member_of(books: Books, number: int) -> MemberRow:
    """The membership with this number; Refused when there is none."""
    row = books.ask(find_member, number)
    if row is None:
        raise refuse(
            "member.unknown",
            N_("There is no member with number {number}."),
            field="number",
            number=number,
        )
    return row


def applicant_of(books: Books, name: str) -> ApplicationRow:
    """The one applicant of this name; Refused with those that there are."""
    words = searchable(name).split()
    rows = books.ask(list_applications, books.today())
    found = [row for row in rows if all(word in searchable(row.name) for word in words)]
    if len(found) == 1:
        return found[0]
    raise refuse(
        "application.unknown",
        N_("“{name}” is not the name of one applicant. There are: {names}."),
        field="name",
        name=name,
        names=", ".join(row.name for row in found or rows) or "–",
    )


def _plain(row: ApplicationRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SHOWN}


COMMANDS = (applicants, apply, admit, refuse_, ask_meeting_, withdraw, told)
