"""Commands on the texts of letters: which there are, their fields, checking, writing our own."""

from __future__ import annotations

from pathlib import Path

import click

from coopadmin.commands.frame import (
    FILE,
    contents,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.papers import language_option, tongue
from coopadmin.correspondence.fields import FIELDS
from coopadmin.correspondence.queries import find_template, get_template, list_templates
from coopadmin.correspondence.rules import OCCASIONS, OWN, NewTemplate, check_template
from coopadmin.correspondence.service import remove_template, save_template
from coopadmin.formats.encodings import decoded
from coopadmin.words import _, say


@click.command()
@click.argument("file", type=FILE)
@language_option
@json_option
def templates(file: Path, spoken: str | None, as_json: bool) -> None:
    """The texts of letters: those of the start set and our own."""
    with reading(file) as books:
        rows = books.ask(list_templates, tongue(spoken))
    names = ("code", "language", "occasion", "name", "subject", "ours", "started")
    printed(
        as_json,
        {"templates": [{name: getattr(row, name) for name in names} for row in rows]},
        table_lines(
            [_("Code"), _("Name"), _("Written by us")],
            [[row.code, row.name, _("yes") if row.ours else ""] for row in rows],
        ),
    )


@click.command()
@language_option
@json_option
def fields(spoken: str | None, as_json: bool) -> None:
    """The fields that a text can use, and what each says."""
    names = [(each.name(tongue(spoken)), each) for each in FIELDS]
    printed(
        as_json,
        {
            "fields": [
                {"name": name, "what": _(each.what), "asked": each.asked, "items": each.items}
                for name, each in names
            ]
        },
        table_lines(
            [_("Field"), _("What it says")],
            [[f"{{{{ {name} }}}}", _(each.what)] for name, each in names],
        ),
    )


@click.command()
@click.argument("file", type=FILE)
@click.argument("template", required=False)
@language_option
@json_option
def check(file: Path, template: str | None, spoken: str | None, as_json: bool) -> int:
    """Look whether a text can be filled in, or all of them; exit status 1 when one cannot."""
    with reading(file) as books:
        rows = (
            books.ask(list_templates)
            if template is None
            else [books.ask(get_template, template, tongue(spoken))]
        )
    wrong = [
        (row, say(problem))
        for row in rows
        for problem in check_template(
            NewTemplate(row.occasion, row.language, row.name, row.subject, row.body)
        )
    ]
    printed(
        as_json,
        {
            "checked": len(rows),
            "problems": [
                {"code": row.code, "language": row.language, "problem": said} for row, said in wrong
            ],
        },
        [f"{row.name} ({row.language}): {said}" for row, said in wrong] or [_("All is right.")],
    )
    return 1 if wrong else 0


@click.command()
@click.argument("file", type=FILE)
@click.argument("template")
@language_option
@json_option
def text(file: Path, template: str, spoken: str | None, as_json: bool) -> None:
    """Show a text with its fields."""
    with reading(file) as books:
        row = books.ask(get_template, template, tongue(spoken))
    plain = {name: getattr(row, name) for name in ("code", "name", "subject", "body")}
    printed(as_json, {"template": plain}, [row.subject, "", row.body])


@click.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.argument("document", type=FILE)
@click.option("--subject", help="What it is about; else the first line of the document.")
@click.option("--occasion", type=click.Choice(list(OCCASIONS)), default=None)
@language_option
@json_option
def write(
    file: Path,
    name: str,
    document: Path,
    subject: str | None,
    occasion: str | None,
    spoken: str | None,
    as_json: bool,
) -> None:
    """Take the text NAME from a document of plain text; it takes the place of what it was."""
    body = decoded(contents(document), document.name).text
    if subject is None:
        subject, _blank, body = body.strip().partition("\n")
    with writing(file) as books:
        old = books.ask(find_template, name, tongue(spoken))
        new = NewTemplate(
            occasion or (OWN if old is None else old.occasion),
            tongue(spoken),
            name if old is None else old.name,
            subject,
            body,
            "" if old is None else old.code,
        )
        code = books.do(save_template, new)
    printed(as_json, {"code": code}, [_("Kept as {code}").format(code=code)])


@click.command()
@click.argument("file", type=FILE)
@click.argument("template")
@language_option
@json_option
def forget(file: Path, template: str, spoken: str | None, as_json: bool) -> None:
    """Remove a text of our own; one of the start set is as it came again."""
    with writing(file) as books:
        row = books.ask(get_template, template, tongue(spoken))
        books.do(remove_template, row.code, row.language)
    printed(as_json, {"code": row.code}, [_("Removed: {name}").format(name=row.name)])


COMMANDS = (templates, fields, check, text, write, forget)
