"""`coopadmin letters`: texts, who gets what, letters and labels as PDF, the log, what came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from coopadmin.commands import letter_post, letter_texts
from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines, writing
from coopadmin.commands.papers import language_option, tongue
from coopadmin.correspondence.fields import ASKED
from coopadmin.correspondence.queries import (
    SendingRow,
    SentRow,
    get_template,
    list_came_back,
    list_sendings,
    list_sent,
)
from coopadmin.correspondence.recipients import Message, Plan
from coopadmin.correspondence.rules import (
    CAME_BACK,
    EMAIL,
    LETTER,
    REASONS,
    RESULTS,
    WAYS,
    NewSending,
)
from coopadmin.correspondence.service import (
    make_sending,
    note_arrives,
    note_came_back,
    note_done,
)
from coopadmin.desk.letter_groups import MEMBERS, SAVED, list_groups, people_of_group
from coopadmin.desk.letter_papers import print_labels, print_letters
from coopadmin.desk.letters import Envelope, addresses_of, check_empty, plan_of, wording_of, write
from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.paper import LabelSheet
from coopadmin.paper.labelsheets import SHEETS, read_sheet
from coopadmin.store import Books
from coopadmin.words import _, date_short, ngettext, say

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def letters() -> None:
    """Letters and e-mail: one text for one group, each in the way that they agreed to."""


for _command in (*letter_texts.COMMANDS, *letter_post.COMMANDS):
    letters.add_command(_command)


def _wanted_options(command: F) -> F:
    """Which text for whom, passed on as the fields of `_wanted`."""
    for option in (
        click.option("--by-letter", is_flag=True, help="Nothing by e-mail."),
        click.option("--each", is_flag=True, help="Everybody his own, not one per household."),
        click.option(
            "--set", "filled", multiple=True, metavar="FIELD=VALUE", help="Asked once for all."
        ),
        click.option("--member", "members", type=int, multiple=True, metavar="NUMBER"),
        click.option("--selection", metavar="NAME", help="A saved selection of members."),
        click.option("--group", default=MEMBERS, help="See “letters groups”."),
        language_option,
    ):
        command = option(command)
    return command


def _wanted(books: Books, template: str, spoken: str | None, asked: dict[str, Any]) -> NewSending:
    text = books.ask(get_template, template, tongue(spoken))
    if asked["members"]:
        found = [member_of(books, number) for number in asked["members"]]
        name = ngettext("{count} person", "{count} persons", len(found)).format(count=len(found))
        people = tuple(row.person_id for row in found)
    else:
        key = f"{SAVED}{asked['selection']}" if asked["selection"] else asked["group"]
        name, people = books.ask(people_of_group, key, books.today())
    pairs = [pair.partition("=") for pair in asked["filled"]]
    return NewSending(
        text.code,
        text.language,
        people,
        name,
        {key_of(name): value.replace("\\n", "\n") for name, _sign, value in pairs},
        together=not asked["each"],
        by_letter=asked["by_letter"],
    )


def key_of(name: str) -> str:
    """The key of a field that is asked, by either of its names. Raises Refused."""
    found = ASKED.get(name.strip())
    if found is None:
        raise refuse(
            "letters.not_asked",
            N_("“{name}” is no field that is filled in once for all. Those are: {choices}."),
            name=name,
            choices=", ".join(ASKED),
        )
    return found.key


@letters.command()
@click.argument("file", type=FILE)
@json_option
def groups(file: Path, as_json: bool) -> None:
    """Whom a letter can go to, and how many people that are today."""
    with reading(file) as books:
        rows = books.ask(list_groups, books.today())
    printed(
        as_json,
        {"groups": [{"key": row.key, "name": row.name, "people": row.people} for row in rows]},
        table_lines(
            [_("Group"), _("Name"), _("People")],
            [[row.key, row.name, str(row.people)] for row in rows],
        ),
    )


@letters.command()
@click.argument("file", type=FILE)
@click.argument("template")
@_wanted_options
@click.option("--show", type=int, default=1, show_default=True, help="Which message to read.")
@json_option
def preview(
    file: Path, template: str, spoken: str | None, show: int, as_json: bool, **asked: Any
) -> None:
    """Who would get it by which way, and one message as it will be. Nothing is kept."""
    with reading(file) as books:
        wanted = _wanted(books, template, spoken, asked)
        plan = books.ask(plan_of, wanted, books.today())
        wording = books.ask(wording_of, wanted)
        sent = [each for each in plan.messages if each.number]
        _tell_empty(books, wanted, plan)
        chosen = [each for each in sent if each.number == show]
        texts = books.ask(write, wording, chosen, books.today())
    shown = [line for each in texts for line in ("", each.subject, "", each.body)]
    printed(
        as_json,
        {
            **_counts(plan),
            "messages": [_message(each) for each in plan.messages],
            "texts": [{"subject": each.subject, "body": each.body} for each in texts],
        },
        [*_counted(plan), "", *_message_lines(plan), *shown],
    )


@letters.command()
@click.argument("file", type=FILE)
@click.argument("template")
@_wanted_options
@click.option("-o", "--output", type=FILE, metavar="PDF", help="Letters, all in one file.")
@click.option("--labels", type=FILE, metavar="PDF", help="Labels for their envelopes.")
@click.option("--sheet", default="L7160", show_default=True, help="The sheet of labels.")
@click.option("--skip", type=click.IntRange(0, 500), default=0, help="Labels used before.")
@click.option("--window", type=click.Choice(["left", "right"]), default="left")
@click.option("--large", is_flag=True, help="All in large letters.")
@json_option
def make(
    file: Path,
    template: str,
    spoken: str | None,
    output: Path | None,
    labels: Path | None,
    sheet: str,
    skip: int,
    window: str,
    large: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Note who gets TEMPLATE, and write the letters of those who get one by post."""
    with writing(file) as books:
        chosen = _sheet(sheet)
        wanted = _wanted(books, template, spoken, asked)
        number = books.do(make_sending, wanted)
        plan = books.ask(plan_of, wanted, books.today())
        _tell_empty(books, wanted, plan)
        pages = 0
        try:
            if plan.letters and output is not None:
                built = print_letters(books, output, number, Envelope(window == "right", large))
                pages = built.pages
                for problem in built.problems:
                    click.echo(say(problem), err=True)
            if plan.letters and labels is not None:
                print_labels(books, labels, number, chosen, skip)
        except Refused:
            books.undo()
            raise
        if pages:
            books.do(note_done, number, LETTER)
    lines = _counted(plan)
    if pages:
        said = ngettext("{path}: {number} page", "{path}: {number} pages", pages)
        lines.append(said.format(path=output, number=pages))
    printed(as_json, {"sending": number, "pages": pages, **_counts(plan)}, lines)


def _tell_empty(books: Books, wanted: NewSending, plan: Plan) -> None:
    """Say which fields of the text are empty for whom, such as our account in a reminder."""
    wording = books.ask(wording_of, wanted)
    sent = [each for each in plan.messages if each.number]
    for problem in books.ask(check_empty, wording, sent, books.today()):
        click.echo(say(problem), err=True)


@letters.command()
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@click.option("-o", "--output", type=FILE, metavar="PDF", required=True)
@click.option("--sheet", default="L7160", show_default=True, help="The sheet of labels.")
@click.option("--skip", type=click.IntRange(0, 500), default=0, help="Labels used before.")
def labels(file: Path, sending: int, output: Path, sheet: str, skip: int) -> None:
    """Write a label for every letter of a sending."""
    with reading(file) as books:
        built = print_labels(books, output, sending, _sheet(sheet), skip)
    for problem in built.problems:
        click.echo(say(problem), err=True)
    click.echo(str(output))


def _sheet(text: str) -> LabelSheet:
    known = {sheet.name.casefold(): sheet for sheet in SHEETS}
    return known.get(text.strip().casefold()) or read_sheet(text)


@letters.command()
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@json_option
def addresses(file: Path, sending: int, as_json: bool) -> None:
    """The e-mail addresses of a sending, to be copied as BCC."""
    with reading(file) as books:
        found = books.ask(addresses_of, sending)
    printed(as_json, {"addresses": found}, ["; ".join(found)])


@letters.command()
@click.argument("file", type=FILE)
@click.argument("sending", type=int)
@click.option("--way", type=click.Choice([LETTER, EMAIL]), default=LETTER, show_default=True)
def done(file: Path, sending: int, way: str) -> None:
    """Note that what waits of a sending was printed, or sent with a program of your own."""
    with writing(file) as books:
        books.do(note_done, sending, way)
    click.echo(_("Noted."))


@letters.command()
@click.argument("file", type=FILE)
@click.option("--sending", type=int, help="Who got what of this one.")
@click.option("--member", type=int, metavar="NUMBER", help="What this member got.")
@json_option
def log(file: Path, sending: int | None, member: int | None, as_json: bool) -> None:
    """What was sent, the latest first; or per person with the result."""
    with reading(file) as books:
        if sending is None and member is None:
            rows = books.ask(list_sendings)
            printed(
                as_json,
                {"sendings": [_sending(row) for row in rows]},
                table_lines(
                    [_("Number"), _("Day"), _("E-mail"), _("By letter"), _("To do"), _("What")],
                    [
                        [
                            str(row.number),
                            date_short(row.dated),
                            str(row.emails),
                            str(row.letters),
                            str(row.waiting),
                            f"{row.name}, {row.group}",
                        ]
                        for row in rows
                    ],
                )
                if rows
                else [_("None")],
            )
            return
        person = None if member is None else member_of(books, member).person_id
        sent = books.ask(list_sent, sending, person)
    printed(
        as_json,
        {"letters": [_sent(row) for row in sent]},
        table_lines(
            [_("Day"), _("Name"), _("Way"), _("Result"), _("What")],
            [
                [
                    date_short(row.dated),
                    row.name,
                    _(WAYS[row.way]),
                    _(RESULTS[row.result]),
                    f"{row.text} ({_(REASONS[row.reason])})",
                ]
                for row in sent
            ],
        )
        if sent
        else [_("None")],
    )


@letters.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--way", type=click.Choice(list(CAME_BACK)), default=LETTER, show_default=True)
@click.option("--on", "day", type=DATE, help="Today without it.")
@click.option("--reason", default="", help="Such as: moved, mailbox full.")
@json_option
def returned(
    file: Path, number: int, way: str, day: date | None, reason: str, as_json: bool
) -> None:
    """Note that a letter or e-mail to member NUMBER came back."""
    with writing(file) as books:
        row = member_of(books, number)
        books.do(note_came_back, row.person_id, way, day or books.today(), reason)
    printed(
        as_json,
        {"number": number, "way": way},
        [_("Noted of {name}. It counts until the address is changed.").format(name=row.name)],
    )


@letters.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@json_option
def arrives(file: Path, number: int, as_json: bool) -> None:
    """Note that the addresses of member NUMBER are right after all."""
    with writing(file) as books:
        row = member_of(books, number)
        marks = books.ask(list_came_back, {row.person_id})
        for mark in marks:
            books.do(note_arrives, mark.id)
    printed(as_json, {"number": number, "removed": len(marks)}, [_("Noted.")])


def _counts(plan: Plan) -> dict[str, int]:
    names = ("emails", "letters", "together", "left_out", "people")
    return {name: getattr(plan, name) for name in names}


def _counted(plan: Plan) -> list[str]:
    return [
        _("{people} people: {emails} by e-mail, {letters} by letter, {together} together with "
          "another, {left_out} not").format(**_counts(plan))
    ]  # fmt: skip


def _message(each: Message) -> dict[str, Any]:
    return {
        "number": each.number,
        "way": each.way,
        "reason": each.reason,
        "names": each.names,
        "to": each.sent_to,
        "large": each.large,
    }


def _message_lines(plan: Plan) -> list[str]:
    return table_lines(
        ["", _("Name"), _("Way"), _("Why so")],
        [
            [
                str(each.number or "–"),
                ", ".join(each.names),
                _(WAYS[each.way]),
                _(REASONS[each.reason]),
            ]
            for each in plan.messages
        ],
    )


def _sending(row: SendingRow) -> dict[str, Any]:
    names = (
        "number dated code name language group people emails letters left_out waiting troubles"
    ).split()
    return {name: getattr(row, name) for name in names}


def _sent(row: SentRow) -> dict[str, Any]:
    names = "sending dated text name message way reason sent_to result result_at detail".split()
    return {name: getattr(row, name) for name in names}
