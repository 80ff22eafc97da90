"""Commands on suspension and expulsion."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import DATE, FILE, json_option, printed, writing
from coopadmin.cooperative.queries import get_resolution
from coopadmin.kernel.problem import N_, refuse
from coopadmin.members.sanctioning import conclude_sanction, record_appeal, suspend
from coopadmin.members.sanctions import (
    SANCTION_OUTCOMES,
    NewSanction,
    SanctionRow,
    appeal_until,
)
from coopadmin.members.suspended import list_sanctions
from coopadmin.store import Books
from coopadmin.words import _, date_short


@click.command("suspend")
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--reasons", required=True, help="Why, as it was told in writing.")
@click.option("--from", "first", type=DATE, help="First day; today without it.")
@click.option("--until", "last", type=DATE, help="Last day, when it is known.")
@click.option("--expel", "expels", is_flag=True, help="The member is expelled.")
@click.option("--told", "told_on", type=DATE, help="Day on which the member was told in writing.")
@click.option("--resolution", "number_of", help="Its number; a new one is made without it.")
@json_option
def suspend_(
    file: Path,
    number: int,
    reasons: str,
    first: date | None,
    number_of: str | None,
    as_json: bool,
    **more: Any,
) -> None:
    """Suspend or expel the member with NUMBER, who has no vote meanwhile."""
    with writing(file) as books:
        member = member_of(books, number).membership_id
        day = first or books.today()
        chosen = books.ask(get_resolution, number_of).id if number_of else None
        books.do(suspend, NewSanction(member, day, reasons, resolution_id=chosen, **more))
        row = books.ask(list_sanctions, member)[-1]
    words = _("{number} is suspended from {day}.").format(
        number=f"{number:04d}", day=date_short(day)
    )
    printed(as_json, _plain(number, row), [words])


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--on", "day", type=DATE, help="Day of the appeal; today without it.")
@anyway_option
@json_option
def appeal(file: Path, number: int, day: date | None, anyway: str | None, as_json: bool) -> None:
    """Record that the expelled member with NUMBER appeals."""
    with writing(file) as books:
        row = _last(books, number)
        do_anyway(books, record_appeal, row.id, day or books.today(), anyway=anyway)
        row = _last(books, number)
    printed(as_json, _plain(number, row), [_("The appeal was recorded.")])


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--on", "day", type=DATE, help="Last day of the suspension; today without it.")
@click.option("--outcome", type=click.Choice(list(SANCTION_OUTCOMES)), help="Of an expulsion.")
@json_option
def conclude(file: Path, number: int, day: date | None, outcome: str | None, as_json: bool) -> None:
    """End the suspension of the member with NUMBER, or make an expulsion final."""
    with writing(file) as books:
        row = _last(books, number)
        books.do(conclude_sanction, row.id, day or books.today(), outcome or "")
        row = _last(books, number)
    printed(as_json, _plain(number, row), [_("The suspension is over.")])


def _last(books: Books, number: int) -> SanctionRow:
    rows = books.ask(list_sanctions, member_of(books, number).membership_id)
    if not rows:
        raise refuse("sanction.none", N_("This member is not suspended."), field="number")
    return rows[-1]


def _plain(number: int, row: SanctionRow) -> dict[str, Any]:
    return {
        "number": number,
        "expels": row.expels,
        "first": row.first,
        "last": row.last,
        "told_on": row.told_on,
        "appeal_until": appeal_until(row.told_on) if row.told_on and row.expels else None,
        "appealed_on": row.appealed_on,
        "outcome": row.outcome,
        "resolution": row.resolution,
    }


COMMANDS = (suspend_, appeal, conclude)
