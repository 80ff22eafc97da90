"""Commands on what members consent to."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines, writing
from coopadmin.commands.papers import paper_options, tongue, write_pdf
from coopadmin.desk.changing_fields import change_purpose
from coopadmin.desk.selected import people_of_selection
from coopadmin.members.printing import facts_of_list
from coopadmin.members.ready import ALL_MEMBERS
from coopadmin.members.report import Printing, listed_members, members_list
from coopadmin.members.selections import get_selection
from coopadmin.people.consent_rules import CHANNELS, ManyConsents, NewConsent
from coopadmin.people.consenting import (
    add_purpose,
    give_consent,
    give_consents,
    remove_consent,
    withdraw_consent,
)
from coopadmin.people.consents import ConsentRow, consents_of, list_consents, purposes_with_givers
from coopadmin.words import _, count, date_short


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int, required=False)
@click.option("--purpose", help="Only consents to this purpose; see `members purposes`.")
@click.option("--on", type=DATE, help="Only consents that hold on this day.")
@json_option
def consents(
    file: Path, number: int | None, purpose: str | None, on: date | None, as_json: bool
) -> None:
    """Consents of the member with NUMBER, or of everybody."""
    with reading(file) as books:
        if number is None:
            rows = books.ask(list_consents, purpose, on=on)
        else:
            person = member_of(books, number).person_id
            rows = books.ask(consents_of, person)
            rows = [row for row in rows if purpose in (None, row.purpose) and _holds(row, on)]
    printed(
        as_json,
        {"consents": [_plain(row) for row in rows]},
        table_lines(
            [
                _("Name"),
                _("Purpose"),
                _("Given on"),
                _("Withdrawn on"),
                _("How"),
                _("To be found at"),
            ],
            [
                [
                    row.person,
                    row.purpose_name,
                    date_short(row.given_on),
                    date_short(row.withdrawn_on) if row.withdrawn_on else "",
                    _(CHANNELS[row.channel]) if row.channel else "",
                    row.source,
                ]
                for row in rows
            ],
        ),
    )


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.argument("purpose")
@click.option("--on", "day", type=DATE, help="The day of it; today without it.")
@click.option("--withdraw", is_flag=True, help="The consent is withdrawn on that day.")
@click.option("--mistaken", is_flag=True, help="It was never given: take it out of the file.")
@click.option("--channel", type=click.Choice(list(CHANNELS)), default="form", show_default=True)
@click.option("--source", default="", help="Where it can be read that it was given.")
@click.option("--guardian", default="", help="Who consented for somebody under 16.")
@json_option
def consent(
    file: Path,
    number: int,
    purpose: str,
    day: date | None,
    withdraw: bool,
    mistaken: bool,
    channel: str,
    source: str,
    guardian: str,
    as_json: bool,
) -> None:
    """Note that the member with NUMBER consents to PURPOSE, or does so no longer."""
    if withdraw and mistaken:
        raise click.UsageError(_("Give --withdraw or --mistaken, not both."))
    with writing(file) as books:
        person = member_of(books, number).person_id
        on = day or books.today()
        if withdraw:
            books.do(withdraw_consent, person, purpose, on)
        elif mistaken:
            newest = next(
                (
                    row.id
                    for row in books.ask(consents_of, person)
                    if row.purpose == purpose and row.id is not None
                ),
                0,
            )
            books.do(remove_consent, newest)
        else:
            new = NewConsent(person, purpose, on, channel, source, guardian)
            books.do(give_consent, new)
        rows = [row for row in books.ask(consents_of, person) if row.purpose == purpose]
    printed(as_json, {"consents": [_plain(row) for row in rows]}, [_("Noted.")])


@click.command("consent-all")
@click.argument("file", type=FILE)
@click.argument("purpose")
@click.option("--selection", help="Only members of this saved selection; else all of today.")
@click.option("--on", "day", type=DATE, help="The day of it; today without it.")
@click.option("--channel", type=click.Choice(list(CHANNELS)), default="form", show_default=True)
@click.option("--source", default="", help="Where it can be read that it was given.")
@json_option
def consent_all(
    file: Path,
    purpose: str,
    selection: str | None,
    day: date | None,
    channel: str,
    source: str,
    as_json: bool,
) -> None:
    """Note that all members, or those of a selection, consent to PURPOSE."""
    with writing(file) as books:
        today = books.today()
        wanted = books.ask(get_selection, selection).selection if selection else ALL_MEMBERS
        people = [row.person_id for row in books.ask(people_of_selection, wanted, today)]
        new = ManyConsents(tuple(people), purpose, day or today, channel, source)
        noted = books.do(give_consents, new)
    words = _("Noted of {count} of {all}.").format(count=count(noted), all=count(len(people)))
    printed(as_json, {"noted": noted, "of": len(people)}, [words])


@click.command()
@click.argument("file", type=FILE)
@click.option("--on", type=DATE, help="Who consented on this day; today without it.")
@json_option
def purposes(file: Path, on: date | None, as_json: bool) -> None:
    """What can be consented to, and how many people do."""
    with reading(file) as books:
        rows = books.ask(purposes_with_givers, on or books.today())
    printed(
        as_json,
        {"purposes": [asdict(row) for row in rows]},
        table_lines(
            [_("Purpose"), _("Name"), _("Consent given by"), _("Explanation")],
            [[row.key, row.name, count(row.givers), row.explanation] for row in rows],
        ),
    )


@click.command("purpose")
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--explanation", default="")
@click.option("--change", type=int, help="Number of the own purpose that this is from now on.")
@click.option("--not-in-use", is_flag=True, help="It is not asked any more.")
@json_option
def own_purpose(
    file: Path,
    name: str,
    explanation: str,
    change: int | None,
    not_in_use: bool,
    as_json: bool,
) -> None:
    """Add NAME to what is asked consent for, or change such a purpose."""
    with writing(file) as books:
        if change is None:
            number = books.do(add_purpose, name, explanation)
        else:
            books.do(change_purpose, change, name, explanation, not not_in_use)
            number = change
    printed(as_json, {"purpose": number}, [_("Noted as {number}").format(number=number)])


def _holds(row: ConsentRow, on: date | None) -> bool:
    return on is None or row.given_on <= on < (row.withdrawn_on or date.max)


def _plain(row: ConsentRow) -> dict[str, Any]:
    """The consent without the ids of the file."""
    return {name: value for name, value in asdict(row).items() if name not in ("id", "person_id")}


@click.command("print")
@click.argument("file", type=FILE)
@click.option("--on", type=DATE, help="The members of this day; today without it.")
@paper_options
@json_option
def print_(
    file: Path, on: date | None, output: Path, spoken: str | None, large: bool, as_json: bool
) -> None:
    """Print the members for members, without contact details of who did not consent."""
    with reading(file) as books:
        facts = facts_of_list(books, on or books.today())
        built = members_list(facts, Printing(books.today(), tongue(spoken), large))
        lines = write_pdf(output, built.pdf, built.pages, built.problems)
    listed = [asdict(row) for row in listed_members(facts)]
    printed(as_json, {"on": facts.on, "members": listed}, lines)


COMMANDS = (consents, consent, consent_all, purposes, own_purpose, print_)
