"""Commands on members: the register, reading a list, joining and leaving."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands import (
    applications,
    celebrations,
    consents,
    duplicates,
    farewell,
    notes,
    ownfields,
    privacy,
    sanctions,
    selections,
)
from coopadmin.commands.frame import (
    DATE,
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.holdings import register
from coopadmin.commands.listing import listed, numbered, save_option
from coopadmin.commands.lists import import_
from coopadmin.commands.persons import person_named
from coopadmin.commands.profile import profile
from coopadmin.desk.selected import people_of_selection
from coopadmin.formats.listing import Cell, Written
from coopadmin.formats.tables import table_as_csv
from coopadmin.members.queries import (
    MemberRow,
    find_member,
    get_kind,
    get_membership,
    list_kinds,
    list_members,
)
from coopadmin.members.rules import END_REASONS, GROUNDS, NewMember, NewTermination
from coopadmin.members.selections import get_selection
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.words import _, date_short

_GROUNDS = dict.fromkeys(token for tokens in GROUNDS.values() for token in tokens)
_NOW = ("running", "leaving")


@click.group()
def members() -> None:
    """The register of members."""


members.add_command(register, "capital")
members.add_command(profile)
members.add_command(import_)
for command in (
    *applications.COMMANDS,
    *consents.COMMANDS,
    *duplicates.COMMANDS,
    *farewell.COMMANDS,
    *sanctions.COMMANDS,
    *notes.COMMANDS,
    *ownfields.COMMANDS,
    *selections.COMMANDS,
    *celebrations.COMMANDS,
    *privacy.COMMANDS,
):
    members.add_command(command)


@members.command("list")
@click.argument("file", type=FILE)
@click.option("--on", type=DATE, help="The register on this day; today without it.")
@click.option("--search", default="", help="Only members in whom these words occur.")
@click.option("--all", "everybody", is_flag=True, help="Also former and coming members.")
@click.option("--selection", metavar="NAME", help="Only those whom this saved selection takes.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@save_option
@json_option
def list_(
    file: Path,
    on: date | None,
    search: str,
    everybody: bool,
    selection: str | None,
    as_csv: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """The register of members, sorted by surname."""
    if selection is not None and (search or everybody):
        raise click.UsageError(_("A selection says whom it takes: leave out --search and --all."))
    with reading(file) as books:
        day = on or books.today()
        if selection is None:
            rows = books.ask(list_members, day, text=search, status=None if everybody else _NOW)
        else:
            chosen = books.ask(get_selection, selection).selection
            rows = books.ask(people_of_selection, chosen, day)
        title = _("Members on {day}").format(day=date_short(day))
        lines = listed(books, title, _names(), map(_cells, rows), output)
    if as_csv:
        plain = [_member_plain(row) for row in rows]
        names = [name for name in MemberRow._fields if name in _SHOWN]
        headings = [_HEADINGS.get(name, name) for name in names]
        click.echo(table_as_csv(headings, [[one[name] for name in names] for one in plain]))
        return
    printed(
        as_json,
        {"on": day, "count": len(rows), "members": [_member_plain(row) for row in rows]},
        lines,
    )


@members.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--kind", help="Kind of membership; the first one without it.")
@click.option("--since", type=DATE, help="First day; today without it.")
@click.option("--number", type=int, help="Member number; the next free one without it.")
@click.option("--email", default="")
@click.option("--birth-date", type=DATE)
@json_option
def add(
    file: Path,
    name: str,
    kind: str | None,
    since: date | None,
    number: int | None,
    email: str,
    birth_date: date | None,
    as_json: bool,
) -> None:
    """Admit a member by NAME, such as "Annie van den Berg"."""
    person = person_named(name, email, birth_date)
    with writing(file) as books:
        chosen = books.ask(get_kind, kind) if kind else books.ask(list_kinds, in_use=True)[0]
        made = books.do(
            admit_member, NewMember(chosen.id, since or books.today(), person, number=number)
        )
        row = books.ask(find_member, books.ask(get_membership, made).number, books.today())
    assert row is not None
    printed(as_json, _member_plain(row), [f"{row.number:04d} {row.name}"])


@members.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--reason", type=click.Choice(list(END_REASONS)), default="by-member")
@click.option("--notice", type=DATE, help="Day on which notice was given; today without it.")
@click.option("--on", "stated", type=DATE, help="Day that was asked for; for a death that day.")
@click.option("--ground", default="", help="Ground of law: " + ", ".join(_GROUNDS))
@click.option("--at-once", is_flag=True, help="The law gives a ground on which no term runs.")
@json_option
def end(
    file: Path,
    number: int,
    reason: str,
    notice: date | None,
    stated: date | None,
    ground: str,
    at_once: bool,
    as_json: bool,
) -> None:
    """Note that the membership with NUMBER ends; the last day follows from the statutes."""
    with writing(file) as books:
        row = applications.member_of(books, number)
        new = NewTermination(
            row.membership_id, reason, notice or books.today(), stated, at_once, ground
        )
        until = books.do(terminate_membership, new)
    printed(
        as_json,
        {"number": number, "until": until, "reason": reason},
        [_("{name} is a member until {until}.").format(name=row.name, until=date_short(until))],
    )


@members.command()
@click.argument("file", type=FILE)
@json_option
def kinds(file: Path, as_json: bool) -> None:
    """The kinds of membership."""
    with reading(file) as books:
        rows = books.ask(list_kinds)
    names = (
        "name",
        "votes",
        "covers_household",
        "shared_contribution",
        "shared_votes",
        "in_use",
        "memberships",
    )
    printed(
        as_json,
        {"kinds": [{name: getattr(row, name) for name in names} for row in rows]},
        table_lines(
            [_("Kind"), _("Votes"), _("Memberships")],
            [[row.name, str(row.votes), str(row.memberships)] for row in rows],
        ),
    )


_SHOWN = frozenset(
    "number name kind votes since since_estimated until end_reason status persons_covered"
    " address postcode town email phone mobile".split()
)

# A list that is read in again must not leave its numbers to a guess.
_HEADINGS = {"number": "member_number"}


def _names() -> list[str]:
    return [_("No."), _("Name"), _("Kind"), _("Since"), _("Until"), _("Town")]


def _cells(row: MemberRow) -> list[Cell | Written]:
    return [numbered(row.number), row.name, row.kind, row.since, row.until, row.town]


def _member_plain(row: MemberRow) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name in _SHOWN}
