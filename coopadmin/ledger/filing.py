"""The lines of the balance sheet of a micro legal person (BW 2:395a), for the form of filing."""

from __future__ import annotations

from collections.abc import Sequence

from coopadmin.cooperative.names import LEGAL_FORMS
from coopadmin.kernel.money import Money
from coopadmin.ledger.facts import StatementFacts
from coopadmin.ledger.report import balance_title, figure
from coopadmin.ledger.size import fte_words
from coopadmin.paper import (
    NUMBER,
    Blanks,
    Block,
    Column,
    Heading,
    Line,
    Note,
    Row,
    Strip,
    Table,
    Text,
    Total,
    strong,
)
from coopadmin.words import N_, _, date_long

ASSETS = {"fixed": N_("Fixed assets"), "current": N_("Current assets")}
FUNDING = {
    "equity": N_("Equity"),
    "provisions": N_("Provisions"),
    "long_debts": N_("Debts due after more than a year"),
    "short_debts": N_("Debts due within a year"),
}


def micro_lines(facts: StatementFacts) -> list[tuple[str, str, Money, Money]]:
    """Token, source text, this year, last year: every line of the form, also where it is nothing.

    Totals are sums of the exact amounts.
    """
    found: list[tuple[str, str, Money, Money]] = []
    for side, token, total in (
        (ASSETS, "assets", N_("Total assets")),
        (FUNDING, "funding", N_("Total funding")),
    ):
        lines = []
        for each, label in side.items():
            section = facts.sheet.section(each)
            now, before = (section.now, section.before) if section else (Money(), Money())
            lines.append((each, label, now, before))
        found += lines
        found.append(
            (token, total, Money.total(one[2] for one in lines), Money.total(o[3] for o in lines))
        )
    return found


def filing_blocks(facts: StatementFacts, fte: str) -> list[Block]:
    """What the form asks, with room for what the program does not know."""
    own = facts.cooperative
    if not fte and facts.staff is not None:
        fte = fte_words(facts.staff)
    adopted = date_long(facts.state.on) if facts.state.on else _("not adopted yet")
    known = [
        (_("Legal form"), _(LEGAL_FORMS.get(own.legal_form, own.legal_form))),
        (_("Chamber of Commerce"), own.chamber_number or _("not filled in")),
        (_("Book year"), facts.year.label),
        (_("Adopted on"), adopted),
        (_("Staff in fte"), fte or _("not filled in")),
    ]
    asked = [] if fte else [_("Staff in fte, average of the year:")]
    blocks: list[Block] = [
        Text(_("Compare this sheet with the form of the Chamber of Commerce before filing.")),
        Strip(known),
        Heading(balance_title(facts)),
        _table(facts),
    ]
    if not facts.micro:
        large = _("By its size this is no micro legal person: more must be filed. Ask for advice.")
        blocks.insert(0, Text((strong(large),)))
    elif facts.accruals_left_out:
        said = _("Say in the form that accruals for other operating costs are left out.")
        blocks.append(Text(said))
    note = _(
        "Lines of BW 2:395a, in whole euros, each rounded by itself. The form may ask them in"
        " another order, and may want totals to be sums of whole euros."
    )
    blocks.append(Row(Note(_("How to read this")), [Text(note)]))
    return [*blocks, Blanks([*asked, _("Filed on:"), _("By:")])]


def _table(facts: StatementFacts) -> Table:
    lines: list[Line] = []
    for token, label, now, before in micro_lines(facts):
        cells: Sequence[str] = [
            _(label), figure(now), *([figure(before)] if facts.before else []),
        ]  # fmt: skip
        lines.append(Total(cells) if token in ("assets", "funding") else cells)
    columns = [Column(_("In euros")), Column(facts.year.label, NUMBER, now=True)]
    if facts.before:
        columns.append(Column(facts.before, NUMBER))
    return Table(columns, lines)
