"""The chapter on members' capital: what they hold by kind, what came and went, what is due."""

from __future__ import annotations

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import (
    euros,
    sentences,
)
from coopadmin.capital.rules import TREATMENTS
from coopadmin.kernel.money import ZERO, Money
from coopadmin.paper import NUMBER, Block, Chapter, Column, Note, Row, Table, Text, Total
from coopadmin.words import (
    _,
    count,
    date_long,
    ngettext,
    signed_text,
    with_sign,
)


def capital_chapter(facts: YearFacts, text: str) -> Chapter:
    """The movement of each kind over the year; what is unpaid and what must be repaid next."""
    blocks: list[Block] = []
    if facts.capital.kinds:
        blocks += [_movement(facts), _standing(facts)]
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("Members' capital"),
        blocks,
        summary=_("What members hold, and what came and went"),
        lead=_lead(facts),
    )


def _lead(facts: YearFacts) -> str:
    capital = facts.capital
    written = euros((capital.end, capital.start))
    held = _("At the end of {year} members held {amount} of capital.").format(
        year=facts.year.label, amount=with_sign(written(capital.end))
    )
    change = capital.end - capital.start
    if not capital.start or not change:
        return held
    more = _("That is {amount} more than a year before.")
    fewer = _("That is {amount} less than a year before.")
    sentence = more if change > ZERO else fewer
    shown = with_sign(written(change if change > ZERO else -change))
    return sentences(held, sentence.format(amount=shown))


def _movement(facts: YearFacts) -> Block:
    kinds = facts.capital.kinds
    sums = [(each.start, each.paid_in, each.added, each.converted, each.repaid) for each in kinds]
    written = euros(amount for line in sums for amount in line)

    def signed(amount: Money) -> str:
        return signed_text(amount.cents, written(amount if amount > ZERO else -amount))

    lines = [
        [
            each.kind,
            written(each.start),
            signed(each.paid_in + each.added),
            signed(each.converted),
            signed(each.repaid),
            written(each.end),
        ]
        for each in kinds
    ]
    added = Money.total(each.paid_in + each.added for each in kinds)
    total = Total(
        [
            _("Total"),
            written(facts.capital.start),
            signed(added),
            signed(Money.total(each.converted for each in kinds)),
            signed(Money.total(each.repaid for each in kinds)),
            written(facts.capital.end),
        ]
    )
    table = Table(
        [
            Column(_("Kind, in euros")),
            Column(_("Start"), NUMBER),
            Column(_("Paid in and added"), NUMBER),
            Column(_("Converted"), NUMBER),
            Column(_("Repaid"), NUMBER),
            Column(_("End"), NUMBER, now=True),
        ],
        [*lines, total],
    )
    note = _("From the register of capital, on {first} and {last}.").format(
        first=date_long(facts.year.first), last=date_long(facts.year.last)
    )
    return Row(Note(_("In {year}").format(year=facts.year.label), note), [table])


def _standing(facts: YearFacts) -> Block:
    capital = facts.capital
    written = euros((capital.unpaid, capital.due))
    kinds = [
        ngettext(
            "{kind}: {count} holder, counted as {treatment}.",
            "{kind}: {count} holders, counted as {treatment}.",
            each.holders,
        ).format(
            kind=each.kind,
            count=count(each.holders),
            treatment=_(TREATMENTS[each.treatment]).lower(),
        )
        for each in capital.kinds
    ]
    said = [*kinds]
    if capital.unpaid > ZERO:
        said.append(
            _("{amount} was promised and not paid in yet.").format(
                amount=with_sign(written(capital.unpaid))
            )
        )
    said.append(
        _("In the next book year {amount} is to be repaid.").format(
            amount=with_sign(written(capital.due))
        )
        if capital.due
        else _("In the next book year nothing is to be repaid.")
    )
    return Row(Note(_("How it stands")), [Text("\n\n".join(said))])
