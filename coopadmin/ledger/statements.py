"""The facts of the statements, of one year or of many: one sum over the lines, then arithmetic.

Opening balances are not stored. What an account of the balance sheet has is the sum of its lines
up to and including the year; income and expenditure of all those years stand together on the
account of the role `result`, until an appropriation moves them to the reserves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import (
    find_resolution,
    get_book_year,
    get_book_years,
    get_cooperative,
    last_change,
)
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.accounts import AccountRow
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import OPENING
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.facts import (
    AccountLine,
    BalanceSheet,
    IncomeLine,
    IncomeStatement,
    PlaceLine,
    SheetSection,
    Signatory,
    StatementFacts,
    YearState,
)
from coopadmin.ledger.model import Entry, Line
from coopadmin.ledger.places import (
    ASSET,
    CREDIT_SECTIONS,
    DEBIT_SECTIONS,
    EXPENSE,
    INCOME,
    PLACES,
    RESULT_KINDS,
    SECTIONS,
    Place,
    places_of,
)
from coopadmin.ledger.planned import Explained, Planned, explained_of_years, planned_of_years
from coopadmin.ledger.reserves import (
    RESULT,
    Appropriation,
    appropriations_by_year,
    reserves_by_year,
)
from coopadmin.ledger.size import MICRO, sizes
from coopadmin.ledger.sums import Sums, find_sums
from coopadmin.ledger.year_states import YearRow, get_year, list_years
from coopadmin.people.queries import list_officers
from coopadmin.people.rules import BOARD

EARLIER = N_("Results of earlier years, not yet appropriated")


def statements_of_year(session: Session, label: str) -> StatementFacts:
    """The accounts of one book year. Raises Refused for a year without books."""
    return statements_of_years(session, [label])[0]


def find_statements(session: Session, label: str) -> StatementFacts | None:
    """The accounts of one book year, or None for a year without books."""
    books = find_bookkeeping(session)
    if books is None or get_book_year(session, label).first < books.first:
        return None
    return statements_of_year(session, label)


def statements_of_years(session: Session, labels: Sequence[str]) -> list[StatementFacts]:
    """The accounts of some book years, from one sum over the lines."""
    books = find_bookkeeping(session)
    years = [get_book_year(session, drawn_up(session, label)) for label in labels]
    assert books is not None
    asked = [year.label for year in years]
    sums = find_sums(session, max(asked))
    activities = activity_names(session)
    moved, appropriations = (
        reserves_by_year(session, sums.accounts, asked),
        appropriations_by_year(session, sums.accounts),
    )
    calendar, cooperative, on = (
        get_book_years(session),
        get_cooperative(session),
        last_change(session),
    )
    states = {row.label: row for row in list_years(session, max(year.last for year in years))}
    following = [calendar.after(year).label for year in years]
    planned = planned_of_years(session, [*asked, *following])
    explained = explained_of_years(session, asked)
    size = sizes(session, max(asked), sums)
    made = []
    for year in years:
        state = _state(session, states[year.label])
        before = calendar.before(year).label
        first = year.label == books.first_year
        own = appropriations.get(year.label, Appropriation())
        opening = _opened(session, year.label) if first else {}
        carried = _carried(sums, year.label, before, appropriations, opening)
        after = calendar.after(year).label
        beside = _Beside(
            year.label,
            before,
            planned.get(year.label, Planned()),
            planned.get(after, Planned()),
            explained[year.label],
        )
        sheet, by_kind = _sheet(sums, year, carried), _by_kind(sums, beside)
        made.append(
            StatementFacts(
                cooperative=cooperative,
                year=year,
                on=on,
                before=before,
                income_before="" if first else before,
                state=state,
                sheet=sheet,
                by_kind=by_kind,
                by_activity=_by_activity(sums, beside, activities),
                reserves=moved.get(year.label, ()),
                appropriated=bool(own.moved) and not carried.own_now,
                appropriation=own.lines,
                appropriated_by=states[year.label].appropriated_by,
                directors=tuple(
                    Signatory(row.name, row.office)
                    for row in list_officers(session, state.on or on, BOARD)
                ),
                next_year=after,
                explain=books if year.last < on else None,
                budget_adopted=beside.planned.adopted,
                ahead_adopted=beside.ahead.adopted,
                micro=size[year.label].size == MICRO,
                accruals_left_out=size[year.label].without_accruals,
                staff=size[year.label].measures.staff if size[year.label].noted else None,
            )
        )
    return made


def drawn_up(session: Session, label: str) -> str:
    """The label of a year that has statements. Raises Refused for one that has none."""
    books, year = find_bookkeeping(session), get_book_year(session, label)
    if books is None:
        raise refuse(
            "statements.none",
            N_("No books are kept here yet. Begin them with their first year."),
            field="year",
        )
    if year.first < books.first:
        raise refuse(
            "statements.before",
            N_("The books begin with {year}. Choose that year or a later one."),
            field="year",
            year=books.first_year,
        )
    return year.label


def year_state(session: Session, label: str) -> YearState:
    """How far a year is, and what adopted it. Raises Refused for a year without books."""
    return _state(session, get_year(session, label))


def _state(session: Session, row: YearRow) -> YearState:
    resolution = find_resolution(session, row.resolution) if row.resolution else None
    return YearState(row.state, row.resolution, resolution.decided_on if resolution else None)


# ------------------------------------------------------------------------------ balance sheet


def _opened(session: Session, label: str) -> Mapping[int, int]:
    """What the accounts had when the books began with this year, in cents by account."""
    statement = (
        select(Line.account_id, func.sum(Line.amount))
        .join(Entry, Entry.id == Line.entry_id)
        .where(Entry.journal == OPENING, Entry.book_year == label)
        .group_by(Line.account_id)
    )
    return {account_id: amount.cents for account_id, amount in session.execute(statement)}


@dataclass(frozen=True)
class _Carried:
    """What stands on each account at both ends in cents, debit positive, and of that on the
    account of the role `result` what is left of the result of the year itself.
    """

    now: Mapping[int, int]
    before: Mapping[int, int]
    own_now: int
    own_before: int


def _carried(
    sums: Sums,
    label: str,
    before: str,
    appropriations: Mapping[str, Appropriation],
    opening: Mapping[int, int],
) -> _Carried:
    now, then, ended = dict[int, int](), dict[int, int](), 0
    for account in sums.accounts:
        if account.kind not in RESULT_KINDS:
            now[account.id] = sums.until(account, label)
            was = opening.get(account.id, 0) if opening else sums.until(account, before)
            then[account.id] = was
            if account.role == RESULT:
                now[account.id] -= sums.result(one for one in sums.lines if one <= label)
                then[account.id] -= sums.result(one for one in sums.lines if one <= before)
                ended = then[account.id]
    own, own_before = (
        -sums.result([one]) + appropriations.get(one, Appropriation()).moved
        for one in (label, before)
    )
    return _Carried(now, then, own, ended if opening else own_before)


def _sheet(sums: Sums, year: BookYear, carried: _Carried) -> BalanceSheet:
    placed: dict[tuple[str, str], list[AccountLine]] = defaultdict(list)
    for account in sums.accounts:
        if account.kind in RESULT_KINDS:
            continue
        now, before = carried.now[account.id], carried.before[account.id]
        label = PLACES[account.place].label
        if account.role == RESULT:
            own = carried.own_now, carried.own_before
            _put(placed[account.place, label], account, *own)
            now, before, label = now - own[0], before - own[1], EARLIER
        _put(placed[account.place, label], account, now, before)
    sections = {
        token: SheetSection(
            token,
            name,
            tuple(
                _place(place, label, accounts)
                for (place, label), accounts in sorted(placed.items(), key=_in_order)
                if accounts and PLACES[place].section == token
            ),
        )
        for token, name in SECTIONS.items()
    }
    return BalanceSheet(
        year.last,
        tuple(sections[token] for token in DEBIT_SECTIONS),
        tuple(sections[token] for token in CREDIT_SECTIONS),
    )


def _in_order(placed: tuple[tuple[str, str], object]) -> tuple[int, bool]:
    (place, label), _accounts = placed
    return list(PLACES).index(place), label == EARLIER


def _put(lines: list[AccountLine], account: AccountRow, now: int, before: int) -> None:
    """An account on the side where it belongs, unless it has nothing and had nothing."""
    sign = 1 if account.kind == ASSET else -1
    if now or before:
        amounts = Money(sign * now), Money(sign * before)
        lines.append(AccountLine(account.id, account.number, account.name, *amounts))


def _place(token: str, label: str, accounts: Sequence[AccountLine]) -> PlaceLine:
    return PlaceLine(
        token,
        label,
        Money.total(each.now for each in accounts),
        Money.total(each.before for each in accounts),
        tuple(accounts),
    )


# ------------------------------------------------------------------------------ income


@dataclass(frozen=True)
class _Beside:
    """What stands beside the figures of a year: the year before, budgets, explanations."""

    label: str
    before: str
    planned: Planned
    ahead: Planned
    explained: Explained


def _by_kind(sums: Sums, beside: _Beside) -> IncomeStatement:
    def line(place: Place, sign: int) -> IncomeLine:
        accounts = [
            AccountLine(
                account.id,
                account.number,
                account.name,
                Money(sign * sums.of_year(account, beside.label)),
                Money(sign * sums.of_year(account, beside.before)),
            )
            for account in sums.accounts
            if account.place == place.token
        ]
        return IncomeLine(
            key=place.token,
            label=place.label,
            now=Money.total(each.now for each in accounts),
            before=Money.total(each.before for each in accounts),
            budget=_known(beside.planned, beside.planned.places.get(place.token)),
            ahead=_known(beside.ahead, beside.ahead.places.get(place.token)),
            explanation=beside.explained.places.get(place.token, ""),
            accounts=tuple(each for each in accounts if each.now or each.before),
        )

    return IncomeStatement(
        _saying(line(place, -1) for place in places_of(INCOME)),
        _saying(line(place, 1) for place in places_of(EXPENSE)),
    )


def _known(planned: Planned, amount: Money | None) -> Money | None:
    """What is budgeted: nothing for what a budget does not name, None without a budget."""
    return (amount or ZERO) if planned.there else None


def _saying(lines: Iterable[IncomeLine]) -> tuple[IncomeLine, ...]:
    """The lines that have something to say."""
    return tuple(
        line
        for line in lines
        if line.accounts or line.now or line.before or line.budget or line.ahead
    )


def _by_activity(sums: Sums, beside: _Beside, activities: Mapping[int, str]) -> IncomeStatement:
    def lines(kind: str, sign: int) -> tuple[IncomeLine, ...]:
        now, then = (_per_activity(sums, kind, one) for one in (beside.label, beside.before))
        return _saying(
            IncomeLine(
                key="" if activity is None else str(activity),
                label=name,
                now=Money(sign * now.get(activity, 0)),
                before=Money(sign * then.get(activity, 0)),
                budget=_known(
                    beside.planned, beside.planned.activities.get((activity, kind == INCOME))
                ),
                ahead=_known(beside.ahead, beside.ahead.activities.get((activity, kind == INCOME))),
                explanation=beside.explained.activities.get(activity or 0, ""),
            )
            for activity, name in (*activities.items(), (None, ""))
        )

    return IncomeStatement(lines(INCOME, -1), lines(EXPENSE, 1))


def _per_activity(sums: Sums, kind: str, label: str) -> dict[int | None, int]:
    found: dict[int | None, int] = defaultdict(int)
    of_year = sums.lines.get(label, {})
    for account in sums.accounts:
        if account.kind == kind:
            for activity, cents in of_year.get(account.id, {}).items():
                found[activity] += cents
    return found
