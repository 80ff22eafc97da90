"""The lists of the ledger for a file: trial balance, cards, open items by age, and statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from coopadmin.formats.listing import (
    CODE,
    DATE,
    NAME,
    NUMBER,
    Cell,
    ListColumn,
    ListGroup,
    Listing,
    Written,
    written,
)
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.entry_queries import BalanceRow
from coopadmin.ledger.facts import (
    AgedItem,
    Card,
    DimensionRow,
    IncomeLine,
    IncomeStatement,
    SheetSection,
    StatementFacts,
    aged,
    result_of,
    summed,
)
from coopadmin.ledger.report import balance_title, budget_head, income_name, income_title
from coopadmin.words import N_, _, date_short

OWED_TO_US, WE_OWE = N_("To receive"), N_("To pay")
DIMENSIONS = {
    "activity": N_("Activities"),
    "fund": N_("Reserves and funds"),
}
Row = Sequence[Cell | Written]


def _lines(rows: Iterable[Row]) -> list[list[Written]]:
    return [[written(cell) for cell in row] for row in rows]


def _some(amount: Money) -> Cell:
    """Nothing where nothing is: columns of figures are read by what stands in them."""
    return amount or None


# ------------------------------------------------------------------------------ lists of a year


def trial_listing(rows: Sequence[BalanceRow], year: str) -> Listing:
    """Every account at its start, what was debited and credited, and at its end."""
    columns = [
        ListColumn(_("Account"), CODE),
        ListColumn(_("Name"), NAME),
        *(
            ListColumn(heading, NUMBER)
            for heading in (_("At the start"), _("Debit"), _("Credit"), _("At the end"))
        ),
    ]

    def groups() -> list[ListGroup]:
        shown = [
            [row.number, row.name, *map(_some, (row.opening, row.debit, row.credit, row.closing))]
            for row in rows
        ]
        return [ListGroup("", _lines(shown))]

    sums = [
        Money.total(getattr(row, name) for row in rows)
        for name in ("opening", "debit", "credit", "closing")
    ]
    total: Row = ["", _("Together"), *sums]
    return Listing(
        _("Trial balance {year}").format(year=year),
        columns,
        groups,
        said=[_("debit is positive, credit is negative")],
        total=[written(cell) for cell in total],
    )


def cards_listing(cards: Sequence[Card], year: str) -> Listing:
    """Each account with its lines in order of day, and what stands there after each."""
    columns = [
        ListColumn(_("Day"), DATE),
        ListColumn(_("Booking"), CODE),
        ListColumn(_("What"), NAME),
        ListColumn(_("Who")),
        ListColumn(_("For what")),
        ListColumn(_("Debit"), NUMBER),
        ListColumn(_("Credit"), NUMBER),
        ListColumn(_("Balance"), NUMBER),
    ]
    start, end = _("At the start"), _("At the end")

    def groups() -> list[ListGroup]:
        return [_card(card, start, end) for card in cards]

    return Listing(_("Ledger cards {year}").format(year=year), columns, groups)


def _card(card: Card, start: str, end: str) -> ListGroup:
    debits = Money.total(line.amount for line in card.lines if line.amount > ZERO)
    credits_ = Money.total(-line.amount for line in card.lines if line.amount < ZERO)
    rows: list[Row] = [
        ["", "", start, "", "", None, None, card.begin],
        *(
            [
                line.dated,
                line.entry,
                line.description,
                line.who,
                line.dimension,
                line.amount if line.amount > ZERO else None,
                -line.amount if line.amount < ZERO else None,
                line.balance,
            ]
            for line in card.lines
        ),
    ]
    total: Row = ["", "", end, "", "", _some(debits), _some(credits_), card.end]
    return ListGroup(f"{card.number} {card.name}", _lines(rows), [written(cell) for cell in total])


def ages_listing(items: Sequence[AgedItem], on: date) -> Listing:
    """What is open on a day, what we get apart from what we pay, by days since it was due."""
    columns = [
        ListColumn(_("Number"), CODE),
        ListColumn(_("Who"), NAME),
        ListColumn(_("What")),
        ListColumn(_("Due"), DATE),
        ListColumn(_("Not due yet"), NUMBER),
        *(ListColumn(days, NUMBER) for days in ("0–30", "31–60", "61–90")),
        ListColumn(_("older"), NUMBER),
        ListColumn(_("Together"), NUMBER),
    ]
    together = _("Together")

    def groups() -> list[ListGroup]:
        made = []
        for direction, name in (("receivable", OWED_TO_US), ("payable", WE_OWE)):
            own = [item for item in items if item.direction == direction]
            rows = [
                [item.reference, item.name, item.description, item.due, *_by_age([item]), item.open]
                for item in own
            ]
            sums: Row = ["", together, "", "", *_by_age(own), Money.total(i.open for i in own)]
            if own:
                made.append(ListGroup(_(name), _lines(rows), [written(cell) for cell in sums]))
        return made

    return Listing(
        _("Open items on {day}").format(day=date_short(on)),
        columns,
        groups,
        said=[_("days since they were due")],
    )


def _by_age(items: Sequence[AgedItem]) -> list[Cell]:
    return [_some(Money.total(i.open for i in items if aged(i) == age)) for age in range(5)]


def dimension_listing(rows: Sequence[DimensionRow], year: str, before: str) -> Listing:
    """What came in and what it cost per activity and fund."""
    columns = [
        ListColumn(_("For what"), NAME),
        ListColumn(_("Income"), NUMBER),
        ListColumn(_("Expenditure"), NUMBER),
        ListColumn(_("Result {year}").format(year=year), NUMBER),
        *([ListColumn(_("Result {year}").format(year=before), NUMBER)] if before else []),
    ]

    def cells(row: DimensionRow) -> Row:
        ended: Row = [row.name, row.income, row.expenses, row.income - row.expenses]
        return [*ended, *([row.income_before - row.expenses_before] if before else [])]

    def groups() -> list[ListGroup]:
        return [
            ListGroup(_(label), _lines(cells(row) for row in rows if row.kind == kind))
            for kind, label in DIMENSIONS.items()
            if any(row.kind == kind for row in rows)
        ]

    return Listing(_("Per activity and fund {year}").format(year=year), columns, groups)


# ------------------------------------------------------------------------------ statements


def balance_listing(facts: StatementFacts) -> Listing:
    """The balance sheet in cents, with the accounts of every line."""
    columns = [
        ListColumn(_("Line")),
        ListColumn(_("Account"), CODE),
        ListColumn(_("Name"), NAME),
        ListColumn(facts.year.label, NUMBER),
        *([ListColumn(facts.before, NUMBER)] if facts.before else []),
    ]

    def cells(now: Money, before: Money) -> list[Cell]:
        return [now, before] if facts.before else [now]

    def side(sections: Sequence[SheetSection], total: str) -> list[ListGroup]:
        made = []
        for section in sections:
            rows = [
                [_(line.label), each.number, each.name, *cells(each.now, each.before)]
                for line in section.lines
                for each in line.accounts
            ]
            if rows:
                sums: Row = [_(section.label), "", "", *cells(section.now, section.before)]
                made.append(
                    ListGroup(_(section.label), _lines(rows), [written(cell) for cell in sums])
                )
        whole = cells(
            Money.total(section.now for section in sections),
            Money.total(section.before for section in sections),
        )
        return [*made, ListGroup(total, _lines([[total, "", "", *whole]]))]

    def groups() -> list[ListGroup]:
        assets = side(facts.sheet.assets, _("Total assets"))
        return [*assets, *side(facts.sheet.funding, _("Total funding"))]

    return Listing(balance_title(facts), columns, groups)


def income_listing(facts: StatementFacts) -> Listing:
    """The statement in cents: by kind, and by activity below that."""
    columns = [
        ListColumn(_("Line"), NAME),
        ListColumn(facts.year.label, NUMBER),
        ListColumn(budget_head(facts.year.label, adopted=facts.budget_adopted), NUMBER),
        ListColumn(_("Difference"), NUMBER),
        *([ListColumn(facts.income_before, NUMBER)] if facts.income_before else []),
        ListColumn(_("Explanation")),
    ]

    def cells(line: IncomeLine, name: str) -> Row:
        before = [line.before] if facts.income_before else []
        return [name, line.now, line.budget, line.difference, *before, line.explanation]

    def part(name: str, lines: Sequence[IncomeLine], total: str) -> list[ListGroup]:
        rows = [cells(line, income_name(line)) for line in lines]
        sums = cells(summed(total, lines), total)
        return [ListGroup(name, _lines(rows)), ListGroup(total, _lines([sums]))]

    def whole(statement: IncomeStatement) -> list[ListGroup]:
        result = _("Result {year}").format(year=facts.year.label)
        return [
            *part(_("Income"), statement.income, _("Total income")),
            *part(_("Expenditure"), statement.expenses, _("Total expenditure")),
            ListGroup(result, _lines([cells(result_of(statement, result), result)])),
        ]

    def groups() -> list[ListGroup]:
        return [*whole(facts.by_kind), *whole(facts.by_activity)]

    return Listing(income_title(facts), columns, groups)
