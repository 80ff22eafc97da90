"""The accounts of a year as blocks of paper: balance sheet, income, reserves, notes, signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.facts import (
    IncomeLine,
    IncomeStatement,
    PlaceLine,
    ReserveMovement,
    SheetSection,
    StatementFacts,
    result_of,
    summed,
)
from coopadmin.ledger.places import PLACES
from coopadmin.paper import (
    CODE,
    NUMBER,
    Block,
    Column,
    Heading,
    Line,
    Missing,
    Note,
    Row,
    Sides,
    Subhead,
    Table,
    Tables,
    Text,
    Together,
    Total,
    soft,
    strong,
)
from coopadmin.words import (
    _,
    count,
    date_long,
    listed,
    ngettext,
    percent,
    signed_text,
    whole_euros,
    with_sign,
)

NOTHING = "–"


def figure(amount: Money | None) -> str:
    """Whole euros; a dash for nothing, and nothing for what is not known."""
    if amount is None:
        return ""
    return whole_euros(amount) if amount else NOTHING


def difference(amount: Money | None) -> str:
    """Whole euros with their sign."""
    if amount is None:
        return ""
    shown = whole_euros(Money(abs(amount.cents)))
    return signed_text(amount.cents, shown) if shown != "0" else shown


def rounding(sums: Iterable[Iterable[Money]]) -> list[str]:
    """What must be said of amounts that are summed below, each rounded by itself; or nothing."""
    off = 0
    for amounts in map(list, sums):
        shown = sum(amount.whole() for amount in amounts)
        off = max(off, abs(shown - Money.total(amounts).whole()))
    if not off:
        return []
    sentence = ngettext(
        "Every amount is rounded to whole euros by itself, so that the lines together may be one"
        " euro off their total.",
        "Every amount is rounded to whole euros by itself, so that the lines together may be"
        " {number} euros off their total.",
        off,
    )
    return [sentence.format(number=count(off))]


# ------------------------------------------------------------------------------ balance sheet


def balance_title(facts: StatementFacts) -> str:
    """The name of the balance sheet, with what BW 2:362(2) wants to see at its head."""
    said = (
        _("Balance sheet on {day}, after appropriation of the result")
        if facts.appropriated
        else _("Balance sheet on {day}, before appropriation of the result")
    )
    return said.format(day=date_long(facts.sheet.on))


def balance_blocks(facts: StatementFacts) -> list[Block]:
    """Both sides with their totals level, and the sentences that the law wants below them."""
    sheet = facts.sheet
    blocks: list[Block] = [
        Heading(balance_title(facts)),
        Sides(
            _side(facts, _("Assets, in euros"), _("Total assets"), sheet.assets),
            _side(facts, _("Equity and debts, in euros"), _("Total funding"), sheet.funding),
        ),
    ]
    said = rounding(
        [getattr(line, when) for part in side for line in part.lines]
        for side in (sheet.assets, sheet.funding)
        for when in ("now", "before")
    )
    if facts.micro and facts.accruals_left_out:
        said.append(
            _(
                "Accruals for other operating costs are left out, as a micro legal person may"
                " (BW 2:395a(3))."
            )
        )
    return blocks + [Text((soft(sentence),)) for sentence in said]


def _side(facts: StatementFacts, head: str, total: str, sections: Sequence[SheetSection]) -> Table:
    lines: list[Line] = []
    for section in sections:
        shown = [line for line in section.lines if line.now or line.before]
        if not shown:
            continue
        lines.append(Subhead(_(section.label)))
        for line in shown:
            if line.label == section.label and line.accounts:
                # A line that is called as its section says more by its accounts.
                own = line.accounts
                lines += [_shown(facts, one.name, one.now, one.before) for one in own]
            else:
                lines.append(_shown(facts, _(line.label), line.now, line.before))
    now = Money.total(section.now for section in sections)
    before = Money.total(section.before for section in sections)
    return Table(_columns(facts, Column(head)), [*lines, Total(_shown(facts, total, now, before))])


def _columns(facts: StatementFacts, *first: Column) -> list[Column]:
    columns = [*first, Column(facts.year.label, NUMBER, now=True)]
    return [*columns, Column(facts.before, NUMBER)] if facts.before else columns


def _shown(facts: StatementFacts, name: str, now: Money, before: Money) -> list[str]:
    return [name, figure(now), *([figure(before)] if facts.before else [])]


def appropriation_blocks(facts: StatementFacts) -> list[Block]:
    """Where the result goes: as decided, or as the board proposes."""
    if not facts.appropriation:
        return []
    title = _("Appropriation of the result")
    said = (
        _("Worked into the balance sheet.")
        if facts.appropriated
        else _("Not yet worked into the balance sheet.")
    )
    if facts.appropriated_by:
        decided = _("By resolution {number}").format(number=facts.appropriated_by)
        said = f"{decided}. {said}"
    elif not facts.appropriated:
        title = _("Proposed appropriation of the result")
    total = Money.total(each.amount for each in facts.appropriation)
    lines: list[Line] = [[each.label, figure(each.amount)] for each in facts.appropriation]
    lines.append(Total([_("Result {year}").format(year=facts.year.label), figure(total)]))
    columns = [Column(_("In euros")), Column(facts.year.label, NUMBER, now=True)]
    return [Row(Note(title, said), [Table(columns, lines)])]


# ------------------------------------------------------------------------------ income


def income_title(facts: StatementFacts) -> str:
    return _("Statement of income and expenditure {year}").format(year=facts.year.label)


def income_blocks(facts: StatementFacts, statement: IncomeStatement, title: str) -> list[Block]:
    """Income, expenditure and the result in line, with what the treasurer explains."""
    result = result_of(statement, _("Result {year}").format(year=facts.year.label))
    heads = (_("Income, in euros"), _("Expenditure, in euros"), "")
    totals = (
        summed(_("Total income"), statement.income),
        summed(_("Total expenditure"), statement.expenses),
        result,
    )
    everything = [*statement.income, *statement.expenses, *totals]
    show = _wanted(facts, everything)
    tables = []
    for head, lines, total in zip(
        heads, (statement.income, statement.expenses, ()), totals, strict=True
    ):
        shown = [line for line in lines if _says_something(line)]
        tables.append(
            Table(
                [
                    Column(name if head else "", kind, now=now)
                    for name, kind, now in (
                        (head, Column().kind, False),
                        *((column.head, NUMBER, column.now) for column, _cell in show),
                    )
                ],
                [
                    *([income_name(line), *(cell(line) for _c, cell in show)] for line in shown),
                    Total([total.label, *(cell(total) for _c, cell in show)]),
                ],
            )
        )
    blocks: list[Block] = [Heading(title), Tables(tables)]
    parts = [
        [line.now for line in statement.income],
        [line.now for line in statement.expenses],
        [totals[0].now, -totals[1].now],
        [line.before for line in statement.income],
        [line.before for line in statement.expenses],
    ]
    blocks += [Text((soft(said),)) for said in rounding(parts)]
    return blocks + _explained(facts, statement)


def by_activity_blocks(facts: StatementFacts) -> list[Block]:
    """The same by activity, where there is more than one to tell apart."""
    statement = facts.by_activity
    if len({line.key for line in (*statement.income, *statement.expenses)}) < 2:
        return []
    title = _("By activity {year}").format(year=facts.year.label)
    return [Together(income_blocks(facts, statement, title))]


def income_name(line: IncomeLine) -> str:
    """The name of a line: a place in the language spoken, an activity as it is called."""
    if line.key in PLACES:
        return _(PLACES[line.key].label)
    return line.label or _("Without an activity")


def _says_something(line: IncomeLine) -> bool:
    return any((line.now, line.before, line.budget, line.ahead))


Shown = tuple[Column, Callable[[IncomeLine], str]]


def _wanted(facts: StatementFacts, lines: Iterable[IncomeLine]) -> list[Shown]:
    """The columns that have something to say, with what stands in them."""
    lines = list(lines)
    year, following = facts.year.label, facts.next_year
    columns: list[Shown] = [(Column(year, NUMBER, now=True), lambda line: figure(line.now))]
    if any(line.budget is not None for line in lines):
        head = budget_head(year, adopted=facts.budget_adopted)
        columns.append((Column(head, NUMBER), lambda line: figure(line.budget)))
        columns.append((Column(_("Difference"), NUMBER), lambda line: difference(line.difference)))
    if facts.income_before:
        head = facts.income_before
        columns.append((Column(head, NUMBER), lambda line: figure(line.before)))
    if following and any(line.ahead is not None for line in lines):
        head = budget_head(following, adopted=facts.ahead_adopted)
        columns.append((Column(head, NUMBER), lambda line: figure(line.ahead)))
    return columns


def budget_head(year: str, *, adopted: bool) -> str:
    """The head of a column of budget, which says so when no resolution adopted it."""
    said = _("Budget {year}") if adopted else _("Draft budget {year}")
    return said.format(year=year)


def _explained(facts: StatementFacts, statement: IncomeStatement) -> list[Block]:
    """What was written about differences, and a frame for what is still to be written."""
    lines = [*statement.income, *statement.expenses]
    if all(line.budget is None for line in lines):
        return []
    note = _("Difference is actual less budget.")
    if facts.explain is not None:
        limits = _("Explained above {percent}% and {amount}.").format(
            percent=facts.explain.explain_percent,
            amount=with_sign(whole_euros(facts.explain.explain_above)),
        )
        note = f"{note} {limits}"
    # An activity has one explanation, and a line among income and among expenditure.
    said = dict.fromkeys((income_name(one), one.explanation) for one in lines if one.explanation)
    body: list[Block] = [Text((strong(f"{name}."), f" {text}")) for name, text in said]
    waiting = dict.fromkeys(income_name(line) for line in lines if _waits(facts, line))
    if waiting:
        missing = _("Here comes why these differ from the budget: {names}.")
        body.append(Missing(missing.format(names=listed(list(waiting)))))
    return [Row(Note(_("Explanation"), note), body)] if body else [Text((soft(note),))]


def _waits(facts: StatementFacts, line: IncomeLine) -> bool:
    if facts.explain is None or line.difference is None or line.explanation or not line.key:
        return False
    return facts.explain.asks(line.difference, line.budget or ZERO)


# ------------------------------------------------------------------------------ reserves, notes


def reserves_blocks(facts: StatementFacts) -> list[Block]:
    """Each reserve and fund from its start to its end, and what it is for."""
    if not facts.reserves:
        return []
    columns = [
        Column(_("Reserves and funds, in euros")),
        Column(_("At the start"), NUMBER),
        Column(_("Added"), NUMBER),
        Column(_("Withdrawn"), NUMBER),
        Column(_("At the end"), NUMBER, now=True),
    ]
    lines: list[Line] = []
    for place in dict.fromkeys(each.place for each in facts.reserves):
        lines.append(Subhead(_(PLACES[place].label)))
        lines += [_moved(each) for each in facts.reserves if each.place == place]
    begin, added, withdrawn, end = (
        Money.total(getattr(each, name) for each in facts.reserves)
        for name in ("begin", "added", "withdrawn", "end")
    )
    sums = ReserveMovement("", _("Together"), begin, added, withdrawn, end)
    title = _("Reserves and funds in {year}").format(year=facts.year.label)
    blocks: list[Block] = [Heading(title), Table(columns, [*lines, Total(_moved(sums))])]
    purposes = [
        Text((strong(f"{each.name}."), *(f" {part}" for part in _purpose(each))))
        for each in facts.reserves
        if _purpose(each)
    ]
    if purposes:
        blocks.append(Row(Note(_("What they are for")), purposes))
    return [*blocks, *_how_much(facts)]


def _moved(each: ReserveMovement) -> list[str]:
    withdrawn = figure(-each.withdrawn)
    return [each.name, figure(each.begin), figure(each.added), withdrawn, figure(each.end)]


def _purpose(each: ReserveMovement) -> list[str]:
    said = [each.purpose] if each.purpose else []
    if each.limit is not None:
        limit = with_sign(whole_euros(each.limit))
        said.append(_("At most {amount}.").format(amount=limit))
    if each.decision:
        said.append(_("Decision: {decision}.").format(decision=each.decision))
    return said


def _how_much(facts: StatementFacts) -> list[Block]:
    equity = facts.sheet.section("equity")
    costs = summed("", facts.by_kind.expenses).now
    if equity is None or costs <= ZERO:
        return []
    said = _("Equity is {amount}. That is {share} of the costs of a year.").format(
        amount=with_sign(whole_euros(equity.now)),
        share=percent(equity.now.cents, costs.cents),
    )
    return [Row(Note(_("Equity")), [Text(said)])]


def valuing_blocks(facts: StatementFacts) -> list[Block]:
    """By which rules the figures are made."""
    said = [
        _("Receivables, money and debts stand at their nominal value."),
        _("Income and costs belong to the year that they are about, whenever they are paid."),
        _("Contributions count in their book year, grants in the year of the costs they pay for."),
        _("The hours of volunteers are not expressed in money."),
    ]
    fixed = facts.sheet.section("fixed")
    if fixed is not None and (fixed.now or fixed.before):
        said.insert(0, _("Fixed assets stand at what they cost, less depreciation."))
    return [Row(Note(_("How we value")), [Text(" ".join(said))])]


def accounts_blocks(facts: StatementFacts) -> list[Block]:
    """The accounts behind every line, with their sums."""
    placed: list[tuple[str, PlaceLine | IncomeLine]] = [
        (_(line.label), line)
        for section in (*facts.sheet.assets, *facts.sheet.funding)
        for line in section.lines
    ]
    income = (*facts.by_kind.income, *facts.by_kind.expenses)
    placed += [(income_name(line), line) for line in income]
    columns = _columns(facts, Column(_("Account"), CODE), Column(_("Name, in euros")))
    lines: list[Line] = []
    for name, place in placed:
        if place.accounts:
            lines.append(Subhead(name))
            lines += [
                [account.number, *_shown(facts, account.name, account.now, account.before)]
                for account in place.accounts
            ]
        if len(place.accounts) > 1:
            lines.append(Total(["", *_shown(facts, _("Together"), place.now, place.before)]))
    return [Heading(_("Accounts behind the lines")), Table(columns, lines)]
