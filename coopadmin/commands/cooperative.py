"""`coopadmin new` and `coopadmin cooperative`: a new file, and the legal person of one."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import click

from coopadmin.attachments.queries import logo_name
from coopadmin.attachments.service import remove_logo, set_logo
from coopadmin.commands.frame import (
    DATE,
    FILE,
    contents,
    json_option,
    making,
    printed,
    reading,
    writing,
)
from coopadmin.cooperative.names import LEGAL_FORMS
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import KINDS, ChangedCooperative, NewCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.desk.beginning import Beginning
from coopadmin.desk.founding import begin_file
from coopadmin.kernel.colours import PETROL
from coopadmin.words import _

COLOUR = click.option("--colour", metavar="#RRGGBB", help="Colour of documents.")
LOGO = click.option("--logo", type=FILE, metavar="PICTURE", help="PNG or JPEG for documents.")


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
@COLOUR
@LOGO
@click.option("--bare", is_flag=True, help="Without the activities usual for its kind.")
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
    colour: str | None,
    logo: Path | None,
    bare: bool,
    as_json: bool,
) -> None:
    """Make FILE for a cooperative, association or foundation.

    Kinds of membership, activities and the sections of the annual report are ready in it as its
    kind usually has them.
    """
    wanted = NewCooperative(
        name=name,
        legal_form=legal_form,
        kind=kind,
        year_begins_in=year_begins_in,
        founded_on=founded_on,
        town=town,
        municipality=municipality,
        accent=colour or PETROL,
    )
    with making(file) as books:
        picture = None if logo is None else (logo.name, contents(logo))
        begin_file(books, Beginning(wanted, logo=picture), usual_activities=not bare)
        made = books.ask(get_cooperative)
    ready = _("Activities are the usual ones of its kind. Tariffs are for you to set.")
    more = [] if bare else [ready]
    printed(
        as_json,
        {"file": str(file), "name": made.name, "legal_form": made.legal_form, "kind": made.kind},
        [_("Made “{file}” for {name}").format(file=file.name, name=made.name), *more],
    )


@click.group()
def cooperative() -> None:
    """The legal person whose books these are, and how its documents look."""


@cooperative.command("show")
@click.argument("file", type=FILE)
@json_option
def show_cooperative(file: Path, as_json: bool) -> None:
    """Show the legal person, its colour and its logo."""
    with reading(file) as books:
        facts, logo = books.ask(get_cooperative), books.ask(logo_name)
    plain = {name: value for name, value in asdict(facts).items() if name not in ("id", "accent")}
    lines = [
        (_("Name"), facts.name),
        (_("Legal form"), _(LEGAL_FORMS[facts.legal_form])),
        (_("Kind"), _(KINDS[facts.kind])),
        (_("Town"), facts.town),
        (_("Municipality"), facts.municipality),
        (_("Number at the Chamber of Commerce"), facts.chamber_number),
        (_("IBAN"), facts.iban),
        (_("Colour of documents"), facts.accent),
        (_("Logo"), logo or _("none")),
        (_("Largest attachment (MB)"), str(facts.attachment_megabytes)),
    ]
    printed(
        as_json,
        {**plain, "colour": facts.accent, "logo": logo or None},
        [f"{label}: {value}" for label, value in lines if value],
    )


@cooperative.command("change")
@click.argument("file", type=FILE)
@COLOUR
@LOGO
@click.option("--no-logo", is_flag=True, help="Take the logo away.")
@click.option("--attachment-megabytes", type=int, metavar="MB", help="Largest attachment.")
@json_option
def change(
    file: Path,
    colour: str | None,
    logo: Path | None,
    no_logo: bool,
    attachment_megabytes: int | None,
    as_json: bool,
) -> None:
    """Change how documents look, or how large an attachment may be."""
    if logo is not None and no_logo:
        raise click.UsageError("--logo and --no-logo exclude each other")
    with writing(file) as books:
        facts = books.ask(get_cooperative)
        wanted = {"accent": colour, "attachment_megabytes": attachment_megabytes}
        given = {name: value for name, value in wanted.items() if value is not None}
        if given:
            kept = {field.name: getattr(facts, field.name) for field in fields(ChangedCooperative)}
            books.do(change_cooperative, ChangedCooperative(**{**kept, **given}))
        if logo is not None:
            books.do(set_logo, logo.name, contents(logo))
        if no_logo:
            books.do(remove_logo)
        made, shown = books.ask(get_cooperative), books.ask(logo_name)
    printed(
        as_json,
        {
            "colour": made.accent,
            "logo": shown or None,
            "attachment_megabytes": made.attachment_megabytes,
        },
        [f"{_('Colour of documents')}: {made.accent}", f"{_('Logo')}: {shown or _('none')}"],
    )
