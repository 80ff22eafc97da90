"""`coopadmin privacy`: data breaches, and the papers that the AVG asks for."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines, writing
from coopadmin.commands.papers import language_option, tongue, write_pdf
from coopadmin.desk.privacy_printing import register_paper, statement_paper
from coopadmin.desk.processing import privacy_facts
from coopadmin.kernel.problem import N_, refuse
from coopadmin.paper.output import write_whole
from coopadmin.privacy.facts import BreachRow, Printing
from coopadmin.privacy.queries import breaches_for_paper, find_breach, list_breaches
from coopadmin.privacy.report import breach_register, statement_text
from coopadmin.privacy.rules import REPORTS, RISKS, TELLINGS, TEXTS, NewBreach, NewProcessing
from coopadmin.privacy.service import (
    change_breach,
    describe_processing,
    forget_processing,
    record_breach,
    write_paragraph,
)
from coopadmin.words import _, clock, date_short, speaking

MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])


@click.group()
def privacy() -> None:
    """What the AVG asks: data breaches, the register of processing, the statement."""


@privacy.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, metavar="PDF", help="Write the register as PDF.")
@language_option
@json_option
def breaches(file: Path, output: Path | None, spoken: str | None, as_json: bool) -> None:
    """The register of data breaches, the last discovered first."""
    with reading(file) as books:
        rows = books.ask(list_breaches)
        lines = table_lines(
            [_("Number"), _("Discovered"), _("72 hours end"), _("Report"), _("What happened")],
            [
                [
                    str(row.number),
                    _moment(row.breach.discovered),
                    _moment(row.report_before),
                    _(REPORTS[row.breach.report]),
                    row.breach.what.splitlines()[0],
                ]
                for row in rows
            ],
        )
        if output is not None:
            how = Printing(books.today(), tongue(spoken))
            built = breach_register(books.ask(breaches_for_paper), how)
            lines = write_pdf(output, built.pdf, built.pages, built.problems)
    printed(as_json, {"breaches": [_plain(row) for row in rows]}, lines)


@privacy.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, metavar="PDF", help="Write the register as PDF.")
@language_option
@json_option
def register(file: Path, output: Path | None, spoken: str | None, as_json: bool) -> None:
    """The register of processing (AVG 30), from what the file holds."""
    with reading(file) as books, speaking(tongue(spoken)):
        rows = books.ask(privacy_facts).processings
        lines = [f"{row.name}: {row.purpose} ({row.people})" for row in rows]
        if output is not None:
            built = register_paper(books, Printing(books.today(), tongue(spoken)))
            lines = write_pdf(output, built.pdf, built.pages, built.problems)
    printed(as_json, {"processings": [asdict(row) for row in rows]}, lines)


@privacy.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, metavar="PDF|TXT", help="Its name says which.")
@language_option
@json_option
def statement(file: Path, output: Path | None, spoken: str | None, as_json: bool) -> None:
    """The draft of the privacy statement, to be checked."""
    with reading(file) as books, speaking(tongue(spoken)):
        facts = books.ask(privacy_facts)
        text = statement_text(facts)
        lines = text.splitlines()
        if output is not None and output.suffix.lower() == ".txt":
            write_whole(output, text.encode())
            lines = [str(output)]
        elif output is not None:
            built = statement_paper(books, Printing(books.today(), tongue(spoken)))
            lines = write_pdf(output, built.pdf, built.pages, built.problems)
    value = [asdict(row) for key, row in facts.texts.items()]
    printed(as_json, {"language": facts.language, "paragraphs": value}, lines)


@privacy.command()
@click.argument("file", type=FILE)
@click.argument("key", type=click.Choice(TEXTS))
@click.argument("text", default="")
@language_option
@json_option
def paragraph(file: Path, key: str, text: str, spoken: str | None, as_json: bool) -> None:
    """Write TEXT in a paragraph; without TEXT the words of the program stand there again."""
    with writing(file) as books:
        books.do(write_paragraph, key, tongue(spoken), text)
    printed(as_json, {"key": key, "language": tongue(spoken)}, [_("Noted.")])


@privacy.command()
@click.argument("file", type=FILE)
@click.argument("key", default="")
@click.option("--name", default="", help="Of a processing of your own.")
@click.option("--purpose", default="")
@click.option("--recipients", default="")
@click.option("--people", default="", help="Whose data.")
@click.option("--held", default="", help="Which data.")
@click.option("--ground", default="")
@click.option("--kept", default="", help="How long.")
@click.option("--forget", is_flag=True, help="Take an own one out, or undo what was said of it.")
@json_option
def processing(file: Path, key: str, forget: bool, as_json: bool, **fields: str) -> None:
    """Say what the board says of the processing KEY, or add one of your own without KEY."""
    with writing(file) as books:
        if forget:
            books.do(forget_processing, key)
        else:
            key = books.do(describe_processing, NewProcessing(key, **fields))
    printed(as_json, {"key": key}, [_("Noted.")])


@privacy.command()
@click.argument("file", type=FILE)
@click.argument("what", required=False)
@click.option("--change", "number_of", type=int, metavar="NUMBER", help="Change this one.")
@click.option("--discovered", type=MOMENT, help="Day and time; now without it.")
@click.option("--happened-on", type=DATE)
@click.option("--people", help="Whose data, in groups.")
@click.option("--number", type=int, help="Of how many people.")
@click.option("--held", help="Which data.")
@click.option("--consequences")
@click.option("--measures")
@click.option("--risk", type=click.Choice(list(RISKS)))
@click.option("--report", type=click.Choice(list(REPORTS)), help="Whether the AP was told.")
@click.option("--reported", type=MOMENT, help="Day and time.")
@click.option("--report-reason", help="Why not, or why so late.")
@click.option("--telling", type=click.Choice(list(TELLINGS)), help="Whether people were told.")
@click.option("--told-on", type=DATE)
@click.option("--telling-reason", help="Why not.")
@anyway_option
@json_option
def breach(
    file: Path, number_of: int | None, anyway: str | None, as_json: bool, **fields: Any
) -> None:
    """Write down a data breach, or change one; what is not named stays as it is."""
    given = {name: value for name, value in fields.items() if value is not None}
    with writing(file) as books:
        if number_of is None:
            new = replace(NewBreach(_now(books.clock()), ""), **given)
            number_of = do_anyway(books, record_breach, new, anyway=anyway)
        else:
            old = books.ask(find_breach, number_of)
            if old is None:
                raise refuse(
                    "breach.unknown",
                    N_("There is no data breach {number}. List them."),
                    number=number_of,
                )
            do_anyway(books, change_breach, number_of, replace(old.breach, **given), anyway=anyway)
        row = books.ask(find_breach, number_of)
        assert row is not None
    until = _("Data breach {number}; the 72 hours end on {moment}").format(
        number=row.number, moment=_moment(row.report_before)
    )
    printed(as_json, {"breach": _plain(row)}, [until])


def _now(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _moment(moment: datetime) -> str:
    return f"{date_short(moment.date())}, {clock(moment)}"


def _plain(row: BreachRow) -> dict[str, Any]:
    return {
        "breach": row.number,
        "report_before": row.report_before,
        "waits": row.waits,
        **asdict(row.breach),
    }
