"""A budget for the general meeting on paper, as a list to be saved, and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from coopadmin.formats.listing import (
    CODE,
    NAME,
    NUMBER,
    Cell,
    ListColumn,
    ListGroup,
    Listing,
    written,
)
from coopadmin.ledger.budget_sheet import BudgetSheet, SheetRow, Sums, grouped, summed
from coopadmin.ledger.comparison import Compared, YearComparison
from coopadmin.ledger.papers import Printing
from coopadmin.ledger.places import PLACES
from coopadmin.ledger.report import figure, rounding
from coopadmin.paper import NUMBER as FIGURES
from coopadmin.paper import (
    Block,
    Built,
    Column,
    Heading,
    House,
    Line,
    Look,
    Note,
    Paper,
    Row,
    Subhead,
    Table,
    Tables,
    Text,
    Together,
    Total,
    soft,
    strong,
)
from coopadmin.paper.printing import build
from coopadmin.words import _, speaking

Shown = tuple[str, Callable[[Sums | SheetRow], Any]]


def budget_title(sheet: BudgetSheet) -> str:
    return _("The budget of {year}").format(year=sheet.year.label)


def budget_head(label: str) -> str:
    """What stands above the amounts of a budget."""
    return _("Budget {year}").format(year=label)


def budget_standing(sheet: BudgetSheet) -> str:
    """What this version is: a draft, or adopted by which resolution."""
    if sheet.budget is None:
        return _("There is no budget for {year} yet").format(year=sheet.year.label)
    if not sheet.budget.adopted:
        said = _("Draft for the general meeting")
    else:
        said = _("Adopted by resolution {number}").format(number=sheet.budget.resolution)
    if sheet.budget.version > 1:
        version = _("version {number}").format(number=sheet.budget.version)
        return f"{said}, {version}"
    return said


def of_year(sheet: BudgetSheet) -> list[Shown]:
    """The columns of what the year itself came to, and while it runs, of its forecast."""
    label = sheet.year.label
    columns: list[Shown] = [(_("Actual {year}").format(year=label), lambda row: row.actual)]
    if sheet.running:
        columns.append((_("Forecast {year}").format(year=label), lambda row: row.forecast))
    return columns


def beside(sheet: BudgetSheet) -> list[Shown]:
    """The columns of earlier figures that have something to say, with what stands in them."""
    if not sheet.last_label:
        return []
    head = _("Actual {year}") if sheet.last_over else _("Forecast {year}")
    columns: list[Shown] = [(head.format(year=sheet.last_label), lambda row: row.outcome)]
    if sheet.last_budgeted:
        columns.append((budget_head(sheet.last_label), lambda row: row.last_budget))
    return columns


# ------------------------------------------------------------------------------ paper


def budget_paper(sheet: BudgetSheet, how: Printing) -> Built:
    """The budget by line of the statement, by account with the notes, and by activity."""
    with speaking(how.language):
        title, cooperative = budget_title(sheet), sheet.cooperative
        contact = [line for line in (cooperative.email, cooperative.website) if line]
        return build(
            Paper(
                title=f"{title}, {cooperative.name}",
                house=House(cooperative.name, contact, how.logo),
                language=how.language,
                on=sheet.on,
                heading=title,
                subheading=budget_standing(sheet),
                running=title,
                status=budget_standing(sheet),
                blocks=budget_blocks(sheet),
                look=Look(accent=cooperative.accent, large=how.large),
            )
        )


def budget_blocks(sheet: BudgetSheet) -> list[Block]:
    rows = [row for row in sheet.rows if row.used]
    blocks: list[Block] = [Heading(_("Income and expenditure"))]
    if sheet.budget is not None and sheet.budget.note:
        blocks.insert(0, Text(sheet.budget.note))
    by_place = grouped(rows, lambda row: row.place)
    blocks.append(
        _tables(
            sheet,
            [
                (PLACES[place].section == "income", _(PLACES[place].label), summed(theirs))
                for place, theirs in by_place.items()
            ],
        )
    )
    blocks += [
        Text((soft(said),))
        for said in rounding(
            [row.budget for row in rows if row.income is side] for side in (True, False)
        )
    ]
    blocks += _notes(rows)
    activities = grouped(rows, lambda row: (row.income, row.activity))
    if len({activity for _income, activity in activities}) > 1:
        lines = [
            (income, activity or _("Without an activity"), summed(theirs))
            for (income, activity), theirs in sorted(activities.items(), key=_last_without)
        ]
        blocks.append(Together([Heading(_("By activity")), _tables(sheet, lines)]))
    return [*blocks, Heading(_("By account")), _by_account(sheet, by_place)]


def _last_without(group: tuple[tuple[bool, str], object]) -> tuple[bool, str]:
    (_income, activity), _rows = group
    return not activity, activity


def _tables(sheet: BudgetSheet, lines: Sequence[tuple[bool, str, Sums]]) -> Block:
    """Income, expenditure and the result in line."""
    tables = []
    for income, head, total in (
        (True, _("Income, in euros"), _("Total income")),
        (False, _("Expenditure, in euros"), _("Total expenditure")),
    ):
        sums = summed(row for row in sheet.rows if row.used and row.income is income)
        shown: list[Line] = [
            _figures(sheet, name, each) for its_income, name, each in lines if its_income is income
        ]
        columns = _columns(sheet, head)
        tables.append(Table(columns, [*shown, Total(_figures(sheet, total, sums))]))
    label = _("Result {year}").format(year=sheet.year.label)
    nameless = [Column("", column.kind, now=column.now) for column in _columns(sheet, "")]
    tables.append(Table(nameless, [Total(_figures(sheet, label, sheet.result))]))
    return Tables(tables)


def _by_account(sheet: BudgetSheet, by_place: dict[str, list[SheetRow]]) -> Table:
    lines: list[Line] = []
    for place, theirs in by_place.items():
        lines.append(Subhead(_(PLACES[place].label)))
        lines += [
            _figures(sheet, own[0].name, summed(own))
            for own in grouped(theirs, lambda row: row.account_id).values()
        ]
    return Table(_columns(sheet, _("In euros")), lines)


def _columns(sheet: BudgetSheet, head: str) -> list[Column]:
    own = Column(budget_head(sheet.year.label), FIGURES, now=True)
    return [Column(head), own, *(Column(name, FIGURES) for name, _cell in beside(sheet))]


def _figures(sheet: BudgetSheet, name: str, sums: Sums) -> list[str]:
    return [name, figure(sums.budget), *(figure(cell(sums)) for _name, cell in beside(sheet))]


def _notes(rows: Iterable[SheetRow]) -> list[Block]:
    said: list[Block] = [
        Text((strong(f"{_about(row)}."), f" {row.note}")) for row in rows if row.note
    ]
    return [Row(Note(_("Explanation")), said)] if said else []


def _about(row: SheetRow) -> str:
    return f"{row.name}, {row.activity}" if row.activity else row.name


# ------------------------------------------------------------------------------ lists and JSON


def budget_listing(sheet: BudgetSheet) -> Listing:
    """The budget in cents by account and activity, with the figures beside it."""
    columns = [
        ListColumn(_("Line")),
        ListColumn(_("Account"), CODE),
        ListColumn(_("Name"), NAME),
        ListColumn(_("Activity")),
        ListColumn(budget_head(sheet.year.label), NUMBER),
        *(ListColumn(head, NUMBER) for head, _cell in of_year(sheet)),
        *(ListColumn(head, NUMBER) for head, _cell in beside(sheet)),
        ListColumn(_("Note")),
    ]

    def figures(of: Sums | SheetRow) -> list[Cell]:
        columns = (*of_year(sheet), *beside(sheet))
        return [of.budget, *(cell(of) for _head, cell in columns)]

    def line(row: SheetRow) -> list[Cell]:
        about: list[Cell] = [_(PLACES[row.place].label), row.number, row.name, row.activity]
        return [*about, *figures(row), row.note]

    def sums(name: str, of: Sums) -> list[Cell]:
        return [name, "", "", "", *figures(of), ""]

    def part(income: bool, name: str, total: str) -> ListGroup:
        own = [row for row in sheet.rows if row.income is income and (row.used or row.actual)]
        return ListGroup(
            name,
            [[written(cell) for cell in line(row)] for row in own],
            [written(cell) for cell in sums(total, summed(own))],
        )

    def groups() -> list[ListGroup]:
        return [
            part(True, _("Income"), _("Total income")),
            part(False, _("Expenditure"), _("Total expenditure")),
        ]

    result = _("Result {year}").format(year=sheet.year.label)
    return Listing(
        budget_title(sheet),
        columns,
        groups,
        said=[budget_standing(sheet)],
        total=[written(cell) for cell in sums(result, sheet.result)],
    )


def budget_as_json(sheet: BudgetSheet, compared: YearComparison) -> dict[str, Any]:
    """The version shown with its lines, and the year beside the version that counts."""
    own = sheet.budget
    return {
        "year": sheet.year.label,
        "version": None if own is None else own.version,
        "adopted": own is not None and own.adopted,
        "resolution": "" if own is None else own.resolution,
        "note": "" if own is None else own.note,
        "versions": [
            {"version": each.version, "resolution": each.resolution, "note": each.note}
            for each in sheet.versions
        ],
        "lines": [
            {name: getattr(row, name) for name in _LINE_NAMES} for row in sheet.rows if row.used
        ],
        "result": sheet.result.budget,
        "compared": {
            "on": compared.on,
            "over": compared.over,
            "with_version": None if compared.budget is None else compared.budget.version,
            "last_year": compared.last_year or None,
            "explain_percent": compared.explain_percent,
            "explain_above": compared.explain_above,
            "lines": [_line(each) for each in compared.places],
            "activities": [_line(each) for each in compared.activities],
            "result": _line(compared.result),
        },
    }


_LINE_NAMES = (
    "number name place activity budget note actual forecast last_year outcome last_budget".split()
)


def _line(each: Compared) -> dict[str, Any]:
    return {
        "line": each.place or each.label,
        "income": each.income,
        "actual": each.actual,
        "budget": each.budget,
        "difference": each.difference,
        "last_year": each.last_year,
        "forecast": each.forecast,
        "asks": each.asks,
        "explanation": each.text,
    }
