"""Which account of ours an account of another program becomes: by code, by number, or a new one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopadmin.formats.auditfile import MIXED, RESULT, AuditAccount, AuditFile
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.ledger.places import BALANCE_KINDS, EXPENSE, INCOME, PLACES

GIVEN, BY_CODE, BY_NUMBER, NEAR, NEW = "given", "rgs", "number", "near", "new"
WAYS = {
    GIVEN: N_("chosen"),
    BY_CODE: N_("the same RGS code"),
    BY_NUMBER: N_("the same number"),
    NEAR: N_("a like RGS code"),
    NEW: N_("new"),
}
_LONGEST_NUMBER = 10
_CODE_DEPTHS = (10, 7, 4)
"""So many letters of an RGS code say ever less precisely where in the statements it belongs."""

# Words in Dutch names of accounts, the most telling first, and where such an account is shown.
_BALANCE_WORDS = (
    ("afschrijving|inventaris|gebouw|pand|machine|installatie|vervoer|auto|bus", "tangible"),
    ("deelneming|verstrekte lening", "financial"),
    ("voorraad", "stock"),
    ("vooruit ?ontvangen", "advance"),
    ("te betalen|crediteur|schuld|btw|belasting", "short_debts"),
    ("te ontvangen|debiteur|vordering|vooruit ?betaald", "receivables"),
    ("spaar|bank|kas|giro|kruispost", "money"),
    ("lening|hypothe", "long_debts"),
    ("voorziening", "provisions"),
    ("egalisatie", "equalisation_reserve"),
    ("bestemmingsreserve", "designated_reserves"),
    ("fonds", "restricted_funds"),
    ("resultaat|winst|saldo", "result"),
    ("ledenkapitaal|participatie|inleg", "members_capital"),
    ("reserve|vermogen|kapitaal", "other_reserves"),
)
_RESULT_WORDS = (
    ("afschrijving", "depreciation"),
    ("contributie|lidmaatschap", "contributions"),
    ("subsidie", "grants"),
    ("gift|donatie|schenking|sponsor|legaat", "gifts"),
    ("huuropbrengst|verhuur", "rent"),
    ("huur|energie|gas|elektra|schoonmaak|onderhoud gebouw", "housing"),
    ("vrijwilliger", "volunteers"),
    ("loon|salaris|personeel", "staff"),
    ("brandstof|auto|vervoer|bus", "transport"),
    ("bestuur|vergadering", "board"),
    ("kantoor|verzekering|porti|telefoon|administratie|website|bankkosten", "organisation"),
    ("activiteit", "activities"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """An account of ours that one of a file can become."""

    number: str
    name: str
    place: str
    rgs: str


@dataclass(frozen=True, slots=True)
class Match:
    """An account of a file, with what stood on it, and the account of ours that it becomes.

    `way` is a key of WAYS; amounts are debit above zero.
    """

    theirs: AuditAccount
    opening: Money
    closing: Money
    ours: Known
    way: str

    @property
    def on_balance(self) -> bool:
        return _on_balance(self.ours)


def match_accounts(
    audit: AuditFile, known: Sequence[Known], given: Mapping[str, str]
) -> tuple[Match, ...]:
    """Every account of the file with lines or an opening, in its order.

    `given` are choices of a person, our number by theirs; several of theirs may become one of
    ours only so. Raises Refused for a choice that cannot be.
    """
    opening = _sums((line.account, line.amount) for line in audit.opening)
    moved = _sums((line.account, line.amount) for line in audit.lines())
    used = opening.keys() | moved.keys()
    accounts = [each for each in audit.accounts if each.number in used]
    by_number = {each.number: each for each in known}
    chosen = _choices(accounts, by_number, given)
    # Which has the number too goes before another with the code alone.
    same = {
        each.number: by_number[each.number]
        for each in accounts
        if each.rgs and each.number in by_number and by_number[each.number].rgs == each.rgs
    }
    taken = set(same)
    found = []
    for theirs in accounts:
        before = opening[theirs.number]
        closing = Money(before + moved[theirs.number])
        if theirs.number in chosen:
            ours, way = chosen[theirs.number], GIVEN
        elif theirs.number in same:
            ours, way = same[theirs.number], BY_CODE
        else:
            of_result = _is_of_result(theirs, before)
            like = [each for each in known if _on_balance(each) is not of_result]
            ours, way = _found(theirs, like, taken) or (
                Known(
                    _free_number(theirs.number, by_number.keys() | taken),
                    theirs.name,
                    _place(theirs, of_result, closing, like),
                    theirs.rgs,
                ),
                NEW,
            )
        taken.add(ours.number)
        if before and not _on_balance(ours):
            raise refuse(
                "takeover.opening_result",
                N_(
                    "Account {number} is for income or expenditure, and the opening balance has an"
                    " amount on it. Mend that in the other program and export again."
                ),
                number=theirs.number,
            )
        found.append(Match(theirs, Money(before), closing, ours, way))
    return tuple(found)


def _choices(
    accounts: Iterable[AuditAccount], by_number: Mapping[str, Known], given: Mapping[str, str]
) -> dict[str, Known]:
    theirs = {each.number for each in accounts}
    problems = [
        Problem(
            "takeover.theirs",
            N_("The file has no account {number} with amounts on it."),
            {"number": number},
        )
        for number in given
        if number not in theirs
    ] + [
        Problem("account.unknown", N_("There is no account {number}."), {"number": number})
        for number in given.values()
        if number not in by_number
    ]
    if problems:
        raise Refused(problems)
    return {number: by_number[ours] for number, ours in given.items()}


def _found(
    theirs: AuditAccount, like: Sequence[Known], taken: set[str]
) -> tuple[Known, str] | None:
    free = [each for each in like if each.number not in taken]
    for each in free:
        if theirs.rgs and each.rgs == theirs.rgs:
            return each, BY_CODE
    for each in free:
        if each.number == theirs.number:
            return each, BY_NUMBER
    # Many programs give codes of a higher level; only the first of ours below it is meant.
    near = next((each for each in like if _is_near(each.rgs, theirs.rgs)), None)
    return (near, NEAR) if near in free and near is not None else None


def _is_near(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _CODE_DEPTHS[1] and longer.startswith(shorter)


def _on_balance(account: Known) -> bool:
    return bool(PLACES[account.place].kinds & BALANCE_KINDS)


def _is_of_result(theirs: AuditAccount, opening: int) -> bool:
    """Whether it is for income and expenditure; a mixed one is what it opens with."""
    if theirs.kind != MIXED:
        return theirs.kind == RESULT
    return theirs.rgs.startswith("W") or (not theirs.rgs and not opening)


def _place(theirs: AuditAccount, of_result: bool, closing: Money, like: Sequence[Known]) -> str:
    """Where a new account is shown: as the nearest code has it, else by its name, else by side."""
    for depth in _CODE_DEPTHS:
        for each in like:
            if len(theirs.rgs) >= depth and each.rgs[:depth] == theirs.rgs[:depth]:
                return each.place
    side = INCOME if closing <= ZERO else EXPENSE
    words = _RESULT_WORDS if of_result else _BALANCE_WORDS
    for pattern, place in words:
        if re.search(pattern, theirs.name.casefold()) and not (
            of_result and side not in PLACES[place].kinds
        ):
            return place
    if of_result:
        return "other_income" if side == INCOME else "other_costs"
    return "short_debts" if closing < ZERO else "receivables"


def _free_number(wanted: str, taken: Iterable[str]) -> str:
    """Their number when it is one of ours to be, else one like it that is free."""
    there = set(taken)
    digits = re.sub(r"\D", "", wanted, flags=re.ASCII)[:_LONGEST_NUMBER] or "9"
    number, more = digits, 0
    while number in there:
        more += 1
        number = f"{digits[: _LONGEST_NUMBER - len(str(more))]}{more}"
    return number


def _sums(amounts: Iterable[tuple[str, Money]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for account, amount in amounts:
        sums[account] += amount.cents
    return sums
