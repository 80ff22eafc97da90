"""Commands on people who stand in the file twice: who may, who does not, and making them one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coopadmin.commands.frame import FILE, json_option, printed, reading, table_lines, writing
from coopadmin.desk.duplicates import DuplicateRow, Side, list_duplicates, person_meant
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import chosen, merge_people, plan_merge
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import find_member
from coopadmin.people.likeness import REASONS
from coopadmin.people.queries import get_person
from coopadmin.people.rules import NewPerson, address_line
from coopadmin.people.service import tell_apart
from coopadmin.store import Books
from coopadmin.words import _

_FIELDS = [name for name in vars(NewPerson()) if name != "nature"]


@click.command()
@click.argument("file", type=FILE)
@json_option
def duplicates(file: Path, as_json: bool) -> None:
    """Who may be in FILE twice, with the reasons, likeliest first."""
    with reading(file) as books:
        rows = books.ask(list_duplicates)
    printed(
        as_json,
        {"count": len(rows), "duplicates": [_plain(row) for row in rows]},
        table_lines(
            [_("Name"), _("Perhaps the same as"), _("Why")],
            [[_called(row.one), _called(row.other), why(row)] for row in rows],
        ),
    )


@click.command()
@click.argument("file", type=FILE)
@click.argument("number")
@click.argument("other")
@json_option
def different(file: Path, number: str, other: str, as_json: bool) -> None:
    """NUMBER and OTHER are not the same person; they are not proposed any more.

    Each is a member number or a whole name.
    """
    with writing(file) as books:
        books.do(tell_apart, *(books.ask(person_meant, each) for each in (number, other)))
    printed(as_json, {"different": [number, other]}, [_("Noted: these are two people.")])


@click.command()
@click.argument("file", type=FILE)
@click.argument("number")
@click.argument("other")
@click.option("--stays", type=int, help="Number of the membership that stays, if both run.")
@click.option(
    "--take",
    type=click.Choice(_FIELDS),
    multiple=True,
    help="Take this field from OTHER. May be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Show what would happen, and change nothing.")
@json_option
def merge(
    file: Path,
    number: str,
    other: str,
    stays: int | None,
    take: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """NUMBER and OTHER are one person: all of OTHER that is not locked goes to NUMBER.

    What is known of NUMBER stays, filled up with what is known of OTHER. The number of OTHER
    still finds the person. Each is a member number or a whole name.
    """
    with reading(file) if dry_run else writing(file) as books:
        wanted = _wanted(books, number, other, stays, take)
        plan = books.ask(plan_merge, wanted)
        if plan.problems:
            raise Refused(plan.problems)
        if not dry_run:
            books.do(merge_people, wanted)
    printed(
        as_json,
        {
            "kept": number,
            "gone": other,
            "moved": plan.moves,
            "locked": plan.locked,
            "ended": list(plan.ended),
            "dry_run": dry_run,
        },
        [
            _("{other} is put together with {number}: {moved} rows follow, {locked} stay.").format(
                other=other,
                number=number,
                moved=sum(plan.moves.values()),
                locked=plan.locked,
            )
        ],
    )


def _wanted(
    books: Books, number: str, other: str, stays: int | None, take: tuple[str, ...]
) -> MergedPeople:
    kept, gone = (books.ask(person_meant, each) for each in (number, other))
    one, two = (books.ask(get_person, each).person for each in (kept, gone))
    membership = books.ask(find_member, stays) if stays is not None else None
    return MergedPeople(
        kept, gone, chosen(one, two, take), membership.membership_id if membership else None
    )


COMMANDS = (duplicates, different, merge)


def why(row: DuplicateRow) -> str:
    """The reasons in words."""
    return ", ".join(_(REASONS[reason]) for reason in row.reasons)


def _called(side: Side) -> str:
    return " ".join([*(f"{number:04d}" for number in side.numbers), side.name])


def _plain(row: DuplicateRow) -> dict[str, Any]:
    return {
        "reasons": list(row.reasons),
        "people": [
            {
                "name": side.name,
                "numbers": list(side.numbers),
                "birth_date": side.person.birth_date,
                "email": side.person.email,
                "iban": side.person.iban,
                "address": address_line(
                    side.person.street,
                    side.person.house_number,
                    side.person.house_letter,
                    side.person.house_addition,
                ),
                "town": side.person.town,
            }
            for side in (row.one, row.other)
        ],
    }
