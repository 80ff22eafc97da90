"""What must hold in an audit file that somebody hands us: it balances, and its totals agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from coopadmin.formats.auditfile import AuditFile, OpeningLine
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, Refused, Term, refuse

OPENING = "opening"
"""The kind of a journal with an opening balance in it, while a file is being read."""

_VAT, _CURRENCY, _OPEN_ITEMS = "vat", "currency", ("obSubledgers", "subledgers")
# Below a hundred billion, in whole cents however many noughts follow.
_AMOUNT = re.compile(r"([+-]?)0*(\d{1,11})(?:\.(\d{0,2})0*)?")


@dataclass
class Control:
    """What a file says its lines add up to, and what they do, each on the side where it stands."""

    said: Mapping[str, str] = field(default_factory=dict)
    lines: int = 0
    debit: int = 0
    credit: int = 0

    def count(self, cents: int, *, in_debit: bool) -> None:
        self.lines += 1
        if in_debit:
            self.debit += cents
        else:
            self.credit += cents


def exact_cents(text: str) -> int | None:
    """The cents of an amount as it stands in a file; None when it is none, or not in cents."""
    if not (match := _AMOUNT.fullmatch(text)):
        return None
    sign, euros, rest = match.groups(default="")
    return int(f"{sign}{euros}{rest.ljust(2, '0')}")


def checked(
    audit: AuditFile, name: str, opening: Control, control: Control
) -> tuple[AuditFile, list[Problem]]:
    """The file with its opening balance in one place, and remarks; Refused when it is not sound."""
    if not audit.accounts:
        raise refuse(
            "auditfile.no_accounts",
            N_("“{name}” has no list of accounts. Export the whole year, with its accounts."),
            name=name,
        )
    known = {account.number for account in audit.accounts}
    _check_entries(audit, name, known)
    entries = sum(len(journal.transactions) for journal in audit.journals)
    _check_control(opening, name, Term(N_("opening balance")))
    # Some programs count entries there instead of lines.
    _check_control(control, name, Term(N_("entries")), or_lines=entries)
    audit, remarks = _with_one_opening(audit, name)
    _check_opening(audit, name, known)
    return audit, remarks


def left_out(dropped: Mapping[str, int]) -> Iterator[Problem]:
    """Remarks on what a file has more than its books need, by the names of its elements."""
    rest = dict(dropped)
    if lines := rest.pop(_VAT, 0):
        yield Problem(
            "auditfile.vat",
            N_(
                "VAT stands with lines ({count}); it is not kept here, the amounts stay as they"
                " are."
            ),
            {"count": lines},
        )
    if lines := rest.pop(_CURRENCY, 0):
        yield Problem(
            "auditfile.foreign",
            N_(
                "Another currency stands with lines ({count}); only their amounts in euros are"
                " read."
            ),
            {"count": lines},
        )
    if any(rest.pop(part, 0) for part in _OPEN_ITEMS):
        yield Problem(
            "auditfile.open_items",
            N_("What each customer and supplier has open is not taken over, only its sum."),
        )
    if rest:
        yield Problem(
            "auditfile.left_out",
            N_("These details of lines are not taken over: {names}."),
            {"names": ", ".join(sorted(rest))},
        )


def _check_entries(audit: AuditFile, name: str, known: set[str]) -> None:
    for journal in audit.journals:
        for entry in journal.transactions:
            values = {"name": name, "journal": journal.name, "number": entry.number}
            for line in entry.lines:
                if line.account not in known:
                    raise refuse(
                        "auditfile.entry_account",
                        N_(
                            "“{name}”: entry {number} of “{journal}” names account {account},"
                            " which is not in its list."
                        ),
                        account=line.account,
                        **values,
                    )
            if off := Money.total(line.amount for line in entry.lines):
                raise refuse(
                    "auditfile.entry_unbalanced",
                    N_(
                        "“{name}”: entry {number} of “{journal}” is {difference} off: debit and"
                        " credit are not the same. Mend it in the other program and export again."
                    ),
                    difference=off,
                    **values,
                )


def _check_control(control: Control, name: str, part: Term, or_lines: int = 0) -> None:
    said = control.said
    for element, found in (("totalDebit", control.debit), ("totalCredit", control.credit)):
        if element in said and exact_cents(said[element]) != found:
            raise _disagrees(name, part, element, said[element], str(Money(found)))
    counted = said.get("linesCount", str(control.lines)).lstrip("0") or "0"
    if counted not in (str(control.lines), str(or_lines or control.lines)):
        raise _disagrees(name, part, "linesCount", counted, str(control.lines))


def _disagrees(name: str, part: Term, element: str, said: str, found: str) -> Refused:
    return refuse(
        "auditfile.totals",
        N_(
            "“{name}”: the total above the {part} says {said} ({element}), but its lines make"
            " {found}. The file is not whole: export it again."
        ),
        name=name,
        part=part,
        element=element,
        said=said[:40],
        found=found,
    )


def _with_one_opening(audit: AuditFile, name: str) -> tuple[AuditFile, list[Problem]]:
    """An opening balance booked as entries becomes one, or goes when the file has both."""
    booked = [journal for journal in audit.journals if journal.kind == OPENING]
    others = [journal for journal in audit.journals if journal.kind != OPENING]
    if not booked:
        return audit, []
    sums = _by_account(
        (line.account, line.amount)
        for journal in booked
        for entry in journal.transactions
        for line in entry.lines
    )
    said = _by_account((line.account, line.amount) for line in audit.opening)
    if said and said != sums:
        raise refuse(
            "auditfile.two_openings",
            N_(
                "“{name}” has an opening balance and also entries that open the year, and they"
                " differ. Export it again with one of them."
            ),
            name=name,
        )
    opening = tuple(OpeningLine(account, Money(cents)) for account, cents in sums.items())
    remark = Problem(
        "auditfile.opening_entries",
        N_("The entries of “{journal}” are read as the opening balance."),
        {"journal": booked[0].name},
    )
    return replace(audit, opening=opening, journals=tuple(others)), [remark]


def _by_account(amounts: Iterable[tuple[str, Money]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for account, amount in amounts:
        sums[account] += amount.cents
    return {account: cents for account, cents in sums.items() if cents}


def _check_opening(audit: AuditFile, name: str, known: set[str]) -> None:
    for line in audit.opening:
        if line.account not in known:
            raise refuse(
                "auditfile.opening_account",
                N_(
                    "“{name}”: the opening balance names account {account}, which is not in its"
                    " list."
                ),
                name=name,
                account=line.account,
            )
    if off := Money.total(line.amount for line in audit.opening):
        raise refuse(
            "auditfile.opening_unbalanced",
            N_(
                "“{name}”: the opening balance is {difference} off: debit and credit are not the"
                " same. Mend it in the other program and export again."
            ),
            name=name,
            difference=off,
        )
