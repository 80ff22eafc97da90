"""The papers on capital: the register of a day, and the certificate of one holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.capital.facts import CertificateFacts, HoldingRow, MovementRow, RegisterFacts
from coopadmin.capital.rules import MOVEMENTS, REPAYMENTS
from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.kernel.money import ZERO, Money
from coopadmin.paper import (
    CODE,
    DATE,
    NUMBER,
    Block,
    Built,
    Column,
    Heading,
    House,
    Look,
    Note,
    Paper,
    Row,
    Signatures,
    Strip,
    Table,
    Text,
    Total,
)
from coopadmin.paper.printing import build
from coopadmin.words import _, amount, count, date_long, date_short, money, ngettext, speaking


@dataclass(frozen=True)
class Printing:
    """How a paper is printed: the day, the language (`nl`, `en`), large letters or not."""

    on: date
    language: str
    large: bool = False


def register_of_capital(facts: RegisterFacts, how: Printing) -> Built:
    """Every holding by surname, with sums per kind and of all."""
    with speaking(how.language):
        title = _("Register of members' capital")
        people = len({row.person_id for row in facts.rows})
        held_by = ngettext("{count} holder", "{count} holders", people).format(count=count(people))
        blocks: list[Block] = [
            Strip(
                [
                    (_("Day"), date_long(facts.on)),
                    (_("Holders"), count(people)),
                    (_("Together"), money(_sum(facts.rows))),
                    (_("Not paid in yet"), money(Money.total(row.unpaid for row in facts.rows))),
                ]
            ),
            *_by_kind(facts.rows),
            _holdings(facts.rows),
        ]
        return build(
            _paper(
                facts.cooperative,
                how,
                title,
                blocks,
                subheading=_("On {day}, {holders}").format(
                    day=date_long(facts.on), holders=held_by
                ),
            )
        )


def certificate(facts: CertificateFacts, how: Printing) -> Built:
    """What one member holds, under which terms, and the movements behind it; to be signed."""
    with speaking(how.language):
        title = _("Certificate of members' capital")
        number = "" if facts.number is None else f"{facts.number:04d}"
        blocks: list[Block] = [
            Strip(
                [
                    (_("Held by"), facts.name),
                    *([(_("Member number"), number)] if number else []),
                    (_("Day"), date_long(facts.on)),
                    (_("Together"), money(_sum(facts.rows))),
                ]
            ),
            Text(
                _(
                    "The board of {name} declares that, according to its register, {holder} holds "
                    "on {day} what stands below."
                ).format(name=facts.cooperative.name, holder=facts.name, day=date_long(facts.on))
            ),
            *_held(facts),
            Heading(_("How it came about")),
            _movements(facts),
            Text(
                _(
                    "This certificate is a statement from the register and no security that can "
                    "be traded. What is held passes to another only by a transfer in the register."
                )
            ),
            Signatures(facts.directors),
        ]
        return build(_paper(facts.cooperative, how, title, blocks, subheading=facts.name))


def _paper(
    cooperative: CooperativeFacts,
    how: Printing,
    title: str,
    blocks: Sequence[Block],
    subheading: str,
) -> Paper:
    contact = [cooperative.email, cooperative.website]
    if cooperative.chamber_number:
        contact.append(_("Chamber of Commerce {number}").format(number=cooperative.chamber_number))
    return Paper(
        title=f"{title}, {subheading}",
        house=House(cooperative.name, [line for line in contact if line]),
        language=how.language,
        on=how.on,
        heading=title,
        subheading=subheading,
        running=title,
        blocks=blocks,
        look=Look(accent=cooperative.accent, large=how.large),
    )


def _sum(rows: Sequence[HoldingRow]) -> Money:
    return Money.total(row.amount for row in rows)


def _by_kind(rows: Sequence[HoldingRow]) -> list[Block]:
    kinds = sorted({row.kind for row in rows})
    if len(kinds) < 2:
        return []
    lines: list[Sequence[str] | Total] = []
    for kind in kinds:
        own = [row for row in rows if row.kind == kind]
        lines.append([kind, count(len(own)), _shares(own), amount(_sum(own))])
    lines.append(Total([_("Together"), "", "", amount(_sum(rows))]))
    columns = [
        Column(_("Kind")),
        Column(_("Holders"), NUMBER),
        Column(_("Shares"), NUMBER),
        Column(_("Amount in euros"), NUMBER),
    ]
    return [Row(Note(_("By kind")), [Table(columns, lines)])]


def _shares(rows: Sequence[HoldingRow]) -> str:
    numbers = [row.shares for row in rows if row.shares is not None]
    return count(sum(numbers)) if numbers else ""


def _holdings(rows: Sequence[HoldingRow]) -> Block:
    columns = [
        Column(_("Member"), CODE, width=16),
        Column(_("Name"), strong=True),
        Column(_("Kind"), width=38),
        Column(_("Since"), DATE),
        Column(_("Shares"), NUMBER),
        Column(_("Not paid in"), NUMBER),
        Column(_("Amount in euros"), NUMBER),
    ]
    lines: list[Sequence[str] | Total] = [
        [
            "" if row.number is None else f"{row.number:04d}",
            row.name,
            row.kind,
            date_short(row.since),
            "" if row.shares is None else count(row.shares),
            amount(row.unpaid) if row.unpaid else "",
            amount(row.amount),
        ]
        for row in rows
    ]
    if rows:
        unpaid = Money.total(row.unpaid for row in rows)
        lines.append(
            Total(
                [
                    "", _("Together"), "", "", _shares(rows),
                    amount(unpaid) if unpaid else "", amount(_sum(rows)),
                ]
            )
        )  # fmt: skip
    return Table(columns, lines, when_empty=_("Nobody holds anything on this day."))


def _held(facts: CertificateFacts) -> list[Block]:
    kinds = {kind.id: kind for kind in facts.kinds}
    blocks: list[Block] = []
    for row in facts.rows:
        kind = kinds[row.kind_id]
        shown = [(_("Amount"), money(row.amount))]
        if row.shares is not None and kind.share is not None:
            shares = ngettext("{count} share of {amount}", "{count} shares of {amount}", row.shares)
            shown.append(
                (_("Shares"), shares.format(count=count(row.shares), amount=money(kind.share)))
            )
        shown.append((_("Since"), date_long(row.since)))
        if row.unpaid > ZERO:
            shown.append((_("Not paid in yet"), money(row.unpaid)))
        repaid = _(REPAYMENTS[kind.repaid])
        if kind.repay_months:
            months = ngettext("{count} month", "{count} months", kind.repay_months)
            repaid += f" ({months.format(count=count(kind.repay_months))})"
        blocks.append(
            Row(Note(row.kind), [Strip(shown), Text(_("Repaid: {when}").format(when=repaid))])
        )
    return blocks or [Text(_("Nothing is held on this day."))]


def _movements(facts: CertificateFacts) -> Block:
    columns = [
        Column(_("Number"), CODE),
        Column(_("Day"), DATE),
        Column(_("What"), strong=True),
        Column(_("Kind")),
        Column(_("Amount in euros"), NUMBER),
    ]
    lines = [
        [row.number, date_short(row.dated), _what(row, facts.name), row.kind, amount(row.amount)]
        for row in reversed(facts.movements)
        if row.dated <= facts.on
    ]
    return Table(columns, lines, when_empty=_("There are no movements."))


def _what(row: MovementRow, holder: str) -> str:
    said = _(MOVEMENTS[row.type])
    if row.to_name:
        other = _("from {name}").format(name=row.name)
        if row.name == holder:
            other = _("to {name}").format(name=row.to_name)
        said = f"{said} {other}"
    if row.to_kind:
        said = f"{said}: {row.to_kind}"
    return _("{movement} (reversal)").format(movement=said) if row.is_reversal else said
