"""Commands on the figures of a year and on the annual report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coopadmin.annual.exchange import year_as_json
from coopadmin.annual.facts import YearFacts
from coopadmin.annual.queries import facts_of_year, left_out, list_report_texts
from coopadmin.annual.report import annual_report
from coopadmin.annual.rules import (
    CHARGED,
    EARLIER_FIGURES,
    SECTIONS,
    NewEarlierFigure,
    NewReportText,
    NewSectionChoice,
    read_figure,
)
from coopadmin.annual.service import (
    adopt_report,
    choose_section,
    set_earlier_figure,
    set_report_text,
)
from coopadmin.commands.frame import (
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.papers import language_option, paper_options, tongue, write_pdf
from coopadmin.cooperative.queries import get_book_year
from coopadmin.desk.check_books import check_books
from coopadmin.formats.encodings import decoded, read_bytes
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.words import _, count, hours, money


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@json_option
def figures(file: Path, year: str, as_json: bool) -> None:
    """Show the figures of a book YEAR, the same ones that the annual report prints."""
    with reading(file) as books:
        facts = books.ask(facts_of_year, year)
    printed(as_json, year_as_json(facts), _lines(facts))


def _lines(facts: YearFacts) -> list[str]:
    members, year, worked = facts.members, facts.contributions, facts.hours
    rows = [
        [_("Members at the start"), count(members.start)],
        [_("Joined"), count(members.joined)],
        [_("Left"), count(members.left)],
        [_("Members at the end"), count(members.end)],
        [_("Contributions charged"), money(year.charged)],
        [_("Paid"), money(year.paid)],
        [_("Still open"), money(year.open)],
        [_("Volunteer hours"), hours(worked.total)],
        *([f"  {each.activity}", hours(each.worked)] for each in worked.by_activity),
        [_("Volunteers"), count(worked.volunteers)],
        [_("General meetings"), count(len(facts.meetings.meetings))],
        [_("Resolutions"), count(len(facts.meetings.decisions))],
    ]
    return table_lines([facts.cooperative.name, facts.year.label], rows)


@click.group()
def report() -> None:
    """The annual report: print it, write in it, adopt it."""


@report.command()
@click.argument("file", type=FILE)
@click.argument("year")
@paper_options
@json_option
def annual(
    file: Path, year: str, output: Path, spoken: str | None, large: bool, as_json: bool
) -> None:
    """Print the annual report of a book YEAR as PDF."""
    told_in = tongue(spoken)
    with reading(file) as books:
        problems = check_books(books)
        if problems:
            raise Refused(problems)
        facts = books.ask(facts_of_year, year)
        texts = books.ask(list_report_texts, facts.year.label, told_in)
    made = annual_report(facts, texts, told_in, large=large)
    lines = write_pdf(output, made.pdf, made.pages, made.problems)
    printed(
        as_json,
        {"report": str(output), "pages": made.pages, "sections": dict(made.page_of)},
        lines,
    )


@report.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("section", type=click.Choice(list(SECTIONS)), metavar="SECTION")
@click.argument("source", type=FILE, metavar="TEXT-FILE")
@language_option
@json_option
def text(
    file: Path, year: str, section: str, source: Path, spoken: str | None, as_json: bool
) -> None:
    """Write in a SECTION of the annual report what stands in a file (- for what is typed).

    An empty file takes the text away. Sections: preface, glance, members, contributions, hours,
    activities, finances, meetings, officers, outlook, signatures.
    """
    told_in = tongue(spoken)
    written = _text_of(source)
    with writing(file) as books:
        books.do(set_report_text, NewReportText(year, section, told_in, written))
        label = books.ask(get_book_year, year).label
        texts = books.ask(list_report_texts, label, told_in)
    printed(as_json, {"texts": texts}, [_(SECTIONS[each]) for each in texts])


def _text_of(source: Path) -> str:
    """What is typed, for a dash, else what stands in the file; an empty file is no mistake."""
    if str(source) == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if source.is_file() and source.stat().st_size == 0:
        return ""
    return decoded(read_bytes(source), source.name).text


@report.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("section", type=click.Choice(list(SECTIONS)), metavar="SECTION")
@click.option("--again", is_flag=True, help="Take the section up again.")
@json_option
def leave(file: Path, year: str, section: str, again: bool, as_json: bool) -> None:
    """Leave a SECTION out of the reports of a book YEAR and later."""
    with writing(file) as books:
        books.do(choose_section, NewSectionChoice(year, section, again))
        out = books.ask(left_out, books.ask(get_book_year, year).label)
    names = [each for each in SECTIONS if each in out]
    printed(as_json, {"left_out": names}, [_(SECTIONS[each]) for each in names])


@report.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("figure", type=click.Choice(list(EARLIER_FIGURES)))
@click.argument("value", required=False)
@json_option
def earlier(file: Path, year: str, figure: str, value: str | None, as_json: bool) -> None:
    """Type in a FIGURE of a book YEAR before this file; without a VALUE it is taken away."""
    read = None if value is None else read_figure(figure, value)
    with writing(file) as books:
        books.do(set_earlier_figure, NewEarlierFigure(year, figure, read))
    printed(
        as_json,
        {"year": year, "figure": figure, "value": _plain_figure(figure, read)},
        [f"{year}, {_(EARLIER_FIGURES[figure])}: {value or '–'}"],
    )


def _plain_figure(figure: str, read: int | None) -> Money | int | None:
    return Money(read) if figure == CHARGED and read is not None else read


@report.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("resolution")
@json_option
def adopt(file: Path, year: str, resolution: str, as_json: bool) -> None:
    """Note that a RESOLUTION (ALV-2026-03) adopted the annual report; its texts are locked."""
    with writing(file) as books:
        books.do(adopt_report, year, resolution)
        standing = books.ask(facts_of_year, year).standing
    printed(
        as_json,
        {"adopted_on": standing.adopted_on, "resolution": standing.resolution},
        [_("The annual report {year} is adopted.").format(year=year)],
    )
