"""`coopadmin attachments`: the documents of a member, an application, a meeting, a deadline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coopadmin.attachments.queries import AttachmentRow, content_of, list_attachments
from coopadmin.attachments.rules import NewAttachment, Owner, check_room
from coopadmin.attachments.service import attach, detach
from coopadmin.commands.applications import applicant_of, member_of
from coopadmin.commands.frame import FILE, contents, json_option, printed, reading, writing
from coopadmin.commands.frame import table_lines as lined
from coopadmin.commands.meetings import meeting_of
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.deadlines.queries import list_deadlines
from coopadmin.deadlines.rules import DOCUMENT
from coopadmin.deadlines.service import attach_document
from coopadmin.desk.queries import DocumentRow, list_documents, room_of_documents
from coopadmin.kernel.problem import N_, refuse
from coopadmin.store import Books
from coopadmin.words import _, date_short

KINDS = ("member", "application", "meeting", "deadline")
kind_argument = click.argument("kind", type=click.Choice(KINDS))
which_argument = click.argument("which")


@click.group()
def attachments() -> None:
    """Documents that belong to something.

    KIND and WHICH say of what: member NUMBER, application NAME, meeting DATE, deadline NUMBER.
    """


@attachments.command("list")
@click.argument("file", type=FILE)
@kind_argument
@which_argument
@json_option
def list_(file: Path, kind: str, which: str, as_json: bool) -> None:
    """List the documents."""
    with reading(file) as books:
        rows = books.ask(list_attachments, _owner(books, kind, which))
    lines = lined(
        [_("Day"), _("Size"), _("Name")],
        [[date_short(row.dated), str(row.size), row.name] for row in rows],
    )
    printed(as_json, {"attachments": [_plain(row) for row in rows]}, lines if rows else [_("None")])


@attachments.command("all")
@click.argument("file", type=FILE)
@json_option
def all_(file: Path, as_json: bool) -> None:
    """List all documents of the file, the largest first, with what they belong to."""
    with reading(file) as books:
        rows, room = books.ask(list_documents), books.ask(room_of_documents)
    lines = lined(
        [_("Size"), _("Day"), _("Name"), _("Belongs to")],
        [[str(row.size), date_short(row.dated), row.name, row.of] for row in rows],
    )
    found = {
        "attachments": [{**_plain(row), "table": row.table, "of": row.of} for row in rows],
        "bytes": room.attached,
        "bytes_for_undo": room.for_undo,
    }
    printed(as_json, found, lines if rows else [_("None")])


@attachments.command()
@click.argument("file", type=FILE)
@kind_argument
@which_argument
@click.argument("document", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def add(file: Path, kind: str, which: str, document: Path, as_json: bool) -> None:
    """Attach DOCUMENT: a PDF, a picture or an office document."""
    with writing(file) as books:
        owner = _owner(books, kind, which)
        check_room(document, books.ask(get_cooperative).attachment_megabytes)
        content = contents(document)
        if kind == "deadline":
            books.do(attach_document, int(which), document.name, content)
        else:
            books.do(attach, NewAttachment(owner, document.name, content))
        row = books.ask(list_attachments, owner)[-1]
    printed(as_json, {"attachment": _plain(row)}, [_("{name} is attached.").format(name=row.name)])


@attachments.command()
@click.argument("file", type=FILE)
@kind_argument
@which_argument
@click.argument("name")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@json_option
def save(file: Path, kind: str, which: str, name: str, output: Path, as_json: bool) -> None:
    """Write the document NAME to a file that is not there yet."""
    with reading(file) as books:
        row = _named(books, _owner(books, kind, which), name)
        content = books.ask(content_of, row.id)
    try:
        with output.open("xb") as target:
            target.write(content)
    except OSError:
        sentence = N_("“{name}” cannot be written, or is there already. Choose another name.")
        raise refuse("attachment.output", sentence, name=output.name) from None
    printed(as_json, {"file": str(output)}, [_("{file} is ready").format(file=output.name)])


@attachments.command()
@click.argument("file", type=FILE)
@kind_argument
@which_argument
@click.argument("name")
@json_option
def remove(file: Path, kind: str, which: str, name: str, as_json: bool) -> None:
    """Take the document NAME away; undo brings it back for ninety days."""
    with writing(file) as books:
        row = _named(books, _owner(books, kind, which), name)
        books.do(detach, row.id)
    printed(as_json, {"removed": row.name}, [_("{name} is taken away.").format(name=row.name)])


def _owner(books: Books, kind: str, which: str) -> Owner:
    if kind == "meeting":
        return Owner("meeting", meeting_of(books, which).id)
    if kind == "application":
        return Owner("application", applicant_of(books, which).id)
    if not (which.isascii() and which.isdigit()):
        sentence = N_("“{text}” is no number. Give the number of the {kind}.")
        raise refuse("attachment.number", sentence, text=which, kind=kind)
    if kind == "member":
        return Owner("person", member_of(books, int(which)).person_id)
    found = next((row for row in books.ask(list_deadlines) if row.number == int(which)), None)
    if found is None:
        sentence = N_("There is no deadline {number}. List them.")
        raise refuse("deadline.unknown", sentence, number=which)
    return Owner("deadline", found.id, DOCUMENT)


def _named(books: Books, owner: Owner, name: str) -> AttachmentRow:
    rows = books.ask(list_attachments, owner)
    found = [row for row in rows if row.name.casefold() == name.casefold()]
    if not found:
        raise refuse(
            "attachment.unknown",
            N_("There is no document “{name}”. There are: {names}."),
            name=name,
            names=", ".join(row.name for row in rows) or "–",
        )
    return found[-1]


def _plain(row: AttachmentRow | DocumentRow) -> dict[str, Any]:
    return {"name": row.name, "kind": row.kind, "size": row.size, "dated": row.dated}
