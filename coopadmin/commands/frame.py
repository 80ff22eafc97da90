"""What every command shares: books, dates, JSON and tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from coopadmin.commands import console
from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.migrations import new_books, open_books
from coopadmin.store import Books
from coopadmin.store.computer import remembered, who_works_here
from coopadmin.words import say

F = TypeVar("F", bound=Callable[..., Any])
FILE = console.FILE


class DateText(click.ParamType[date]):
    """A date as people type it; what is no date is a usage error."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value), clock().date())
        except Refused as refused:
            self.fail(say(refused.problems[0]), param, ctx)


class MoneyText(click.ParamType[Money]):
    """An amount as people type it."""

    name = "amount"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Money:
        if isinstance(value, Money):
            return value
        try:
            return Money.parse(str(value))
        except Refused as refused:
            self.fail(say(refused.problems[0]), param, ctx)


DATE = DateText()
AMOUNT = MoneyText()


def clock() -> datetime:
    """Local time; `--today` of the example replaces the day elsewhere."""
    return datetime.now()  # noqa: DTZ005 - people work by the clock on the wall


def json_option(command: F) -> F:
    """Give a command `--json`, passed on as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON.")(command)


def _signature() -> tuple[str, str]:
    named = click.get_current_context().find_root().params.get("who")
    return who_works_here(named), remembered().origin


def contents(file: Path) -> bytes:
    """The bytes of a file of somebody else; what cannot be read is a refusal."""
    try:
        return file.read_bytes()
    except OSError as fault:
        sentence = N_("“{name}” cannot be read. Check the name and the folder.")
        raise refuse("file.unreadable", sentence, name=file.name) from fault


@contextmanager
def reading(file: Path) -> Iterator[Books]:
    """The books of a file, to be asked only; takes no lock."""
    who, origin = _signature()
    with open_books(file, who=who, origin=origin, clock=clock, read_only=True) as books:
        yield books


@contextmanager
def writing(file: Path, regardless: Collection[str] = ()) -> Iterator[Books]:
    """The books of a file, to be changed; closed into one file afterwards.

    `regardless` of these troubles: to settle just those.
    """
    who, origin = _signature()
    with open_books(file, who=who, origin=origin, clock=clock, regardless=regardless) as books:
        yield books


@contextmanager
def making(file: Path) -> Iterator[Books]:
    """The books of a new file, which goes again when the first operation is refused."""
    who, origin = _signature()
    books = new_books(file, who=who, origin=origin, clock=clock)
    try:
        yield books
    except BaseException:
        books.close()
        file.unlink(missing_ok=True)
        raise
    books.close()


def printed(as_json: bool, value: Any, lines: Iterable[str]) -> None:
    """Write the value as JSON, or else the lines for people."""
    if as_json:
        text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
        click.echo(text)
    else:
        for line in lines:
            click.echo(line)


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, Duration):
        return value.minutes
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def table_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns of text, padded; the last one is not."""
    lines = [list(headings), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
