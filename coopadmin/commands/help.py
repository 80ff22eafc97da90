"""Pages of the help on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from coopadmin.commands.frame import FILE, json_option, printed, reading, table_lines
from coopadmin.desk.year_round import year_markdown, year_round
from coopadmin.desk.year_round_queries import get_year_facts
from coopadmin.help.pages import GROUPS, find_help, get_page, made_of, source_of
from coopadmin.help.plain import plain_lines
from coopadmin.words import _


@click.command("help")
@click.argument("topic", required=False)
@click.option("--search", "words", metavar="WORDS", help="Find pages in which these words stand.")
@click.option("--file", type=FILE, help="With the topic year: the days of this file.")
@json_option
def help_(topic: str | None, words: str | None, file: Path | None, as_json: bool) -> None:
    """Show a page of the help, or which pages there are."""
    if words is not None:
        _search(words, as_json)
    elif topic is None:
        _contents(as_json)
    else:
        _show(topic, file, as_json)


def _show(topic: str, file: Path | None, as_json: bool) -> None:
    page = get_page(topic)
    if file is not None and topic == "year":
        with reading(file) as books:
            facts = books.ask(get_year_facts, books.today())
        page = made_of(topic, f"{source_of(topic)}\n\n{year_markdown(year_round(facts))}")
    lines = plain_lines(page)
    text = "\n".join(lines)
    printed(as_json, {"topic": page.name, "title": page.title, "text": text}, lines)


def _contents(as_json: bool) -> None:
    rows = [(name, get_page(name).title, _(title)) for title, names in GROUPS for name in names]
    printed(
        as_json,
        {"topics": [{"topic": name, "title": title} for name, title, _group in rows]},
        table_lines([_("Topic"), _("Title"), _("Part")], rows),
    )


def _search(words: str, as_json: bool) -> None:
    rows = find_help(words)
    printed(
        as_json,
        {
            "found": [
                {"topic": row.page, "title": row.title, "heading": row.heading, "text": row.snippet}
                for row in rows
            ]
        },
        table_lines(
            [_("Topic"), _("Heading"), _("Text")],
            [(row.page, row.heading or row.title, row.snippet) for row in rows],
        ),
    )
