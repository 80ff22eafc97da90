"""The chapter on contributions: tariffs, what was charged, what was paid and what is open."""

from __future__ import annotations

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import (
    euros,
    sentences,
)
from coopadmin.annual.rules import CHARGED
from coopadmin.contributions.queries import ContributionFacts
from coopadmin.contributions.rules import PRO_RATA
from coopadmin.kernel.money import ZERO
from coopadmin.paper import (
    DATE,
    NUMBER,
    Bar,
    Block,
    Chapter,
    Column,
    Note,
    Row,
    ShareChart,
    Table,
    Text,
    Total,
)
from coopadmin.words import (
    _,
    count,
    date_long,
    date_short,
    ngettext,
    with_sign,
)


def contributions_chapter(facts: YearFacts, text: str) -> Chapter:
    """How much of what was charged is paid, the same by kind of membership, and the tariffs."""
    blocks: list[Block] = []
    if facts.contributions.charges:
        blocks += [_paid_and_open(facts), _by_kind(facts)]
    if facts.contributions.tariffs:
        blocks.append(_tariffs(facts))
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("Contributions"),
        blocks,
        summary=_("Charged, paid and open, and the tariffs"),
        lead=_lead(facts),
    )


def _lead(facts: YearFacts) -> str:
    year = facts.contributions
    if not year.charges:
        return _("No contribution was charged for {year}.").format(year=facts.year.label)
    written = euros((year.charged, year.paid, year.open))
    charged = ngettext(
        "For {year}, {amount} in contributions was charged to one member.",
        "For {year}, {amount} in contributions was charged to {number} members.",
        year.charges,
    ).format(
        year=facts.year.label,
        amount=with_sign(written(year.charged)),
        number=count(year.charges),
    )
    return sentences(charged, _open_said(year))


def _open_said(year: ContributionFacts) -> str:
    """What became of what was charged, as a sentence."""
    written = euros((year.charged, year.paid, year.open))
    if year.open < ZERO:
        return _("{amount} more than that was paid.").format(amount=with_sign(written(-year.open)))
    if not year.open and not year.let_go:
        return _("All of it was paid.")
    if not year.open:
        return _("All of it was paid, credited or written off.")
    if not year.paid:
        return _("Nothing of it has been paid yet.")
    return _("Of that, {amount} is still open.").format(amount=with_sign(written(year.open)))


def _paid_and_open(facts: YearFacts) -> Block:
    year = facts.contributions
    written = euros((year.charged, year.paid, year.open))
    note = _("Total {amount}. Payments up to {day}.").format(
        amount=with_sign(written(year.charged)), day=date_long(facts.on)
    )
    if year.let_go:
        let_go = _("{amount} was credited or written off.")
        note = sentences(note, let_go.format(amount=with_sign(euros((year.let_go,))(year.let_go))))
    parts = [
        Bar(_("Paid"), min(year.paid, year.charged).cents, written(year.paid)),
        Bar(_("Still open"), max(year.open, ZERO).cents, written(year.open)),
    ]
    says = "; ".join(f"{part.label}: {part.shown}" for part in parts)
    return Row(Note(_("Paid and open"), note), [ShareChart(parts, says)])


def _by_kind(facts: YearFacts) -> Block:
    year = facts.contributions
    amounts = [value for kind in year.by_kind for value in (kind.charged, kind.paid, kind.open)]
    written = euros(amounts)
    lines = [
        [
            kind.kind,
            count(kind.count),
            written(kind.charged),
            written(kind.paid),
            written(kind.open),
        ]
        for kind in year.by_kind
    ]
    totals = [count(year.charges), *map(written, (year.charged, year.paid, year.open))]
    table = Table(
        [
            Column(_("Kind of membership, in euros")),
            Column(_("Members"), NUMBER),
            Column(_("Charged"), NUMBER, now=True),
            Column(_("Paid"), NUMBER),
            Column(_("Still open"), NUMBER),
        ],
        [*lines, Total([_("Total"), *totals])],
    )
    return Row(Note(_("By kind"), _before(facts)), [table])


def _before(facts: YearFacts) -> str:
    charged = facts.before.charged
    if charged is None:
        return ""
    values = {
        "year": facts.before.label,
        "amount": with_sign(euros([charged])(charged)),
    }
    if CHARGED in facts.before.typed:
        return _("In {year} {amount} was charged (typed in).").format(**values)
    return _("In {year} {amount} was charged.").format(**values)


def _tariffs(facts: YearFacts) -> Block:
    order = [kind.kind for kind in facts.contributions.by_kind]
    tariffs = sorted(
        facts.contributions.tariffs,
        key=lambda each: order.index(each.kind) if each.kind in order else len(order),
    )
    written = euros(tariff.amount for tariff in tariffs)
    lines = [
        [
            tariff.kind,
            date_short(tariff.valid_from),
            _(PRO_RATA[tariff.pro_rata]),
            written(tariff.amount),
        ]
        for tariff in tariffs
    ]
    table = Table(
        [
            Column(_("Tariff, in euros")),
            Column(_("Valid from"), DATE),
            Column(_("In the year of joining")),
            Column(_("Per year"), NUMBER),
        ],
        lines,
    )
    note = _("What applied in {year}.").format(year=facts.year.label)
    return Row(Note(_("Tariffs"), note), [table])
