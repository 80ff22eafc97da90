"""Commands on own fields: which there are, making and changing one, filling them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import FILE, json_option, printed, reading, writing
from coopadmin.commands.listing import listed, save_option
from coopadmin.desk.changing_fields import change_own_field
from coopadmin.kernel.problem import N_, refuse
from coopadmin.people.own_fields import get_own_field, list_own_fields, own_values_of
from coopadmin.people.own_filling import add_own_field, fill_own, remove_own_field
from coopadmin.people.own_rules import BASES, KEEPS, KINDS, NewOwnField, OwnFieldRow, shown_own
from coopadmin.store import Books
from coopadmin.words import _


@click.command()
@click.argument("file", type=FILE)
@save_option
@json_option
def fields(file: Path, output: Path | None, as_json: bool) -> None:
    """The fields that this cooperative added for members, in their order."""
    with reading(file) as books:
        rows = books.ask(list_own_fields)
        headings = [_("Number"), _("Name"), _("Kind"), _("Filled in"), _("What it is kept for")]
        cells = [(row.number, row.name, _(KINDS[row.kind]), row.filled, row.why) for row in rows]
        lines = listed(books, _("Own fields"), headings, cells, output)
    lines = lines if rows or output else [_("None")]
    printed(as_json, {"fields": [_plain(row) for row in rows]}, lines)


@click.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--kind", type=click.Choice(list(KINDS)), help="What it holds; text without it.")
@click.option("--choice", "choices", multiple=True, help="One of the choices; give each.")
@click.option("--why", help="What it is kept for; needed for a new field.")
@click.option("--basis", type=click.Choice(list(BASES)), help="Ground of the AVG.")
@click.option("--keep", type=click.Choice(list(KEEPS)), help="How long.")
@click.option("--rename", help="What it is called from now on.")
@click.option("--place", type=int, help="Its place in the list, from 1.")
@click.option("--in-use/--out-of-use", "in_use", default=None, help="Whether it is asked.")
@click.option("--change", is_flag=True, help="Change the field with this name or number.")
@click.option("--remove", is_flag=True, help="Remove it; only while nothing is filled in.")
@json_option
def field(
    file: Path,
    name: str,
    rename: str | None,
    place: int | None,
    change: bool,
    remove: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Add the field NAME, or change or remove one."""
    values = {key: value for key, value in given.items() if value not in (None, ())}
    with writing(file) as books:
        if remove:
            books.do(remove_own_field, books.ask(get_own_field, name).number)
        elif change:
            row = books.ask(get_own_field, name)
            new = NewOwnField(**{**_as_given(row), **values, "name": rename or row.name})
            books.do(change_own_field, row.number, new, place)
        else:
            books.do(add_own_field, NewOwnField(name, **values))
        rows = books.ask(list_own_fields)
    names = [row.name for row in rows]
    printed(as_json, {"fields": [_plain(row) for row in rows]}, [", ".join(names) or _("None")])


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.argument("pairs", nargs=-1, metavar="[NAME=VALUE]...")
@json_option
def fill(file: Path, number: int, pairs: tuple[str, ...], as_json: bool) -> None:
    """Fill in own fields of the member with NUMBER, or show what stands there."""
    with writing(file) if pairs else reading(file) as books:
        person = member_of(books, number).person_id
        if pairs:
            books.do(fill_own, person, dict(_typed(books, pairs)))
        rows, kept = books.ask(list_own_fields), books.ask(own_values_of, person)
    known = {row.name: shown_own(row.kind, kept[row.number]) for row in rows if row.number in kept}
    plain = {row.name: kept[row.number] for row in rows if row.number in kept}
    lines = [f"{name}: {value}" for name, value in known.items()]
    printed(as_json, {"number": number, "fields": plain}, lines or [_("None")])


def _typed(books: Books, pairs: Iterable[str]) -> Iterable[tuple[int, str]]:
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise refuse(
                "own.pair", N_("“{text}”: type it as NAME=VALUE, such as Size=M."), text=pair
            )
        yield books.ask(get_own_field, name.strip()).number, text


def _as_given(row: OwnFieldRow) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in dataclass_fields(NewOwnField)}


def _plain(row: OwnFieldRow) -> dict[str, Any]:
    names = ("number", "name", "kind", "choices", "basis", "why", "keep", "in_use", "filled")
    return {name: getattr(row, name) for name in names}


COMMANDS = (fields, field, fill)
