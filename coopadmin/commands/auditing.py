"""`coopadmin ledger audit`: the papers of the audit committee, the receipts, a copy to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coopadmin.attachments.queries import logo_of
from coopadmin.commands.frame import FILE, json_option, printed, reading
from coopadmin.commands.papers import language_option, tongue, write_pdf
from coopadmin.desk.inspecting import copy_to_inspect, save_receipts
from coopadmin.ledger.audit import USUAL_SIZE, AuditFacts, audit_of_year
from coopadmin.ledger.audit_paper import audit_paper
from coopadmin.ledger.papers import Printing
from coopadmin.words import _, count, ngettext, say


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("-o", "--output", type=FILE, metavar="PDF", help="The papers to take along.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which sample is drawn.")
@click.option("--size", type=int, default=USUAL_SIZE, show_default=True, help="How many bookings.")
@click.option("--receipts", type=FILE, metavar="FOLDER", help="Write the receipts of the sample.")
@click.option("--copy", type=FILE, metavar="COOP", help="Write a copy that can only be looked at.")
@click.option("--large", is_flag=True, help="In large letters.")
@language_option
@json_option
def audit(
    file: Path,
    year: str,
    output: Path | None,
    seed: int,
    size: int,
    receipts: Path | None,
    copy: Path | None,
    large: bool,
    spoken: str | None,
    as_json: bool,
) -> None:
    """What the audit committee needs of a book YEAR: checks, a sample, a list, the statement."""
    lines: list[str] = []
    with reading(file) as books:
        facts = books.ask(audit_of_year, year, seed, size, books.revision, books.today())
        if output is not None:
            built = audit_paper(facts, Printing(tongue(spoken), books.ask(logo_of), large))
            lines += write_pdf(output, built.pdf, built.pages, built.problems)
        if receipts is not None:
            written = save_receipts(books, facts, receipts)
            said = ngettext("{number} receipt written.", "{number} receipts written.", written)
            lines.append(said.format(number=count(written)))
        if copy is not None:
            copy_to_inspect(books, copy)
            lines.append(_("{path} can be looked at, and changed by nobody.").format(path=copy))
    printed(as_json, _plain(facts), lines or _lines(facts))


def _lines(facts: AuditFacts) -> list[str]:
    wrong = [say(problem) for each in facts.checked for problem in each.problems]
    said = _("Seed {seed}: {sample} of {bookings} bookings, {missing} expenses without a receipt.")
    head = said.format(
        seed=facts.seed,
        sample=count(len(facts.sample)),
        bookings=count(facts.bookings),
        missing=count(facts.without_receipt),
    )
    sample = [f"{each.number}  {each.dated}  {each.description}" for each in facts.sample]
    return [*(wrong or [_("The program found nothing wrong.")]), head, *sample]


def _plain(facts: AuditFacts) -> dict[str, Any]:
    names = ("number", "dated", "who", "description", "amount", "receipts", "large")
    return {
        "year": facts.year.label,
        "seed": facts.seed,
        "bookings": facts.bookings,
        "without_receipt": facts.without_receipt,
        "sample": [{name: getattr(each, name) for name in names} for each in facts.sample],
        "checked": [
            {
                "what": each.label,
                "number": each.number,
                "problems": [say(problem) for problem in each.problems],
            }
            for each in facts.checked
        ],
        "debit": facts.debit,
        "credit": facts.credit,
    }
