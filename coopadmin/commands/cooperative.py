"""`coopadmin new`: a new file with its cooperative."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.commands.frame import DATE, FILE, json_option, making, printed
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import KINDS, LEGAL_FORMS, NewCooperative
from coopadmin.desk.founding import found_cooperative
from coopadmin.words import _


@click.command()
@click.argument("file", type=FILE)
@click.option("--name", required=True, help="Full name, as the statutes write it.")
@click.option("--legal-form", required=True, type=click.Choice(list(LEGAL_FORMS)))
@click.option("--kind", required=True, type=click.Choice(list(KINDS)))
@click.option(
    "--year-begins-in",
    type=click.IntRange(1, 12),
    default=1,
    metavar="MONTH",
    help="First month of the book year, 1 to 12.",
)
@click.option("--founded-on", type=DATE, help="Day of founding.")
@click.option("--town", default="", help="Seat.")
@click.option("--municipality", default="")
@json_option
def new(
    file: Path,
    name: str,
    legal_form: str,
    kind: str,
    year_begins_in: int,
    founded_on: date | None,
    town: str,
    municipality: str,
    as_json: bool,
) -> None:
    """Make FILE for a cooperative, association or foundation."""
    wanted = NewCooperative(
        name=name,
        legal_form=legal_form,
        kind=kind,
        year_begins_in=year_begins_in,
        founded_on=founded_on,
        town=town,
        municipality=municipality,
    )
    with making(file) as books:
        books.do(found_cooperative, wanted)
        made = books.ask(get_cooperative)
    printed(
        as_json,
        {"file": str(file), "name": made.name, "legal_form": made.legal_form, "kind": made.kind},
        [_("Made “{file}” for {name}").format(file=file.name, name=made.name)],
    )
